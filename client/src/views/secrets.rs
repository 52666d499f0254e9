//! What is secret for a while. For whoever writes: the tray of their drafts, which nobody else sees. For facilitators: the
//! panel from which silent rounds are started and revealed. Refuses to know what anybody else has written: it is not here.

mod card;
mod panel;
mod tray;
mod votes;

use crate::prelude::*;
use journeyboard_shared::model::Role;
use journeyboard_shared::rules::Phase;
use journeyboard_shared::sync::Drafts;
use wasm_split_helpers::wasm_split;

use crate::model::{Room, Stage};
use crate::views::later::{Fetched, Later};
use panel::Panel;
use tray::Whole;

/// What draws the tray of drafts.
#[wasm_split(secrets, fallible)]
fn tray_door() -> Fetched<fn(Room) -> AnyView> {
    Ok(|room| view! { <Whole room /> }.into_any())
}

/// What draws the facilitators' panel.
#[wasm_split(secrets, fallible)]
fn panel_door() -> Fetched<fn(Room, Stage) -> AnyView> {
    Ok(|room, stage| view! { <Panel room stage /> }.into_any())
}

/// This person's drafts: there in the silent phase, and later as long as there are any.
#[component]
pub fn DraftTray(
    /// The room.
    room: Room,
) -> impl IntoView {
    let part = Later::new(|| Box::pin(tray_door()));
    let is_there = Memo::new(move |_| {
        let has_own = room.with_drafts(|drafts: &Drafts| drafts.own().next().is_some()).unwrap_or(false);
        has_own || (room.phase() == Phase::BrainstormSilent && room.role.get() != Role::Viewer)
    });
    move || is_there.get().then(|| part.show(|draw| draw(room)))
}

/// The facilitators' panel.
#[component]
pub fn SecretsPanel(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let part = Later::new(|| Box::pin(panel_door()));
    move || part.show(|draw| draw(room, stage))
}
