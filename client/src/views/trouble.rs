//! The screens on which somebody finds their way barred. Each says what happened, that nothing is lost, and what to do.

use journeyboard_shared::words::{Word, trouble as words};

use crate::browser::http::Failure;
use crate::browser::{dom, place};
use crate::model::addresses::Address;
use crate::model::{device, tongue};
use crate::prelude::*;
use crate::views::parts::PageHead;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The link's id is no id.
    BrokenLink,
    /// The link's secret is missing, wrong or replaced.
    WrongLink,
    /// The server knows no such workshop.
    NoSuchWorkshop,
    /// The workshop takes no more people.
    WorkshopFull,
    /// The server cannot be reached.
    LostServer,
    /// The server refused what this role may not do.
    Forbidden,
    /// The workshop was put back to an earlier state.
    OtherGeneration,
    /// The server no longer speaks this client's language.
    OldClient,
    /// No such page.
    Nowhere,
}

impl Trouble {
    /// What an answer of the server means for who wanted in.
    #[must_use]
    pub fn of(failure: &Failure) -> Self {
        match failure {
            // A full workshop is a 403, too: the word says more than the number.
            Failure::Said { code, .. } if code == "workshop-full" => Self::WorkshopFull,
            Failure::Said { status: 401, .. } => Self::WrongLink,
            Failure::Said { status: 403, .. } => Self::Forbidden,
            Failure::Said { status: 404, .. } => Self::NoSuchWorkshop,
            _ => Self::LostServer,
        }
    }

    fn words(self) -> [Word; 3] {
        match self {
            Self::BrokenLink => [words::BROKEN_LINK, words::BROKEN_LINK_TEXT, words::TO_START],
            Self::WrongLink => [words::WRONG_LINK, words::WRONG_LINK_TEXT, words::TO_START],
            Self::NoSuchWorkshop => [words::NO_SUCH_WORKSHOP, words::NO_SUCH_WORKSHOP_TEXT, words::TO_START],
            Self::WorkshopFull => [words::WORKSHOP_FULL, words::WORKSHOP_FULL_TEXT, words::TRY_AGAIN],
            Self::LostServer => [words::LOST_SERVER, words::LOST_SERVER_TEXT, words::TRY_AGAIN],
            Self::Forbidden => [words::FORBIDDEN, words::FORBIDDEN_TEXT, words::JOIN_AGAIN],
            Self::OtherGeneration => [words::OTHER_GENERATION, words::OTHER_GENERATION_TEXT, words::JOIN_AGAIN],
            Self::OldClient => [words::OLD_CLIENT, words::OLD_CLIENT_TEXT, words::RELOAD],
            Self::Nowhere => [words::NOWHERE, words::NOWHERE_TEXT, words::TO_START],
        }
    }

    /// Does what the button says.
    fn mend(self) {
        match self {
            Self::BrokenLink | Self::WrongLink | Self::NoSuchWorkshop | Self::Nowhere => place::go("/"),
            // A restored workshop is joined again with the token that this device still has.
            Self::WorkshopFull | Self::LostServer | Self::OldClient | Self::OtherGeneration => place::reload(),
            Self::Forbidden => {
                if let Address::Workshop(workshop) = Address::of(&place::path()) {
                    device::forget_token(workshop);
                }
                place::reload();
            }
        }
    }
}

/// A whole screen that says what is wrong, and offers the way on.
#[component]
pub fn TroubleScreen(
    /// What is wrong.
    trouble: Trouble,
) -> impl IntoView {
    let t = tongue();
    let [title, text, button] = trouble.words();
    Effect::new(move |_| dom::set_page_title(&[t.say(title), "Journeyboard"].join(" · ")));
    view! {
        <div class="alone">
            <PageHead />
            <main class="trouble">
                <BrokenPath />
                <div role="alert">
                    <h1>{move || t.say(title)}</h1>
                    <p>{move || t.say(text)}</p>
                </div>
                <button type="button" class="button primary large" on:click=move |_| trouble.mend()>{move || t.say(button)}</button>
            </main>
        </div>
    }
}

/// A journey that stops half-way.
#[component]
fn BrokenPath() -> impl IntoView {
    view! {
        <svg class="broken-path" viewBox="0 0 240 96" aria-hidden="true">
            <path d="M16 72c40 0 36-40 76-40" />
            <path class="missing" d="M92 32c36 0 32 36 64 36s32-44 68-44" />
            <circle cx="16" cy="72" r="5" />
            <circle cx="92" cy="32" r="5" />
            <circle class="missing" cx="156" cy="68" r="5" />
            <circle class="missing" cx="224" cy="24" r="5" />
        </svg>
    }
}
