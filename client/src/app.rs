//! The page: its language, its theme, and which screen the address means.

use crate::prelude::*;
use leptos::task::spawn_local;

use crate::browser::place;
use crate::model::addresses::Address;
use crate::model::drawer;
use crate::model::theme::ThemeSignal;
use crate::model::tongue::Tongue;
use crate::views::home;
use crate::views::later::Later;
use crate::views::trouble::{Trouble, TroubleScreen};
use crate::views::workshop::WorkshopPage;

/// Everything.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Tongue::of_this_device());
    provide_context(ThemeSignal::of_this_device());
    spawn_local(drawer::sweep());
    let screen = match Address::of(&place::path()) {
        Address::Home => {
            let home = Later::new(|| Box::pin(home::door()));
            view! { {move || home.show(|draw| draw())} }.into_any()
        }
        Address::Workshop(workshop) => view! { <WorkshopPage workshop /> }.into_any(),
        Address::BrokenLink => view! { <TroubleScreen trouble=Trouble::BrokenLink /> }.into_any(),
        Address::Nowhere => view! { <TroubleScreen trouble=Trouble::Nowhere /> }.into_any(),
    };
    view! {
        {screen}
        <div id="announcer" class="off-screen" role="status" aria-live="polite"></div>
    }
}
