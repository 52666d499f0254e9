//! The bare wall: what to do first, and the button that does it.

use journeyboard_shared::model::NoteKind;
use journeyboard_shared::rules::Operation;
use journeyboard_shared::words::wall as words;

use super::eye::Eye;
use super::palette;
use crate::model::{Room, Stage, tongue};
use crate::prelude::*;
use crate::views::parts::Icon;

/// What a bare wall says.
#[component]
pub(super) fn EmptyWall(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The camera.
    eye: Eye,
) -> impl IntoView {
    let t = tongue();
    let may_add = move || room.may_at_all(Operation::CreateNote);
    let add = move |_| palette::add(room, stage, eye, NoteKind::Touchpoint);
    view! {
        <div class="wall-empty">
            <h2>{t.word(words::EMPTY_TITLE)}</h2>
            <Show when=may_add fallback=move || view! { <p>{t.word(words::EMPTY_VIEWER)}</p> }>
                <p>{t.word(words::EMPTY_TEXT)}</p>
                <button type="button" class="button primary" on:click=add>
                    <Icon name="map-pin" /><span>{t.word(words::EMPTY_BUTTON)}</span>
                </button>
            </Show>
        </div>
    }
}
