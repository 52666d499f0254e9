//! (being built)
use leptos::prelude::*;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The link's id is no id.
    BrokenLink,
    /// No such page.
    Nowhere,
}

/// (being built)
#[component]
pub fn TroubleScreen(trouble: Trouble) -> impl IntoView {
    let _ = trouble;
}
