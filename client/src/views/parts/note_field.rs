//! The field in which a note is written, on the wall and on the map: what is typed becomes splices; what others write meanwhile flows in
//! around the caret. When the writing ends is whoever shows it to say.

use crate::prelude::*;
use journeyboard_shared::command::Command;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::limits::NOTE_TEXT_MAX;
use journeyboard_shared::words::{kinds, wall as words};
use leptos::html;

use crate::browser::dom::{self, HtmlTextAreaElement, KeyboardEvent};
use crate::gestures::text::{carry_caret, splice};
use crate::model::{Room, tongue};

/// The field, with the focus in it and the caret at the end.
#[component]
pub fn NoteField(
    /// The room.
    room: Room,
    /// The note.
    note: NoteId,
    /// How it looks.
    class: &'static str,
    /// The field itself.
    field: NodeRef<html::Textarea>,
    /// A key that is not undo or redo.
    on_key: Callback<KeyboardEvent>,
    /// The focus has left it.
    on_blur: Callback<()>,
) -> impl IntoView {
    let t = tongue();
    let signal = room.board.note(note);
    let kind = signal.clone().map(|note| Memo::new(move |_| note.with(|note| note.kind)));
    let hint = move || kind.map(|kind| t.say(kinds::hint(kind.get())));
    let text = Memo::new(move |_| signal.as_ref().map(|note| note.with(|note| note.text.clone())).unwrap_or_default());
    // There from the first moment: what is typed is compared with it.
    let at_first = text.get_untracked();
    Effect::new(move |was_there: Option<bool>| {
        let Some(field) = field.get() else { return false };
        if was_there != Some(true) {
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
            "y" | "Y" if is_shortcut => {
                event.prevent_default();
                room.redo();
            }
            "z" | "Z" if is_shortcut => {
                event.prevent_default();
                if event.shift_key() { room.redo() } else { room.undo() }
            }
            // A field that is taken off the page still hears its blur: by then nobody may listen any more.
            _ => {
                let _ = on_key.try_run(event);
            }
        }
    };
    view! {
        <textarea node_ref=field class=class maxlength=NOTE_TEXT_MAX.to_string() placeholder=hint prop:value=at_first
            aria-label=t.word(words::NOTE_TEXT) on:input=written on:keydown=key
            on:dblclick=|event| event.stop_propagation() on:blur=move |_| { let _ = on_blur.try_run(()); }></textarea>
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
