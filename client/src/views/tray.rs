//! The tray: the touchpoints that stand in no stage yet, and how many they are. Lies under the sequence, where cards are
//! dragged out of it, and under the other views, where they are placed by their menu.

mod shelf;

use journeyboard_shared::model::Board;
use journeyboard_shared::words::sequence as words;
use wasm_split_helpers::wasm_split;

use crate::model::{Room, Stage, tongue};
use crate::prelude::*;
use crate::views::later::{Fetched, Later};
use crate::views::parts::Icon;
use crate::views::sequence::desk::Desk;
use crate::views::sequence::menu::MenuHost;

pub(in crate::views) use shelf::TrayOf;

/// What draws the whole tray; its code is in the chunk of the sequence, whose cards it shows.
#[wasm_split(desk, fallible)]
fn door() -> Fetched<fn(Room, Stage) -> AnyView> {
    Ok(|room, stage| view! { <Whole room stage /> }.into_any())
}

/// The tray under a view other than the sequence, which has its own: a line as long as nothing waits in it, and whole from
/// then on.
#[component]
pub fn Tray(
    /// The workshop.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let part = Later::new(|| Box::pin(door()));
    let is_whole = Memo::new(move |was: Option<&bool>| was.copied().unwrap_or(false) || something_waits(room));
    let has_any = Memo::new(move |_| {
        room.board.map.track();
        room.with_board(|board| board.living_notes().any(|(id, _)| board.is_touchpoint(id))).unwrap_or(false)
    });
    move || {
        if is_whole.get() {
            return part.show(|draw| draw(room, stage));
        }
        view! {
            <div class="tray-alone"><section class="tray" aria-label=tongue().word(words::TRAY)><Settled has_any /></section></div>
        }
        .into_any()
    }
}

/// Whether a touchpoint stands in no stage of a journey.
fn something_waits(room: Room) -> bool {
    room.board.map.track();
    let waits = |board: &Board| board.main_journey().is_some_and(|journey| !board.unplaced_in(journey).is_empty());
    room.with_board(waits).unwrap_or(false)
}

/// The tray with its cards.
#[component]
fn Whole(
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

/// What an empty tray says.
#[component]
fn Settled(
    /// Whether there are touchpoints at all.
    has_any: Memo<bool>,
) -> impl IntoView {
    let t = tongue();
    view! {
        <p class="tray-settled">
            {move || has_any.get().then(|| view! { <Icon name="check-check" /> })}
            {move || t.say(if has_any.get() { words::TRAY_EMPTY } else { words::TRAY_NO_TOUCHPOINTS })}
        </p>
    }
}
