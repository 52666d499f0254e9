//! A stage: its header, its cards in order, and the way to add another touchpoint.

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::StageId;
use journeyboard_shared::wall::WallId;
use journeyboard_shared::words::sequence as words;

use super::card::{CardView, Grip};
use super::desk::Desk;
use super::inline::InlineField;
use super::menu::MenuButton;
use super::newcomer::AddTouchpoint;
use super::{hands, keyboard};
use crate::gestures::sequence::{Card, Thing};
use crate::prelude::*;

/// A stage's column.
#[component]
pub(super) fn StageColumn(
    /// The desk.
    desk: Desk,
    /// The stage.
    stage: StageId,
) -> impl IntoView {
    let thing = Thing::Stage(stage);
    let cards = Memo::new(move |_| {
        desk.shown.with(|shown| shown.stage(stage).map(|column| column.cards.clone()).unwrap_or_default())
    });
    let is_carried = Memo::new(move |_| desk.carry.get().is_some_and(|carry| carry.thing == thing));
    let is_lifted = Memo::new(move |_| desk.held.get() == Some(thing));
    let select = Callback::new(move |card: Card| desk.front.select_only(WallId::Note(card.touchpoint)));
    let t = desk.tongue;
    view! {
        <section class="sequence-stage" class:carried=is_carried class:lifted=is_lifted id=hands::body_id(thing)
            aria-labelledby=thing.element_id()>
            <StageHead desk stage count=Signal::derive(move || cards.with(Vec::len)) />
            <ol class="sequence-cards" id=hands::list_id(stage) class:empty-list=move || cards.with(Vec::is_empty)>
                <For each=move || cards.get() key=|card| card.thing let:card>
                    <CardView desk card on_click=select />
                </For>
                {move || cards.with(Vec::is_empty).then(|| view! {
                    <li class="sequence-hollow">{move || desk.may_sequence().then(|| t.say(words::NO_TOUCHPOINT_YET))}</li>
                })}
            </ol>
            {move || desk.may_sequence().then(|| view! { <AddTouchpoint desk stage /> })}
        </section>
    }
}

/// Number, name and menu of a stage. Its name is dragged, carried and written.
#[component]
fn StageHead(
    /// The desk.
    desk: Desk,
    /// The stage.
    stage: StageId,
    /// How many cards are in it.
    count: Signal<usize>,
) -> impl IntoView {
    let thing = Thing::Stage(stage);
    let t = desk.tongue;
    let number = Memo::new(move |_| desk.shown.with(|shown| shown.stage_number(stage).map_or(0, |number| number + 1)));
    let is_named = Memo::new(move |_| desk.renaming.get() == Some(stage));
    let menu_label = Signal::derive(move || t.with(words::STAGE_MENU, &[("stage", &desk.stage_said(stage))]));
    let language = move || desk.room.board.about.with(|about| about.as_ref().map(|about| about.locale.key()));
    let name = move || {
        let is_empty = desk.stage_name(stage).trim().is_empty();
        view! {
            <button type="button" class="sequence-stage-name" class:muted=is_empty id=thing.element_id() lang=language
                aria-describedby=move || desk.may_shape().then_some("sequence-help")
                on:keydown=move |event| keyboard::on_stage(desk, thing, &event)
                on:dblclick=move |_| if desk.may_shape() { desk.renaming.set(Some(stage)) }
                on:click=move |event| {
                    // A click by the keyboard: Enter writes the name.
                    if event.detail() == 0 && desk.may_shape() { desk.renaming.set(Some(stage)) }
                }>
                {move || desk.stage_said(stage)}
            </button>
        }
    };
    view! {
        <header class="sequence-stage-head" on:pointerdown=move |event| hands::press(desk, thing, &event, false)>
            <span class="sequence-number figures" aria-hidden="true">{number}</span>
            <h3 class="sequence-stage-title">
                {move || if is_named.get() { view! { <Renaming desk stage /> }.into_any() } else { name().into_any() }}
            </h3>
            <span class="sequence-count figures" aria-hidden="true">{count}</span>
            {move || desk.may_shape().then(|| view! {
                <Grip desk thing />
                <MenuButton desk about=thing label=menu_label is_tabbed=true />
            })}
        </header>
    }
}

#[component]
fn Renaming(
    /// The desk.
    desk: Desk,
    /// The stage.
    stage: StageId,
) -> impl IntoView {
    let t = desk.tongue;
    let back = move |by_key: bool| {
        desk.renaming.set(None);
        if by_key {
            desk.keep_focus(Thing::Stage(stage).element_id());
        }
    };
    let on_save = Callback::new(move |(name, by_enter): (String, bool)| {
        desk.give(Command::RenameStage { stage, name });
        back(by_enter);
    });
    let label = Signal::derive(move || t.say(words::STAGE_NAME).to_owned());
    let value = untrack(|| desk.stage_name(stage));
    view! { <InlineField value label placeholder=label on_save on_cancel=Callback::new(back) /> }
}
