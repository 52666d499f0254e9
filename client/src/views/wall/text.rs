//! Writing in a note on the wall: when it begins and when it ends.

use crate::prelude::*;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::wall::WallId;
use leptos::html;

use crate::browser::dom::{self, KeyboardEvent};
use crate::model::{Room, Stage};
use crate::views::parts::NoteField;

/// The field in which a note is written. Escape ends it; Enter begins a new line.
#[component]
pub(super) fn NoteEditor(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The note.
    id: NoteId,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let leave = move || {
        room.end_step();
        stage.editing.try_update(|editing| {
            if *editing == Some(id) {
                *editing = None;
            }
        });
    };
    let on_key = Callback::new(move |event: KeyboardEvent| {
        let leaves = event.key() == "Escape" || (event.key() == "Enter" && (event.ctrl_key() || event.meta_key()));
        if leaves && !event.is_composing() {
            event.prevent_default();
            leave();
            dom::focus_if_lost(super::element_id(WallId::Note(id)));
        }
    });
    view! { <NoteField room note=id class="note-field" field on_key on_blur=Callback::new(move |()| leave()) /> }
}
