//! Writing a note on the map: what is typed becomes splices, what others write meanwhile flows in around the caret.

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{NoteId, StepId};
use journeyboard_shared::limits::NOTE_TEXT_MAX;
use journeyboard_shared::words::{kinds, wall as words};
use leptos::html;

use super::sheet::{Place, Sheet};
use crate::browser::dom::{self, HtmlTextAreaElement, KeyboardEvent};
use crate::browser::popup;
use crate::gestures::text::{carry_caret, splice};
use crate::prelude::*;

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
    let t = sheet.tongue;
    let room = sheet.room;
    let field = NodeRef::<html::Textarea>::new();
    let signal = room.board.note(note);
    let kind = signal.as_ref().map(|note| note.with_untracked(|note| note.kind));
    let text = Memo::new(move |_| signal.as_ref().map(|note| note.with(|note| note.text.clone())).unwrap_or_default());
    Effect::new(move |was_there: Option<bool>| {
        let Some(field) = field.get() else { return false };
        if was_there != Some(true) {
            field.set_value(&text.get_untracked());
            dom::focus_at_end(&field);
        }
        true
    });
    Effect::new(move |_| {
        let text = text.get();
        if let Some(field) = field.get_untracked() {
            flow_in(&field, &text);
        }
    });
    let written = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let before = text.get_untracked();
        let Some(splice) = splice(&before, &field.value()) else { return };
        let command = Command::EditText { note, at: splice.at, delete: splice.delete, insert: splice.insert };
        if !room.dispatch(command) {
            flow_in(&field, &text.get_untracked());
        }
    };
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        let is_shortcut = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                leave(sheet, note, step, true);
            }
            "Enter" if !event.shift_key() && !event.is_composing() => {
                event.prevent_default();
                leave(sheet, note, step, true);
            }
            "z" | "Z" | "y" if is_shortcut => {
                event.prevent_default();
                if event.shift_key() || event.key() == "y" { room.redo() } else { room.undo() }
            }
            _ => {}
        }
    };
    // A press elsewhere ends the writing; a field that lost the focus only because its column was moved gets it back.
    dom::on_document("pointerdown", move |event: dom::PointerEvent| {
        if !popup::is_within(&event, &Place::Note(note, step).element_id()) {
            leave(sheet, note, step, false);
        }
    });
    let left = move |_| {
        request_animation_frame(move || match field.try_get_untracked().flatten() {
            Some(field) if dom::is_focus_lost() => {
                let _ = field.focus();
            }
            Some(own) if !dom::has_focus(&own) => leave(sheet, note, step, false),
            _ => {}
        });
    };
    let hint = move || kind.map(|kind| t.say(kinds::hint(kind)));
    view! {
        <textarea class="map-note-field" node_ref=field maxlength=NOTE_TEXT_MAX.to_string() placeholder=hint
            aria-label=move || t.say(words::NOTE_TEXT) on:input=written on:keydown=key
            on:dblclick=|event| event.stop_propagation()
            on:blur=left></textarea>
    }
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

/// Shows a text that others have changed, without moving the caret from its letter.
fn flow_in(field: &HtmlTextAreaElement, text: &str) {
    let shown = field.value();
    if shown == text {
        return;
    }
    let caret = |end: Option<u32>| carry_caret(&shown, text, end.unwrap_or_default());
    let start = caret(field.selection_start().ok().flatten());
    let end = caret(field.selection_end().ok().flatten());
    field.set_value(text);
    let _ = field.set_selection_range(start, end);
}
