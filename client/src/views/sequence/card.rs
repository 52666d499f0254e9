//! A touchpoint's card, in a stage or in the tray, and its shadow under the pointer. Knows what it shows; what is done
//! with it is the desk's.

use std::sync::Arc;

use journeyboard_shared::map::mean_text;
use journeyboard_shared::model::{Emotion, NoteKind};
use journeyboard_shared::words::{kinds, sequence as words};

use super::desk::Desk;
use super::menu::MenuButton;
use super::picture::Facts;
use super::{hands, keyboard};
use crate::gestures::sequence::{Card, Thing};
use crate::model::Tongue;
use crate::prelude::*;
use crate::views::parts::{Icon, KindIcon};

/// A card.
#[component]
pub(in crate::views) fn CardView(
    /// The desk.
    desk: Desk,
    /// Which.
    card: Card,
    /// What a click or a tap on it does.
    on_click: Callback<Card>,
) -> impl IntoView {
    let Card { thing, touchpoint } = card;
    let facts = desk.facts(touchpoint);
    let is_tabbed = Memo::new(move |_| desk.tabbed.get() == Some(thing));
    let is_carried = Memo::new(move |_| {
        let carry = desk.carry.get();
        carry.is_some_and(|carry| {
            desk.picture.with(|picture| picture.sequence.thing_at(carry.thing, carry.spot)) == thing
        })
    });
    let is_lifted = Memo::new(move |_| desk.held.get() == Some(thing));
    let t = desk.tongue;
    let language = move || desk.room.board.about.with(|about| about.as_ref().map(|about| about.locale.key()));
    let menu_label = Signal::derive(move || {
        let text = facts.get().map(|facts| facts.text.clone()).unwrap_or_default();
        t.with(words::CARD_MENU, &[("card", &text)])
    });
    view! {
        <li class="sequence-card" class:carried=is_carried class:lifted=is_lifted class:fixed=move || !desk.may_sequence()
            data-kind="touchpoint" id=hands::body_id(thing)>
            <button
                type="button"
                class="sequence-card-main"
                id=thing.element_id()
                tabindex=move || if is_tabbed.get() { "0" } else { "-1" }
                lang=language
                aria-describedby=move || (desk.may_sequence() && !desk.is_tray_alone).then_some("sequence-help")
                on:focus=move |_| desk.current.set(Some(thing))
                on:keydown=move |event| keyboard::on_card(desk, thing, &event)
                on:pointerdown=move |event| hands::press(desk, thing, &event, false)
                on:click=move |_| on_click.run(card)
            >
                {move || facts.get().map(|facts| view! { <CardFace facts tongue=t /> })}
            </button>
            <Grip desk thing />
            <MenuButton desk about=thing label=menu_label is_tabbed />
        </li>
    }
}

/// The handle by which a finger drags. A button, because browsers bend a touch to what can be pressed near by; to the
/// keyboard and to screen readers it is nothing.
#[component]
pub(super) fn Grip(
    /// The desk.
    desk: Desk,
    /// What it drags.
    thing: Thing,
) -> impl IntoView {
    view! {
        <button type="button" class="sequence-grip" tabindex="-1" aria-hidden="true" on:pointerdown=move |event| {
            event.prevent_default();
            event.stop_propagation();
            hands::press(desk, thing, &event, true);
        }>
            <Icon name="grip-vertical" />
        </button>
    }
}

/// What stands on a card.
#[component]
pub(in crate::views) fn CardFace(
    /// What it shows.
    facts: Arc<Facts>,
    /// The language.
    tongue: Tongue,
) -> impl IntoView {
    let is_empty = facts.text.is_empty();
    let text = if is_empty { tongue.say(words::WITHOUT_TEXT).to_owned() } else { facts.text.clone() };
    let has_foot = facts.mean.is_some() || !facts.attached.is_empty() || facts.department.is_some();
    let foot = move || {
        let mean = facts.mean.map(|(mean, count)| view! { <Mean mean count tongue /> });
        let attached = facts.attached.iter().map(|(kind, count)| view! { <Attached kind=*kind count=*count tongue /> });
        let department = facts.department.clone().map(|(mark, name)| {
            let title = name.clone();
            view! { <span class="sequence-department" title=title><span aria-hidden="true">{mark}</span><span class="off-screen">{name}</span></span> }
        });
        view! { <span class="sequence-card-foot">{mean}{attached.collect_view()}{department}</span> }
    };
    view! {
        <span class="sequence-card-text" class:muted=is_empty>{text}</span>
        {has_foot.then(foot)}
    }
}

#[component]
fn Mean(
    /// −2…+2.
    mean: f64,
    /// Of how many.
    count: usize,
    /// The language.
    tongue: Tongue,
) -> impl IntoView {
    let face = Emotion::new(mean.round() as i64).unwrap_or(Emotion::NEUTRAL);
    let figure = mean_text(mean, tongue.locale());
    let said = tongue.with(words::MEAN, &[("mean", &figure), ("count", &count.to_string())]);
    let title = said.clone();
    view! {
        <span class="sequence-mark figures" title=title>
            <KindIcon kind=NoteKind::Emotion emotion=Some(face) />
            <span aria-hidden="true">{figure}</span>
            <span class="off-screen">{said}</span>
        </span>
    }
}

#[component]
fn Attached(
    /// The kind.
    kind: NoteKind,
    /// How many.
    count: usize,
    /// The language.
    tongue: Tongue,
) -> impl IntoView {
    let said = format!("{}: {count}", tongue.say(kinds::kind(kind)));
    let title = said.clone();
    view! {
        <span class="sequence-mark figures" title=title>
            <KindIcon kind />
            {(count > 1).then(|| view! { <span aria-hidden="true">{count}</span> })}
            <span class="off-screen">{said}</span>
        </span>
    }
}

/// The held card under the pointer.
#[component]
pub(in crate::views) fn Ghost(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let style = move || {
        let (Some(at), grip) = (desk.pointer(), desk.grip.get()) else { return String::new() };
        let height = grip.height.min(200.0);
        format!(
            "width:{:.0}px;height:{height:.0}px;transform:translate({:.1}px,{:.1}px)",
            grip.width,
            at.x - grip.x,
            at.y - grip.y.min(height)
        )
    };
    let face = move |thing: Thing| match thing {
        Thing::Stage(stage) => view! { <span class="sequence-card-text">{desk.stage_said(stage)}</span> }.into_any(),
        card => {
            let facts = desk.picture.with(|picture| {
                picture.sequence.touchpoint_of(card).and_then(|touchpoint| picture.facts.get(&touchpoint).cloned())
            });
            facts.map(|facts| view! { <CardFace facts tongue=desk.tongue /> }).into_any()
        }
    };
    move || {
        desk.held.get().map(|thing| {
            let is_stage = matches!(thing, Thing::Stage(_));
            view! {
                <div class="sequence-ghost sequence-card" class:stage=is_stage data-kind="touchpoint" aria-hidden="true" style=style>
                    <span class="sequence-card-main">{face(thing)}</span>
                </div>
            }
        })
    }
}

/// The line that shows where the held thing would land.
#[component]
pub(in crate::views) fn DropLine(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    let line = move || {
        let crate::gestures::sequence::Drag::Held { thing, spot, .. } = desk.drag.get() else { return None };
        desk.places.with_value(|places| places.line(thing, spot?))
    };
    move || {
        line().map(|line| {
            let style = format!(
                "width:{:.0}px;height:{:.0}px;transform:translate({:.1}px,{:.1}px)",
                line.width, line.height, line.x, line.y
            );
            view! { <div class="sequence-line" aria-hidden="true" style=style></div> }
        })
    }
}
