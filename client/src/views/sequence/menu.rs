//! The small menu of a card or a stage: everything that dragging does, for fingers, keyboards and screen readers. Knows
//! what can be done; the desk does it.

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{NoteId, StageId};
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::{Rect, WallId};
use journeyboard_shared::words::sequence as words;

use super::desk::Desk;
use crate::browser::dom::{self, KeyboardEvent, MouseEvent};
use crate::browser::scroll;
use crate::gestures::sequence::{Sequence, Spot, Thing};
use crate::model::{Stage, Tab};
use crate::prelude::*;
use crate::views::parts::Icon;

/// The menu's least room below its button, in px; with less it opens upwards.
const ROOM_BELOW: f64 = 320.0;
/// A menu's width, in px: from here on it hangs at its button's right edge.
const WIDTH: f64 = 260.0;

/// An open menu.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::views) struct Open {
    /// What it is about: a card or a stage.
    pub(in crate::views) about: Thing,
    /// The button that opened it: the focus goes back there.
    pub(in crate::views) opener: String,
    /// Where that is on the screen, in px.
    pub(in crate::views) anchor: Rect,
}

/// What a line of the menu does.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Action {
    Put(Thing, Spot),
    Rename(StageId),
    AddAfter(StageId),
    Delete(StageId),
    Show(NoteId),
}

/// A line of the menu.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    Title(&'static str),
    Rule,
    Item { icon: &'static str, label: String, hint: Option<String>, is_danger: bool, action: Action },
}

impl Line {
    fn item(icon: &'static str, label: impl Into<String>, action: Action) -> Self {
        Self::Item { icon, label: label.into(), hint: None, is_danger: false, action }
    }
}

fn button_id(about: Thing) -> String {
    format!("menu-of-{}", about.element_id())
}

/// Opens the menu of a thing at its button.
pub(super) fn open(desk: Desk, about: Thing) {
    let opener = button_id(about);
    let Some(button) = dom::by_id(&opener) else { return };
    let (x, y, width, height) = dom::screen_rect(&button);
    desk.menu.set(Some(Open { about, opener, anchor: Rect::new(x, y, width, height) }));
}

/// The button that opens the menu of a thing.
#[component]
pub(in crate::views) fn MenuButton(
    /// The desk.
    desk: Desk,
    /// What the menu is about.
    about: Thing,
    /// What the button is called.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the tab key comes to it.
    #[prop(into)]
    is_tabbed: Signal<bool>,
) -> impl IntoView {
    let is_open = move || desk.menu.with(|menu| menu.as_ref().is_some_and(|menu| menu.about == about));
    let on_click = move |event: MouseEvent| {
        event.stop_propagation();
        open(desk, about);
    };
    view! {
        <button
            type="button"
            class="icon-button small sequence-more"
            id=button_id(about)
            aria-haspopup="menu"
            aria-expanded=move || is_open().to_string()
            aria-label=move || label.get()
            tabindex=move || if is_tabbed.get() { "0" } else { "-1" }
            on:pointerdown=|event| event.stop_propagation()
            on:click=on_click
        >
            <Icon name="more-horizontal" />
        </button>
    }
}

/// The place where the open menu appears.
#[component]
pub(in crate::views) fn MenuHost(
    /// The desk.
    desk: Desk,
) -> impl IntoView {
    move || desk.menu.get().map(|open| view! { <MenuList desk open /> })
}

#[component]
fn MenuList(
    /// The desk.
    desk: Desk,
    /// What is open.
    open: Open,
) -> impl IntoView {
    let lines = untrack(|| lines(desk, open.about));
    let count = lines.iter().filter(|line| matches!(line, Line::Item { .. })).count();
    let opener = StoredValue::new(open.opener.clone());
    let close = move || {
        desk.menu.set(None);
        desk.keep_focus(opener.get_value());
    };
    let on_key = move |event: KeyboardEvent| {
        let now = dom::focused_id().and_then(|id| id.strip_prefix("menu-line-")?.parse::<usize>().ok()).unwrap_or(0);
        let next = match event.key().as_str() {
            "ArrowDown" => (now + 1) % count.max(1),
            "ArrowUp" => (now + count.max(1) - 1) % count.max(1),
            "Home" => 0,
            "End" => count.saturating_sub(1),
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                return close();
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        scroll::focus(&format!("menu-line-{next}"));
    };
    desk.keep_focus("menu-line-0".to_owned());
    let mut number = 0;
    let items = lines.into_iter().map(|line| {
        let id = format!("menu-line-{number}");
        number += usize::from(matches!(line, Line::Item { .. }));
        line_view(desk, line, id)
    });
    view! {
        <div class="menu-veil" on:pointerdown=move |event| { event.prevent_default(); close(); }></div>
        <div class="menu-list sequence-menu" role="menu" aria-label=desk.name_of(open.about) style=place(&open.anchor) on:keydown=on_key>
            <div class="menu-title sequence-menu-name" aria-hidden="true">{desk.name_of(open.about)}</div>
            {items.collect_view()}
        </div>
    }
}

fn line_view(desk: Desk, line: Line, id: String) -> AnyView {
    match line {
        Line::Title(title) => view! { <div class="menu-title" role="presentation">{title}</div> }.into_any(),
        Line::Rule => view! { <div class="menu-line" role="separator"></div> }.into_any(),
        Line::Item { icon, label, hint, is_danger, action } => view! {
            <button type="button" class="menu-item" class:danger=is_danger role="menuitem" id=id tabindex="-1" on:click=move |_| act(desk, action)>
                <Icon name=icon />
                <span>{label}{hint.map(|hint| view! { <small>{hint}</small> })}</span>
            </button>
        }
        .into_any(),
    }
}

/// Below the button, or above it where there is no room; within the screen.
pub(in crate::views) fn place(anchor: &Rect) -> String {
    let (width, height) = dom::window_size();
    let across = if anchor.right() > WIDTH + 8.0 {
        format!("right:{:.0}px;left:auto", width - anchor.right())
    } else {
        format!("left:{:.0}px;right:auto", anchor.x.max(8.0))
    };
    if height - anchor.bottom() < ROOM_BELOW && anchor.y > height - anchor.bottom() {
        format!("{across};top:auto;bottom:{:.0}px;max-height:{:.0}px", height - anchor.y + 4.0, anchor.y - 16.0)
    } else {
        format!(
            "{across};bottom:auto;top:{:.0}px;max-height:{:.0}px",
            anchor.bottom() + 4.0,
            height - anchor.bottom() - 16.0
        )
    }
}

fn act(desk: Desk, action: Action) {
    desk.menu.set(None);
    match action {
        Action::Put(thing, spot) => desk.put(thing, spot),
        Action::Rename(stage) => desk.renaming.set(Some(stage)),
        Action::AddAfter(stage) => desk.adding.set(Some(Some(stage))),
        Action::Delete(stage) => delete(desk, stage),
        Action::Show(note) => show_on_wall(desk.front, note),
    }
}

/// Brings a note into view on the wall.
pub(in crate::views) fn show_on_wall(front: Stage, note: NoteId) {
    front.select_only(WallId::Note(note));
    front.tab.set(Tab::Wall);
    front.show.set(Some(note));
}

fn delete(desk: Desk, stage: StageId) {
    let order = desk.order();
    let name = desk.name_of(Thing::Stage(stage));
    let number = order.stage_number(stage).unwrap_or(0);
    if desk.give(Command::DeleteStage(stage)) {
        desk.say(&words::STAGE_DELETED.with(desk.tongue.locale_now(), &[("stage", &name)]));
        let neighbour = order.stages.get(number + 1).or_else(|| order.stages.get(number.wrapping_sub(1)));
        desk.keep_focus(neighbour.map_or("add-stage".to_owned(), |column| Thing::Stage(column.stage).element_id()));
    }
}

fn lines(desk: Desk, about: Thing) -> Vec<Line> {
    let order = desk.order();
    match about {
        Thing::Stage(stage) => stage_lines(desk, &order, stage),
        card => card_lines(desk, &order, card),
    }
}

fn card_lines(desk: Desk, order: &Sequence, card: Thing) -> Vec<Line> {
    let t = desk.tongue;
    let mut lines = Vec::new();
    let spot = order.spot_of(card);
    if desk.may_sequence() {
        let own = match spot {
            Some(Spot::Within { stage, index }) => {
                let count = order.stage(stage).map_or(0, |column| column.cards.len());
                let put = |index| Action::Put(card, Spot::Within { stage, index });
                if index > 0 {
                    lines.push(Line::item("arrow-up", t.say(words::MOVE_UP), put(index - 1)));
                }
                if index + 1 < count {
                    lines.push(Line::item("arrow-down", t.say(words::MOVE_DOWN), put(index + 1)));
                }
                Some(stage)
            }
            _ => None,
        };
        let others: Vec<_> = order.stages.iter().filter(|column| Some(column.stage) != own).collect();
        if !others.is_empty() {
            lines.push(Line::Title(t.say(if own.is_some() { words::MOVE_TO } else { words::PLACE_IN })));
        }
        lines.extend(others.into_iter().map(|column| {
            let index = column.cards.len();
            let spot = Spot::Within { stage: column.stage, index };
            Line::item("arrow-right", desk.stage_said(column.stage), Action::Put(card, spot))
        }));
        lines.push(Line::Rule);
        if own.is_some() {
            lines.push(Line::item("undo-2", t.say(words::BACK_TO_TRAY), Action::Put(card, Spot::Tray)));
        }
    }
    if let Some(note) = order.touchpoint_of(card) {
        lines.push(Line::item("sticky-note", t.say(words::SHOW_ON_WALL), Action::Show(note)));
    }
    lines
}

fn stage_lines(desk: Desk, order: &Sequence, stage: StageId) -> Vec<Line> {
    let t = desk.tongue;
    let (number, count) = (order.stage_number(stage).unwrap_or(0), order.stages.len());
    let thing = Thing::Stage(stage);
    let cards = order.stage(stage).map_or(0, |column| column.cards.len());
    let mut lines = vec![Line::item("pencil", t.say(words::RENAME), Action::Rename(stage))];
    if number > 0 {
        lines.push(Line::item("arrow-left", t.say(words::MOVE_LEFT), Action::Put(thing, Spot::Among(number - 1))));
    }
    if number + 1 < count {
        lines.push(Line::item("arrow-right", t.say(words::MOVE_RIGHT), Action::Put(thing, Spot::Among(number + 1))));
    }
    lines.push(Line::item("plus", t.say(words::ADD_STAGE_AFTER), Action::AddAfter(stage)));
    if cards == 0 || desk.room.may_at_all(Operation::DeleteStage) {
        lines.push(Line::Rule);
        lines.push(Line::Item {
            icon: "trash-2",
            label: t.say(words::DELETE_STAGE).to_owned(),
            hint: (cards > 0).then(|| t.count(words::BACK_IN_TRAY, cards)),
            is_danger: true,
            action: Action::Delete(stage),
        });
    }
    lines
}
