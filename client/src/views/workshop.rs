//! (being built)
use journeyboard_shared::ids::WorkshopId;
use leptos::prelude::*;

/// (being built)
#[component]
pub fn WorkshopPage(workshop: WorkshopId) -> impl IntoView {
    let _ = workshop;
}
