//! One workshop's address: joining it, being in it, or being told why not.

mod affairs;
mod badge;
mod bar;
pub(in crate::views) mod files;
mod inside;
mod keys;
mod people;
mod phase;
mod refused;
mod search;
pub mod share;

use std::cell::RefCell;
use std::rc::Rc;

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::sync::End;
use leptos::task::spawn_local;

use crate::browser::http::Failure;
use crate::browser::{dom, place};
use crate::model::device;
use crate::model::drawer::{self, Opened};
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
    let door = Door { standing, opened: StoredValue::new_local(Rc::default()) };
    // Another link of the same workshop changes the fragment alone, and nothing is loaded by itself.
    dom::on_window::<dom::Event>("hashchange", |_| place::reload());
    if knows_them {
        door.return_to(workshop);
    }
    let on_joined = Callback::new(move |pass| spawn_local(door.let_in(pass)));
    let on_end = Callback::new(move |end| standing.set(after_end(workshop, end)));
    move || match standing.get() {
        Standing::Returning => view! { <div class="arriving" role="status" aria-busy="true"></div> }.into_any(),
        Standing::Joining => view! { <Join workshop on_joined /> }.into_any(),
        Standing::Inside(pass) => view! { <Inside pass opened=door.take() on_end /> }.into_any(),
        Standing::Out(trouble) => view! { <TroubleScreen trouble /> }.into_any(),
    }
}

/// How one gets in: what this device has is looked at first.
#[derive(Clone, Copy)]
struct Door {
    standing: RwSignal<Standing>,
    opened: StoredValue<Rc<RefCell<Opened>>>,
}

impl Door {
    fn take(self) -> Opened {
        self.opened.try_get_value().map(|opened| opened.take()).unwrap_or_default()
    }

    fn put(self, opened: Opened) {
        self.opened.try_with_value(|place| place.replace(opened));
    }

    async fn let_in(self, pass: Pass) {
        let mut opened = self.take();
        if !opened.is_of(pass.workshop, pass.participant) {
            drop(opened);
            opened = drawer::open(pass.workshop, pass.participant).await;
        }
        self.put(opened);
        self.standing.try_set(Standing::Inside(pass));
    }

    /// With a copy of the board on this device it is shown at once, whether or not the server can be reached.
    fn return_to(self, workshop: WorkshopId) {
        spawn_local(async move {
            if let Some(pass) = device::pass_of(workshop) {
                let opened = drawer::open(workshop, pass.participant).await;
                let has_board = opened.has_board();
                self.put(opened);
                if has_board {
                    device::touch(workshop);
                    self.standing.try_set(Standing::Inside(pass));
                    return;
                }
            }
            let next = match rejoin(workshop).await {
                Ok(pass) => return self.let_in(pass).await,
                Err(Failure::Unreachable) => Standing::Out(Trouble::LostServer),
                Err(Failure::Said { status: 404, .. }) => Standing::Out(Trouble::NoSuchWorkshop),
                Err(Failure::Said { .. }) => {
                    device::forget_token(workshop);
                    Standing::Joining
                }
            };
            self.standing.try_set(next);
        });
    }
}

fn after_end(workshop: WorkshopId, end: End) -> Standing {
    // After a restore the old token still says who they are: joining again with it, their notes are theirs.
    if end != End::OtherGeneration {
        device::forget_token(workshop);
    }
    match end {
        End::NotAuthorized => Standing::Joining,
        End::Forbidden => Standing::Out(Trouble::Forbidden),
        End::NoSuchWorkshop => Standing::Out(Trouble::NoSuchWorkshop),
        End::OtherGeneration => Standing::Out(Trouble::OtherGeneration),
        End::Malformed => Standing::Out(Trouble::OldClient),
    }
}
