//! Writing in a note: what is typed becomes splices; what others write meanwhile flows in around the caret.

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::limits::NOTE_TEXT_MAX;
use journeyboard_shared::model::Note;
use journeyboard_shared::wall::WallId;
use journeyboard_shared::words::{kinds, wall as words};
use leptos::html;

use crate::browser::dom::{self, HtmlTextAreaElement, KeyboardEvent};
use crate::gestures::text::{carry_caret, splice};
use crate::model::{Room, Stage, tongue};
use crate::prelude::*;

/// The field in which a note is written.
#[component]
pub(super) fn NoteEditor(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The note.
    note: ArcRwSignal<Note>,
    /// Its id.
    id: NoteId,
) -> impl IntoView {
    let t = tongue();
    let field = NodeRef::<html::Textarea>::new();
    let text = Memo::new({
        let note = note.clone();
        move |_| note.with(|note| note.text.clone())
    });
    let hint = move || t.say(kinds::hint(note.with(|note| note.kind)));
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
        let command = Command::EditText { note: id, at: splice.at, delete: splice.delete, insert: splice.insert };
        if !room.dispatch(command) {
            flow_in(&field, &text.get_untracked());
        }
    };
    let leave = move || {
        room.end_step();
        stage.editing.try_update(|editing| {
            if *editing == Some(id) {
                *editing = None;
            }
        });
    };
    let key = move |event: KeyboardEvent| {
        event.stop_propagation();
        let leaves = event.key() == "Escape" || (event.key() == "Enter" && (event.ctrl_key() || event.meta_key()));
        if leaves && !event.is_composing() {
            event.prevent_default();
            leave();
            dom::focus_if_lost(super::element_id(WallId::Note(id)));
        } else if (event.ctrl_key() || event.meta_key()) && matches!(event.key().to_lowercase().as_str(), "z" | "y") {
            event.prevent_default();
            if event.shift_key() || event.key().eq_ignore_ascii_case("y") { room.redo() } else { room.undo() }
        }
    };
    view! {
        <textarea node_ref=field class="note-field" maxlength=NOTE_TEXT_MAX.to_string() placeholder=hint
            aria-label=t.word(words::NOTE_TEXT) on:input=written on:keydown=key on:blur=move |_| leave()></textarea>
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
