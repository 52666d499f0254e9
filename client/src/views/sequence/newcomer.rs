//! What is not there yet: a new stage being named, a new touchpoint being written in a stage.

use journeyboard_shared::command::{Command, NewNote};
use journeyboard_shared::ids::{NoteId, StageId, StepId};
use journeyboard_shared::limits::NOTE_TEXT_MAX;
use journeyboard_shared::model::{NoteKind, Point};
use journeyboard_shared::wall::{GRID, NOTE_HEIGHT_MIN, NOTE_WIDTH, Size, WallId, free_spot};
use journeyboard_shared::words::sequence as words;
use leptos::html;

use super::desk::Desk;
use super::hands;
use super::inline::InlineField;
use crate::browser::dom::{self, KeyboardEvent};
use crate::browser::{random, scroll};
use crate::gestures::sequence::Thing;
use crate::model::Room;
use crate::prelude::*;
use crate::views::parts::Icon;

/// A column that is only a name yet. Enter makes it a stage and goes on to the next one.
#[component]
pub(super) fn NewStage(
    /// The desk.
    desk: Desk,
    /// The stage ahead of it.
    after: Option<StageId>,
) -> impl IntoView {
    let t = desk.tongue;
    let end = move |by_key: bool| {
        desk.adding.set(None);
        if by_key {
            desk.keep_focus(after.map_or("add-stage".to_owned(), |stage| Thing::Stage(stage).element_id()));
        }
    };
    let on_save = Callback::new(move |(name, by_enter): (String, bool)| {
        let order = desk.order();
        let Some(journey) = order.journey else { return };
        let stage: StageId = random::id();
        let is_made = !name.is_empty() && desk.give(Command::AddStage { stage, journey, name, after });
        if is_made && by_enter {
            desk.adding.set(Some(Some(stage)));
        } else {
            end(by_enter);
        }
    });
    let label = Signal::derive(move || t.say(words::STAGE_NAME).to_owned());
    request_animation_frame(|| {
        scroll::into_view("new-stage");
    });
    view! {
        <section class="sequence-stage new" id="new-stage">
            <header class="sequence-stage-head">
                <h3 class="sequence-stage-title">
                    <InlineField value=String::new() label placeholder=label on_save on_cancel=Callback::new(end) />
                </h3>
            </header>
        </section>
    }
}

/// The button under a stage's cards, and the field that it turns into.
#[component]
pub(super) fn AddTouchpoint(
    /// The desk.
    desk: Desk,
    /// The stage.
    stage: StageId,
) -> impl IntoView {
    let t = desk.tongue;
    let is_written = RwSignal::new(false);
    let button_id = format!("stage-{stage}-add");
    let id = button_id.clone();
    let close = Callback::new(move |by_key: bool| {
        is_written.set(false);
        if by_key {
            desk.keep_focus(button_id.clone());
        }
    });
    let label = move || t.with(words::ADD_TOUCHPOINT_TO, &[("stage", &desk.stage_said(stage))]);
    move || {
        if is_written.get() {
            return view! { <TouchpointField desk stage on_close=close /> }.into_any();
        }
        view! {
            <button type="button" class="sequence-add" id=id.clone() aria-label=label on:click=move |_| is_written.set(true)>
                <Icon name="plus" />
                <span>{t.word(words::ADD_TOUCHPOINT)}</span>
            </button>
        }
        .into_any()
    }
}

#[component]
fn TouchpointField(
    /// The desk.
    desk: Desk,
    /// The stage.
    stage: StageId,
    /// Called when it is no longer needed, with whether a key said so.
    on_close: Callback<bool>,
) -> impl IntoView {
    let t = desk.tongue;
    let node = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(field) = node.get() {
            let _ = field.focus();
        }
    });
    let make = move || {
        let Some(field) = node.try_get_untracked().flatten() else { return };
        let text = field.value().trim().to_owned();
        field.set_value("");
        if !text.is_empty() && create(desk, stage, text) {
            request_animation_frame(move || {
                scroll::by(&hands::list_id(stage), 0.0, 10_000.0);
            });
        }
    };
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" if !event.shift_key() && !event.is_composing() => {
                event.prevent_default();
                make();
            }
            "Escape" => {
                event.prevent_default();
                if let Some(field) = node.get_untracked() {
                    field.set_value("");
                }
                on_close.run(true);
            }
            _ => {}
        }
    };
    view! {
        <textarea class="input small sequence-new" rows="2" node_ref=node maxlength=NOTE_TEXT_MAX.to_string()
            enterkeyhint="enter"
            aria-label=move || t.with(words::ADD_TOUCHPOINT_TO, &[("stage", &desk.stage_said(stage))])
            placeholder=t.word(words::NEW_TOUCHPOINT)
            on:keydown=on_key
            on:blur=move |_| {
                make();
                on_close.try_run(false);
            }></textarea>
    }
}

/// Makes a touchpoint and puts it at the end of a stage.
fn create(desk: Desk, stage: StageId, text: String) -> bool {
    let order = desk.order();
    let Some(journey) = order.journey else { return false };
    let note: NoteId = random::id();
    let after = order.stage(stage).and_then(|column| column.cards.last()).map(|card| card.thing);
    let after = match after {
        Some(Thing::Step(step)) => Some(step),
        _ => None,
    };
    let pos = place_on_wall(desk.room, None);
    let new =
        NewNote { id: note, kind: NoteKind::Touchpoint, text, pos, emotion: None, touchpoint: None, cluster: None };
    desk.give(Command::CreateNote(new))
        && desk.give(Command::Place { step: StepId::first_of(journey, note), touchpoint: note, stage, after })
}

/// Where a note that was not written on the wall lies there: by its touchpoint if it has one, else under everything.
pub(in crate::views) fn place_on_wall(room: Room, touchpoint: Option<NoteId>) -> Point {
    let spot = room.board.with_index(|index| {
        let by = touchpoint.and_then(|id| index.rect(WallId::Note(id))).or_else(|| index.bounds());
        let near = by.map_or(Point::default(), |around| Point::new(around.x, around.bottom() + GRID));
        Some(free_spot(index, near, Size::new(NOTE_WIDTH, NOTE_HEIGHT_MIN)))
    });
    spot.unwrap_or_default()
}

/// The round button in the gap before a stage; for the mouse, the menu does the same for everybody.
#[component]
pub(super) fn InsertStage(
    /// The desk.
    desk: Desk,
    /// The stage ahead of the gap.
    after: Option<StageId>,
) -> impl IntoView {
    view! {
        <button type="button" class="sequence-insert" tabindex="-1" aria-hidden="true" title=move || desk.tongue.say(words::ADD_STAGE)
            on:pointerdown=|event: dom::PointerEvent| event.stop_propagation()
            on:click=move |_| desk.adding.set(Some(after))>
            <Icon name="plus" />
        </button>
    }
}
