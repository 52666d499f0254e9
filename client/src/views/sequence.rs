//! (being built)
use leptos::prelude::*;
use crate::model::{Room, Stage};

/// (being built)
#[component]
pub fn SequenceView(room: Room, stage: Stage) -> impl IntoView {
    let _ = (room, stage);
}
