//! The start page: what this is, a new workshop, a copy of the demo, the workshops of this device.

mod create;
mod creating;
mod picture;
mod recent;
mod templates;

use journeyboard_shared::words::home as words;
use wasm_split_helpers::wasm_split;

use crate::browser::dom;
use crate::model::{device, tongue};
use crate::prelude::*;
use crate::views::later::Fetched;
use crate::views::parts::{PageHead, ThemeSwitch, ToastHost, Toasts};
use create::CreateForm;
use creating::Creating;
use picture::DemoPoster;
use recent::Recents;

/// What draws the start page; its code is a chunk of its own: most people come by a link.
#[wasm_split(home, fallible)]
pub fn door() -> Fetched<fn() -> AnyView> {
    Ok(|| view! { <Home /> }.into_any())
}

/// The start page.
#[component]
pub fn Home() -> impl IntoView {
    let t = tongue();
    let toasts = Toasts::new();
    let creating = Creating::new();
    let recents = RwSignal::new(device::recent());
    Effect::new(move |_| dom::set_page_title(&["Journeyboard", t.say(words::HEADLINE)].join(" · ")));
    // Who has workshops came for one of them; who has none came to make one.
    let came_before = recents.with_untracked(|all| !all.is_empty());
    let list = move || view! { <Recents recents toasts creating /> };
    view! {
        <div class="home">
            <PageHead />
            <main class="home-main">
                {came_before.then(list)}
                <div class="home-hero">
                    <div class="home-intro">
                        <h1>{t.word(words::HEADLINE)}</h1>
                        <p>{t.word(words::LEAD)}</p>
                    </div>
                    <CreateForm creating />
                    <DemoPoster creating />
                </div>
                {(!came_before).then(list)}
            </main>
            <footer class="home-foot">
                <p>{t.word(words::LICENCE)}</p>
                <ThemeSwitch class="small" />
            </footer>
            <ToastHost toasts />
        </div>
    }
}
