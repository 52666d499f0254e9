//! Touchpoints and stages in the hand: where they are, where they would land, and the command that puts them there.
//!
//! The pointer and the keyboard share one idea: a thing is held over a [`Spot`], [`Sequence::with`] shows the sequence as
//! it would be, and letting go makes one command of it, so one step of undo. Knows ids and rectangles; refuses to know
//! browsers, notes' texts and who may do what.

mod drag;
mod keys;

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{JourneyId, NoteId, StageId, StepId};
use journeyboard_shared::model::Board;

pub use drag::{Drag, Places, Pointer, StageRect, push};
pub use keys::{Carry, Heard, Key, neighbour};

/// What can be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A touchpoint's place in the journey.
    Step(StepId),
    /// A touchpoint of the tray.
    Unplaced(NoteId),
    /// A stage with all that is in it.
    Stage(StageId),
}

impl Thing {
    /// The id of its element on the page: the focus is kept by it.
    #[must_use]
    pub fn element_id(self) -> String {
        match self {
            Self::Step(id) => format!("step-{id}"),
            Self::Unplaced(id) => format!("unplaced-{id}"),
            Self::Stage(id) => format!("stage-{id}"),
        }
    }
}

/// A place for a thing. Indices count from 0 among the *other* things there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In a stage.
    Within {
        /// The stage.
        stage: StageId,
        /// How many cards stand above.
        index: usize,
    },
    /// In the tray, which has an order of its own.
    Tray,
    /// Among the stages.
    Among(usize),
}

/// A touchpoint as it stands in the sequence or the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Card {
    /// Its place.
    pub thing: Thing,
    /// The touchpoint.
    pub touchpoint: NoteId,
}

/// A stage and its cards in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageCards {
    /// The stage.
    pub stage: StageId,
    /// Its cards.
    pub cards: Vec<Card>,
}

/// A journey's order: stages, cards, and what waits in the tray.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sequence {
    /// The journey, if the board has one.
    pub journey: Option<JourneyId>,
    /// Its stages in order.
    pub stages: Vec<StageCards>,
    /// What stands in no stage.
    pub tray: Vec<Card>,
}

impl Sequence {
    /// The order of the journey that people work on.
    #[must_use]
    pub fn of(board: &Board) -> Self {
        let Some(journey) = board.main_journey() else { return Self::default() };
        let cards = |stage| {
            let steps = board.steps_of(stage).into_iter();
            steps.map(|(id, step)| Card { thing: Thing::Step(id), touchpoint: step.touchpoint }).collect()
        };
        let stages = board.stages_of(journey).into_iter();
        let tray = board.unplaced_in(journey).into_iter();
        Self {
            journey: Some(journey),
            stages: stages.map(|(stage, _)| StageCards { stage, cards: cards(stage) }).collect(),
            tray: tray.map(|touchpoint| Card { thing: Thing::Unplaced(touchpoint), touchpoint }).collect(),
        }
    }

    /// Where a thing is; `None` if it is gone.
    #[must_use]
    pub fn spot_of(&self, thing: Thing) -> Option<Spot> {
        match thing {
            Thing::Stage(id) => self.stages.iter().position(|column| column.stage == id).map(Spot::Among),
            Thing::Unplaced(_) => self.tray.iter().any(|card| card.thing == thing).then_some(Spot::Tray),
            Thing::Step(_) => self.stages.iter().find_map(|column| {
                let index = column.cards.iter().position(|card| card.thing == thing)?;
                Some(Spot::Within { stage: column.stage, index })
            }),
        }
    }

    /// The touchpoint that a thing is; `None` for a stage and for what is gone.
    #[must_use]
    pub fn touchpoint_of(&self, thing: Thing) -> Option<NoteId> {
        self.cards().find(|card| card.thing == thing).map(|card| card.touchpoint)
    }

    /// A stage's column.
    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<&StageCards> {
        self.stages.iter().find(|column| column.stage == id)
    }

    /// A stage's number, from 0.
    #[must_use]
    pub fn stage_number(&self, id: StageId) -> Option<usize> {
        self.stages.iter().position(|column| column.stage == id)
    }

    /// All cards, those of the tray last.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.stages.iter().flat_map(|column| &column.cards).chain(&self.tray)
    }

    /// What a thing is once it stands at that spot: a touchpoint of the tray gets its step in the journey, a step that
    /// goes back is a touchpoint of the tray again.
    #[must_use]
    pub fn thing_at(&self, thing: Thing, spot: Spot) -> Thing {
        match (thing, spot, self.journey) {
            (Thing::Unplaced(touchpoint), Spot::Within { .. }, Some(journey)) => {
                Thing::Step(StepId::first_of(journey, touchpoint))
            }
            (Thing::Step(_), Spot::Tray, _) => self.touchpoint_of(thing).map_or(thing, Thing::Unplaced),
            _ => thing,
        }
    }

    /// The sequence as it would be with the thing at that spot. A thing or a stage that is gone changes nothing.
    #[must_use]
    pub fn with(&self, thing: Thing, spot: Spot) -> Self {
        let mut after = self.clone();
        match (thing, spot) {
            (Thing::Stage(id), Spot::Among(index)) => {
                if let Some(from) = self.stage_number(id) {
                    let column = after.stages.remove(from);
                    after.stages.insert(index.min(after.stages.len()), column);
                }
            }
            (Thing::Step(_) | Thing::Unplaced(_), Spot::Within { stage, index }) => {
                let Some(touchpoint) = self.touchpoint_of(thing) else { return after };
                if self.stage(stage).is_none() {
                    return after;
                }
                after.take_out(thing);
                let card = Card { thing: self.thing_at(thing, spot), touchpoint };
                if let Some(column) = after.stages.iter_mut().find(|column| column.stage == stage) {
                    column.cards.insert(index.min(column.cards.len()), card);
                }
            }
            (Thing::Step(_), Spot::Tray) => {
                let Some(touchpoint) = self.touchpoint_of(thing) else { return after };
                after.take_out(thing);
                after.tray.push(Card { thing: Thing::Unplaced(touchpoint), touchpoint });
            }
            _ => {}
        }
        after
    }

    /// The command that puts a thing to a spot; `None` if it is there already or there is no such thing.
    #[must_use]
    pub fn command(&self, thing: Thing, spot: Spot) -> Option<Command> {
        if self.spot_of(thing)? == spot {
            return None;
        }
        match (thing, spot) {
            (Thing::Stage(stage), Spot::Among(index)) => {
                let others: Vec<StageId> =
                    self.stages.iter().map(|column| column.stage).filter(|other| *other != stage).collect();
                let after = index.checked_sub(1).and_then(|i| others.get(i).or(others.last())).copied();
                Some(Command::MoveStage { stage, after })
            }
            (Thing::Step(_) | Thing::Unplaced(_), Spot::Within { stage, index }) => {
                let touchpoint = self.touchpoint_of(thing)?;
                let Thing::Step(step) = self.thing_at(thing, spot) else { return None };
                let steps = self.stage(stage)?.cards.iter().filter_map(|card| match card.thing {
                    Thing::Step(id) if card.thing != thing => Some(id),
                    _ => None,
                });
                let others: Vec<StepId> = steps.collect();
                let after = index.checked_sub(1).and_then(|i| others.get(i).or(others.last())).copied();
                Some(Command::Place { step, touchpoint, stage, after })
            }
            (Thing::Step(step), Spot::Tray) => Some(Command::Unplace(step)),
            _ => None,
        }
    }

    /// How many other cards stand in a stage.
    fn others_in(&self, stage: StageId, thing: Thing) -> usize {
        self.stage(stage).map_or(0, |column| column.cards.iter().filter(|card| card.thing != thing).count())
    }

    fn take_out(&mut self, thing: Thing) {
        for column in &mut self.stages {
            column.cards.retain(|card| card.thing != thing);
        }
        self.tray.retain(|card| card.thing != thing);
    }
}

#[cfg(test)]
mod tests;
