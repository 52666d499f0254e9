//! Keys on the map: arrows from place to place, Enter and F2 write, Delete removes.

use journeyboard_shared::ids::{NoteId, StepId};

use super::note::{delete, edit};
use super::sheet::{Place, Sheet};
use crate::browser::dom::KeyboardEvent;
use crate::gestures::map::{Direction, next};
use crate::prelude::*;

/// A key on a note.
pub(super) fn on_note(sheet: Sheet, note: NoteId, step: StepId, event: &KeyboardEvent) {
    if on_place(sheet, Place::Note(note, step), event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "Enter" | "F2" => edit(sheet, note, step),
        "Delete" | "Backspace" => delete(sheet, note, step),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// A key on anything: arrows lead on. Answers whether it was one.
pub(super) fn on_place(sheet: Sheet, place: Place, event: &KeyboardEvent) -> bool {
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
    let Some(direction) = Direction::of_key(&event.key()).filter(|_| is_plain) else { return false };
    event.prevent_default();
    event.stop_propagation();
    let there = sheet.drawn.with_untracked(|drawn| {
        let stops = drawn.stops(untrack(|| sheet.may_add()));
        let from = stops.iter().find(|stop| stop.place == place)?;
        next(from, &stops, direction)
    });
    if let Some(there) = there {
        sheet.focus_on(there);
    }
    true
}
