//! One workshop's address: joining it, being in it, or being told why not.

mod affairs;
mod badge;
mod bar;
pub(in crate::views) mod files;
mod inside;
mod keys;
mod people;
mod refused;
mod search;
pub mod share;

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::sync::End;
use leptos::task::spawn_local;

use crate::browser::http::Failure;
use crate::browser::place;
use crate::model::device;
use crate::model::room::Pass;
use crate::prelude::*;
use crate::views::join::{Join, rejoin};
use crate::views::trouble::{Trouble, TroubleScreen};
use inside::Inside;

/// Where somebody stands who opened the link.
#[derive(Debug, Clone, PartialEq)]
enum Standing {
    /// They were here before: the old token is tried.
    Returning,
    /// They say who they are.
    Joining,
    /// They are in.
    Inside(Pass),
    /// They cannot get in.
    Out(Trouble),
}

/// The screen behind `/w/{id}`.
#[component]
pub fn WorkshopPage(
    /// The workshop.
    workshop: WorkshopId,
) -> impl IntoView {
    let knows_them = device::recent_of(workshop).is_some_and(|recent| {
        let fragment = place::fragment();
        recent.token.is_some() && (fragment.is_empty() || fragment == recent.secret)
    });
    let standing = RwSignal::new(if knows_them { Standing::Returning } else { Standing::Joining });
    if knows_them {
        return_to(workshop, standing);
    }
    let on_joined = Callback::new(move |pass| standing.set(Standing::Inside(pass)));
    let on_end = Callback::new(move |end| standing.set(after_end(workshop, end)));
    move || match standing.get() {
        Standing::Returning => view! { <div class="arriving" role="status" aria-busy="true"></div> }.into_any(),
        Standing::Joining => view! { <Join workshop on_joined /> }.into_any(),
        Standing::Inside(pass) => view! { <Inside pass on_end /> }.into_any(),
        Standing::Out(trouble) => view! { <TroubleScreen trouble /> }.into_any(),
    }
}

fn return_to(workshop: WorkshopId, standing: RwSignal<Standing>) {
    spawn_local(async move {
        let next = match rejoin(workshop).await {
            Ok(pass) => Standing::Inside(pass),
            Err(Failure::Unreachable) => Standing::Out(Trouble::LostServer),
            Err(Failure::Said { status: 404, .. }) => Standing::Out(Trouble::NoSuchWorkshop),
            Err(Failure::Said { .. }) => {
                device::forget_token(workshop);
                Standing::Joining
            }
        };
        standing.try_set(next);
    });
}

fn after_end(workshop: WorkshopId, end: End) -> Standing {
    device::forget_token(workshop);
    match end {
        End::NotAuthorized => Standing::Joining,
        End::Forbidden => Standing::Out(Trouble::Forbidden),
        End::NoSuchWorkshop => Standing::Out(Trouble::NoSuchWorkshop),
        End::OtherGeneration => Standing::Out(Trouble::OtherGeneration),
        End::Malformed => Standing::Out(Trouble::OldClient),
    }
}
