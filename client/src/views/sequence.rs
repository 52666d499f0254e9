//! Touchpoints into stages: columns from left to right, cards from top to bottom, the tray below.
//!
//! Owns how it looks and what is announced; where things land is decided in [`crate::gestures::sequence`], what may be
//! done in `shared`.

mod card;
mod column;
pub(in crate::views) mod desk;
pub(in crate::views) mod focus;
pub(in crate::views) mod hands;
mod head;
mod inline;
mod keyboard;
pub(in crate::views) mod menu;
mod newcomer;
mod picture;

use journeyboard_shared::words::sequence as words;
use wasm_split_helpers::wasm_split;

use crate::gestures::sequence::Thing;
use crate::model::{Room, Stage};
use crate::prelude::*;
use crate::views::later::Fetched;
use crate::views::parts::{EmptyState, Icon};
use crate::views::tray::TrayOf;
use column::StageColumn;
use desk::Desk;
use head::JourneyHead;
use menu::MenuHost;
use newcomer::{InsertStage, NewStage};

pub(in crate::views) use card::CardView;
pub(in crate::views) use newcomer::place_on_wall;

/// What draws the sequence; its code is a chunk of its own.
#[wasm_split(desk, fallible)]
pub fn door() -> Fetched<fn(Room, Stage) -> AnyView> {
    Ok(|room, stage| view! { <SequenceView room stage /> }.into_any())
}

/// The sequence of touchpoints, with its own tray.
#[component]
pub fn SequenceView(
    /// The workshop.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
) -> impl IntoView {
    let desk = Desk::new(room, stage);
    hands::listen(desk);
    show_what_is_asked_for(desk);
    let t = desk.tongue;
    let is_empty = Memo::new(move |_| desk.shown.with(|shown| shown.stages.is_empty()) && desk.adding.get().is_none());
    let is_dragging = Memo::new(move |_| desk.held.get().is_some());
    view! {
        <div class="sequence" class:dragging=is_dragging>
            <p id="sequence-help" class="off-screen">{t.word(words::HOW_TO_CARRY)}</p>
            <JourneyHead desk />
            {move || if is_empty.get() {
                view! { <NoStages desk /> }.into_any()
            } else {
                view! { <Stages desk /> }.into_any()
            }}
            <TrayOf desk />
            <card::DropLine desk />
            <card::Ghost desk />
            <MenuHost desk />
        </div>
    }
}

/// The columns.
#[component]
fn Stages(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let t = desk.tongue;
    let stages =
        Memo::new(move |_| desk.shown.with(|shown| shown.stages.iter().map(|column| column.stage).collect::<Vec<_>>()));
    let may_shape = Memo::new(move |_| desk.may_shape());
    let is_new_after = move |after| desk.adding.get() == Some(after);
    view! {
        <div class="sequence-stages" id=hands::STAGES role="group" aria-label=t.word(words::STAGES)>
            {move || is_new_after(None).then(|| view! { <NewStage desk after=None /> })}
            <For each=move || stages.get() key=|stage| *stage let:id>
                <div class="sequence-slot">
                    <StageColumn desk stage=id />
                    {move || may_shape.get().then(|| view! { <InsertStage desk after=Some(id) /> })}
                    {move || is_new_after(Some(id)).then(|| view! { <NewStage desk after=Some(id) /> })}
                </div>
            </For>
            {move || may_shape.get().then(|| view! {
                <button type="button" class="sequence-add-stage" id="add-stage"
                    on:click=move |_| desk.adding.set(Some(stages.with_untracked(|stages| stages.last().copied())))>
                    <Icon name="plus" />
                    <span>{t.word(words::ADD_STAGE)}</span>
                </button>
            })}
        </div>
    }
}

/// What to do where no stage is yet.
#[component]
fn NoStages(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let t = desk.tongue;
    move || {
        if desk.may_shape() {
            view! {
                <div class="sequence-nothing">
                    <EmptyState icon="list-ordered" title=words::FIRST_TITLE text=words::FIRST_TEXT>
                        <button type="button" class="button primary" id="add-stage" on:click=move |_| desk.adding.set(Some(None))>
                            <Icon name="plus" />
                            {t.word(words::ADD_FIRST_STAGE)}
                        </button>
                    </EmptyState>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="sequence-nothing">
                    <EmptyState icon="list-ordered" title=words::FIRST_TITLE text=words::FIRST_VIEWER />
                </div>
            }
            .into_any()
        }
    }
}

/// Lets go of what somebody else took away, and brings into view what is asked for.
fn show_what_is_asked_for(desk: Desk) {
    Effect::new(move |_| {
        let is_gone = desk.picture.with(|picture| {
            desk.carry.get_untracked().is_some_and(|carry| picture.sequence.spot_of(carry.thing).is_none())
        });
        if is_gone {
            desk.carry.set(None);
        }
    });
    Effect::new(move |_| {
        let Some(note) = desk.front.show.get() else { return };
        let thing = desk
            .shown
            .with_untracked(|shown| shown.cards().find(|card| card.touchpoint == note).map(|card| card.thing));
        if let Some(thing @ (Thing::Step(_) | Thing::Unplaced(_))) = thing {
            desk.front.show.set(None);
            desk.current.set(Some(thing));
            desk.keep_focus(thing.element_id());
        }
    });
}
