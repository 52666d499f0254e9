//! The tray: the touchpoints that stand in no stage yet, and how many they are. Lies under the sequence, where cards are
//! dragged out of it, and under the other views, where they are placed by their menu.

mod shelf;

use leptos::prelude::*;

use crate::model::{Room, Stage};
use crate::views::sequence::desk::Desk;
use crate::views::sequence::menu::MenuHost;

pub(in crate::views) use shelf::TrayOf;

/// The tray under a view other than the sequence, which has its own.
#[component]
pub fn Tray(
    /// The workshop.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let desk = Desk::of_tray(room, stage);
    view! {
        <div class="tray-alone">
            <TrayOf desk />
            <MenuHost desk />
        </div>
    }
}
