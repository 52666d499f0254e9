//! A thing carried by the keyboard: picked up, moved spot by spot, put down or put back.

use journeyboard_shared::command::Command;

use super::{Card, Sequence, Spot, StageCards, Thing};

/// A key that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the first place of the stage.
    Home,
    /// To its last place.
    End,
    /// Space or Enter.
    Take,
    /// Escape.
    Back,
    /// Tab: the focus is about to leave.
    Leave,
}

impl Key {
    /// The key of that `KeyboardEvent.key`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "Home" => Self::Home,
            "End" => Self::End,
            " " | "Enter" => Self::Take,
            "Escape" => Self::Back,
            "Tab" => Self::Leave,
            _ => return None,
        })
    }
}

/// A thing in the hand of the keyboard. The board knows nothing of it until it is put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carry {
    /// What.
    pub thing: Thing,
    /// Where it would be put down.
    pub spot: Spot,
}

/// What a key did to a carried thing.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// It is still carried, at another spot.
    Moved(Carry),
    /// It is still carried, and there is no way on in that direction.
    Stuck,
    /// It was put down; the command is missing where it was put down where it had been.
    Dropped(Option<Command>),
    /// It is back where it was.
    PutBack,
}

impl Carry {
    /// Picks a thing up; `None` if it is gone.
    #[must_use]
    pub fn pick_up(thing: Thing, sequence: &Sequence) -> Option<Self> {
        Some(Self { thing, spot: sequence.spot_of(thing)? })
    }

    /// What a key does. `sequence` is the board's order as it is, not as it is shown.
    #[must_use]
    pub fn on(self, key: Key, sequence: &Sequence) -> Heard {
        let there = match key {
            Key::Back => return Heard::PutBack,
            Key::Take | Key::Leave => return Heard::Dropped(sequence.command(self.thing, self.spot)),
            _ => match self.spot {
                Spot::Among(index) => among(index, key, sequence.stages.len()),
                Spot::Tray => from_tray(key, sequence, self.thing),
                Spot::Within { stage, index } => {
                    sequence.stage_number(stage).and_then(|number| self.within(number, index, key, sequence))
                }
            },
        };
        match there {
            Some(spot) if spot != self.spot => Heard::Moved(Self { spot, ..self }),
            _ => Heard::Stuck,
        }
    }

    fn within(self, number: usize, index: usize, key: Key, sequence: &Sequence) -> Option<Spot> {
        let last = |number: usize| {
            let stage = sequence.stages.get(number)?.stage;
            Some((stage, sequence.others_in(stage, self.thing)))
        };
        let (number, wanted) = match key {
            Key::Up => (number, index.checked_sub(1)?),
            Key::Down => (number, index + 1),
            Key::Left => (number.checked_sub(1)?, index),
            Key::Right => (number + 1, index),
            Key::Home => (number, 0),
            _ => (number, usize::MAX),
        };
        let (stage, end) = last(number)?;
        Some(Spot::Within { stage, index: wanted.min(end) })
    }
}

fn among(index: usize, key: Key, count: usize) -> Option<Spot> {
    let last = count.checked_sub(1)?;
    let index = match key {
        Key::Left | Key::Up => index.checked_sub(1)?,
        Key::Right | Key::Down => (index + 1).min(last),
        Key::Home => 0,
        _ => last,
    };
    Some(Spot::Among(index))
}

/// Out of the tray, which lies under the stages: up or right into the first one, left into the last.
fn from_tray(key: Key, sequence: &Sequence, thing: Thing) -> Option<Spot> {
    let column = match key {
        Key::Up | Key::Right | Key::Home => sequence.stages.first()?,
        Key::Left | Key::End => sequence.stages.last()?,
        _ => return None,
    };
    Some(Spot::Within { stage: column.stage, index: sequence.others_in(column.stage, thing) })
}

/// The card to which an arrow leads from a card, nothing carried: up and down within a stage and on into the tray, left
/// and right between stages that have any.
#[must_use]
pub fn neighbour(sequence: &Sequence, thing: Thing, key: Key) -> Option<Thing> {
    let card = |cards: &[Card], index: usize| cards.get(index.min(cards.len().checked_sub(1)?)).map(|card| card.thing);
    let full: Vec<&StageCards> = sequence.stages.iter().filter(|column| !column.cards.is_empty()).collect();
    if let Some(index) = sequence.tray.iter().position(|card| card.thing == thing) {
        return match key {
            Key::Left => card(&sequence.tray, index.checked_sub(1)?),
            Key::Right => card(&sequence.tray, index + 1),
            Key::Home => card(&sequence.tray, 0),
            Key::End => card(&sequence.tray, usize::MAX),
            Key::Up => card(&full.first()?.cards, usize::MAX),
            _ => None,
        };
    }
    let (number, index) = full
        .iter()
        .enumerate()
        .find_map(|(number, column)| Some((number, column.cards.iter().position(|card| card.thing == thing)?)))?;
    let cards = |number: usize| full.get(number).map(|column| column.cards.as_slice());
    match key {
        Key::Up => card(cards(number)?, index.checked_sub(1)?),
        Key::Down if index + 1 == cards(number)?.len() => card(&sequence.tray, 0),
        Key::Down => card(cards(number)?, index + 1),
        Key::Left => card(cards(number.checked_sub(1)?)?, index),
        Key::Right => card(cards(number + 1)?, index),
        Key::Home => card(cards(number)?, 0),
        Key::End => card(cards(number)?, usize::MAX),
        _ => None,
    }
}
