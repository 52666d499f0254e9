//! (being built)
use leptos::prelude::*;
use crate::model::{Room, Stage};

/// (being built)
#[component]
pub fn MapView(room: Room, stage: Stage) -> impl IntoView {
    let _ = (room, stage);
}
