//! What goes on in the sequence view besides the board itself: what is held, carried, named, and which menu is open.
//!
//! Cheap to copy; every part of the view gets it. The board changes only through [`Desk::give`].

use std::sync::Arc;

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{NoteId, StageId};
use journeyboard_shared::model::Point;
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::Rect;
use journeyboard_shared::words::{map as map_words, sequence as words};

use super::focus::FocusKeeper;
use super::menu::Open;
use super::picture::{Facts, Picture, followed};
use crate::browser::dom;
use crate::gestures::sequence::{Carry, Drag, Places, Sequence, Spot, Thing};
use crate::model::{Room, Stage, Tongue, tongue};
use crate::prelude::*;

/// The sequence view's own state.
#[derive(Clone, Copy)]
pub(in crate::views) struct Desk {
    /// The workshop.
    pub(in crate::views) room: Room,
    /// What is in front of this person.
    pub(in crate::views) front: Stage,
    /// Whether only the tray is in sight: then nothing is carried, and the menu does everything.
    pub(in crate::views) is_tray_alone: bool,
    /// The language.
    pub(in crate::views) tongue: Tongue,
    /// What the board says.
    pub(in crate::views) picture: RwSignal<Arc<Picture>>,
    /// The order on the screen: the board's, with what is carried at its new spot.
    pub(in crate::views) shown: Memo<Sequence>,
    /// What the keyboard carries.
    pub(in crate::views) carry: RwSignal<Option<Carry>>,
    /// What the pointer does.
    pub(in crate::views) drag: RwSignal<Drag>,
    /// Where everything was when the pointer last moved.
    pub(in crate::views) places: StoredValue<Places>,
    /// What the pointer holds.
    pub(in crate::views) held: Memo<Option<Thing>>,
    /// How far inside of the held thing the pointer took hold, and how wide and high that is, in px.
    pub(in crate::views) grip: RwSignal<Rect>,
    /// The card that the tab key comes to.
    pub(in crate::views) current: RwSignal<Option<Thing>>,
    /// The open menu.
    pub(in crate::views) menu: RwSignal<Option<Open>>,
    /// The stage whose name is being written.
    pub(in crate::views) renaming: RwSignal<Option<StageId>>,
    /// A new stage is being named: after which one.
    pub(in crate::views) adding: RwSignal<Option<Option<StageId>>>,
    /// The card that the tab key really comes to: the current one while it is there, else the first.
    pub(in crate::views) tabbed: Memo<Option<Thing>>,
    focus: FocusKeeper,
}

impl Desk {
    /// The desk of a view; gone with it.
    pub(in crate::views) fn new(room: Room, front: Stage) -> Self {
        let picture = followed(room);
        let carry = RwSignal::new(None::<Carry>);
        let drag = RwSignal::new(Drag::Idle);
        let current = RwSignal::new(None);
        let shown = Memo::new(move |_| {
            let carry = carry.get();
            picture.with(|picture| match carry {
                Some(carry) => picture.sequence.with(carry.thing, carry.spot),
                None => picture.sequence.clone(),
            })
        });
        Self {
            room,
            front,
            is_tray_alone: false,
            tongue: tongue(),
            picture,
            shown,
            carry,
            drag,
            places: StoredValue::new(Places::default()),
            held: Memo::new(move |_| drag.get().held()),
            grip: RwSignal::new(Rect::default()),
            current,
            menu: RwSignal::new(None),
            renaming: RwSignal::new(None),
            adding: RwSignal::new(None),
            tabbed: Memo::new(move |_| {
                let current = current.get();
                shown.with(|shown| {
                    let is_there = current.is_some_and(|current| shown.cards().any(|card| card.thing == current));
                    if is_there { current } else { shown.cards().next().map(|card| card.thing) }
                })
            }),
            focus: FocusKeeper::new(),
        }
    }

    /// The desk of a tray that lies under another view.
    pub(in crate::views) fn of_tray(room: Room, front: Stage) -> Self {
        Self { is_tray_alone: true, ..Self::new(room, front) }
    }

    /// Whether this person may put touchpoints in order. Follows the role.
    pub(in crate::views) fn may_sequence(self) -> bool {
        self.room.may_at_all(Operation::Sequence)
    }

    /// Whether this person may shape the journey. Follows the role.
    pub(in crate::views) fn may_shape(self) -> bool {
        self.room.may_at_all(Operation::ShapeJourney)
    }

    /// What a card shows, followed.
    pub(in crate::views) fn facts(self, touchpoint: NoteId) -> Memo<Option<Arc<Facts>>> {
        Memo::new(move |_| self.picture.with(|picture| picture.facts.get(&touchpoint).cloned()))
    }

    /// A stage's name as it is written, followed.
    pub(in crate::views) fn stage_name(self, stage: StageId) -> String {
        self.picture.with(|picture| picture.stages.get(&stage).cloned()).unwrap_or_default()
    }

    /// A stage's name as it is said: one without a name has one, too.
    pub(in crate::views) fn stage_said(self, stage: StageId) -> String {
        let name = self.stage_name(stage);
        if name.trim().is_empty() { self.tongue.say(map_words::UNNAMED_STAGE).to_owned() } else { name }
    }

    /// What a thing is called, right now.
    pub(in crate::views) fn name_of(self, thing: Thing) -> String {
        untrack(move || {
            let touchpoint = match thing {
                Thing::Stage(stage) => return self.stage_said(stage),
                Thing::Unplaced(touchpoint) => Some(touchpoint),
                Thing::Step(_) => self.picture.with(|picture| picture.sequence.touchpoint_of(thing)),
            };
            let text = touchpoint.and_then(|id| self.picture.with(|picture| picture.facts.get(&id).cloned()));
            text.map(|facts| facts.text.clone())
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| self.tongue.now(words::WITHOUT_TEXT).to_owned())
        })
    }

    /// The board's order, right now.
    pub(in crate::views) fn order(self) -> Sequence {
        self.picture.with_untracked(|picture| picture.sequence.clone())
    }

    /// Gives a command; answers whether it was done.
    pub(in crate::views) fn give(self, command: Command) -> bool {
        self.room.dispatch(command)
    }

    /// Puts a thing to a spot, keeps the focus on it and says where it is.
    pub(in crate::views) fn put(self, thing: Thing, spot: Spot) {
        let order = self.order();
        let Some(command) = order.command(thing, spot) else { return };
        if self.give(command) {
            self.settle(thing, spot, &order);
        }
    }

    /// After a thing was put to a spot: the focus stays with it, and its new place is said.
    pub(in crate::views) fn settle(self, thing: Thing, spot: Spot, before: &Sequence) {
        let name = self.name_of(thing);
        let settled = before.thing_at(thing, spot);
        self.current.set(Some(settled));
        self.keep_focus(settled.element_id());
        let after = before.with(thing, spot);
        self.say(&self.put_down(&name, spot, &after));
    }

    /// Where something is now, as a sentence.
    fn put_down(self, name: &str, spot: Spot, after: &Sequence) -> String {
        let locale = self.tongue.locale_now();
        let (position, count) = place_in(spot, after);
        let (position, count) = (position.to_string(), count.to_string());
        match spot {
            Spot::Tray => words::PUT_DOWN_IN_TRAY.with(locale, &[("card", name)]),
            Spot::Among(_) => {
                words::STAGE_MOVED.with(locale, &[("stage", name), ("position", &position), ("count", &count)])
            }
            Spot::Within { stage, .. } => {
                let stage = self.name_of(Thing::Stage(stage));
                let values = [
                    ("card", name),
                    ("position", position.as_str()),
                    ("count", count.as_str()),
                    ("stage", stage.as_str()),
                ];
                words::PUT_DOWN.with(locale, &values)
            }
        }
    }

    /// Reads a sentence out to screen readers.
    pub(in crate::views) fn say(self, text: &str) {
        dom::announce(text);
    }

    /// Holds the focus on an element that is about to be moved or made.
    pub(in crate::views) fn keep_focus(self, id: String) {
        self.focus.keep(id);
    }

    /// Where the pointer is, while it holds something.
    pub(in crate::views) fn pointer(self) -> Option<Point> {
        match self.drag.get() {
            Drag::Held { at, .. } => Some(at),
            _ => None,
        }
    }
}

/// Position from 1 and number of things there.
pub(in crate::views) fn place_in(spot: Spot, sequence: &Sequence) -> (usize, usize) {
    match spot {
        Spot::Among(index) => (index + 1, sequence.stages.len()),
        Spot::Within { stage, index } => (index + 1, sequence.stage(stage).map_or(0, |column| column.cards.len())),
        Spot::Tray => (sequence.tray.len(), sequence.tray.len()),
    }
}
