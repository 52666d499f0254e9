//! Writing a note on the map: when it begins and when it ends.

use crate::prelude::*;
use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{NoteId, StepId};
use leptos::html;

use super::sheet::{Place, Sheet};
use crate::browser::dom::{self, KeyboardEvent};
use crate::browser::popup;
use crate::views::parts::NoteField;

/// The field in which a note is written. Enter and Escape end it; Shift and Enter begin a new line.
#[component]
pub(super) fn NoteEditor(
    /// The sheet.
    sheet: Sheet,
    /// The note.
    note: NoteId,
    /// Its column.
    step: StepId,
) -> impl IntoView {
    let room = sheet.room;
    let field = NodeRef::<html::Textarea>::new();
    let on_key = Callback::new(move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            leave(sheet, note, step, true);
        }
        "Enter" if !event.shift_key() && !event.is_composing() => {
            event.prevent_default();
            leave(sheet, note, step, true);
        }
        _ => {}
    });
    // A press elsewhere ends the writing; a field that lost the focus only because its column was moved gets it back.
    dom::on_document("pointerdown", move |event: dom::PointerEvent| {
        if !popup::is_within(&event, &Place::Note(note, step).element_id()) {
            leave(sheet, note, step, false);
        }
    });
    let on_blur = Callback::new(move |()| {
        request_animation_frame(move || match field.try_get_untracked().flatten() {
            Some(field) if dom::is_focus_lost() => {
                let _ = field.focus();
            }
            Some(own) if !dom::has_focus(&own) => leave(sheet, note, step, false),
            _ => {}
        });
    });
    view! { <NoteField room note class="map-note-field" field on_key on_blur /> }
}

/// Ends the writing. A note that was made here and stayed empty was none.
fn leave(sheet: Sheet, note: NoteId, step: StepId, by_key: bool) {
    if sheet.editing.try_get_untracked().flatten() != Some((note, step)) {
        return;
    }
    sheet.editing.set(None);
    sheet.room.end_step();
    let is_newborn = sheet.newborn.get_untracked() == Some(note);
    sheet.newborn.set(None);
    let is_empty = sheet
        .room
        .with_board(|board| board.note(note).is_some_and(|note| note.text.trim().is_empty() && note.emotion.is_none()));
    if is_newborn && is_empty == Some(true) {
        let back = sheet.drawn.with_untracked(|drawn| drawn.without(note, step));
        sheet.room.dispatch(Command::DeleteNotes(vec![note]));
        if let Some(back) = back.filter(|_| by_key) {
            sheet.focus_on(back);
        }
    } else if by_key {
        sheet.focus_on(Place::Note(note, step));
    }
}
