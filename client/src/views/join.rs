//! The way into a workshop: the invitation, who one is, one button.

mod asking;
mod departments;
mod form;

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::words::join as words;
use leptos::task::spawn_local;

use crate::browser::dom;
use crate::browser::http::Failure;
use crate::browser::place;
use crate::model::room::Pass;
use crate::model::{device, tongue};
use crate::prelude::*;
use crate::views::parts::PageHead;
use crate::views::trouble::{Trouble, TroubleScreen};
use asking::{Invitation, Joining};
use form::JoinForm;

/// Joins again without asking anything, with the link, the token and the name that this device remembers.
///
/// # Errors
/// If the server cannot be reached or says no; 401 if nothing is remembered.
pub async fn rejoin(workshop: WorkshopId) -> Result<Pass, Failure> {
    let Some(known) = device::recent_of(workshop) else {
        return Err(Failure::Said { status: 401, code: String::new(), message: String::new() });
    };
    let me = device::myself();
    let joining = Joining { secret: secret_of(workshop), me, locale: None };
    asking::join(workshop, &known.title, joining, known.token.as_deref()).await
}

/// The secret in the address, else the one that this device remembers, else nothing.
fn secret_of(workshop: WorkshopId) -> String {
    let fragment = place::fragment();
    if fragment.is_empty() {
        device::recent_of(workshop).map(|known| known.secret).unwrap_or_default()
    } else {
        fragment
    }
}

/// Where the invitation stands.
#[derive(Clone)]
enum Step {
    Opening,
    Open(Invitation),
    Barred(Trouble),
}

/// Asks for the invitation behind the address, then who it is that comes.
#[component]
pub fn Join(
    /// The workshop.
    workshop: WorkshopId,
    /// Called with the pass once the person is in.
    #[prop(into)]
    on_joined: Callback<Pass>,
) -> impl IntoView {
    let t = tongue();
    let step = RwSignal::new(Step::Opening);
    let secret = secret_of(workshop);
    if secret.is_empty() {
        step.set(Step::Barred(Trouble::WrongLink));
    } else {
        let secret = secret.clone();
        spawn_local(async move {
            let next = match asking::invitation(workshop, &secret).await {
                Ok(invitation) => {
                    dom::set_page_title(&[&invitation.title, "Journeyboard"].join(" · "));
                    Step::Open(invitation)
                }
                Err(failure) => Step::Barred(Trouble::of(&failure)),
            };
            step.try_set(next);
        });
    }
    move || match step.get() {
        Step::Barred(trouble) => view! { <TroubleScreen trouble /> }.into_any(),
        Step::Opening => view! {
            <div class="alone">
                <PageHead />
                <main class="opening" role="status"><span class="waiting"></span><p>{t.word(words::OPENING)}</p></main>
            </div>
        }
        .into_any(),
        Step::Open(invitation) => view! {
            <div class="alone">
                <PageHead />
                <JoinForm workshop secret=secret.clone() invitation on_joined />
            </div>
        }
        .into_any(),
    }
}
