//! Rounds of votes: what is voted on, with how many dots, and what came out. Refuses to know who gave which dot: that is
//! never here.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::idmap::IdMap;
use crate::ids::{NoteId, RoundId};
use crate::model::NoteKind;

/// What gets dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Electorate {
    /// Touchpoints.
    Touchpoints,
    /// Ideas and needs.
    Ideas,
    /// Every note.
    #[default]
    All,
}

impl Electorate {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Touchpoints, Self::Ideas, Self::All];

    /// Its name in documents and orders.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Touchpoints => "touchpoints",
            Self::Ideas => "ideas",
            Self::All => "all",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Whether notes of that kind get dots.
    #[must_use]
    pub const fn includes(self, kind: NoteKind) -> bool {
        match self {
            Self::Touchpoints => matches!(kind, NoteKind::Touchpoint),
            Self::Ideas => matches!(kind, NoteKind::Idea | NoteKind::Need),
            Self::All => true,
        }
    }
}

/// A round of votes, as everybody sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// What gets dots.
    pub about: Electorate,
    /// Dots that each person has.
    pub budget: u32,
    /// Dots that one person may give to one note.
    pub cap: u32,
    /// Rises with each round of the workshop.
    pub number: u32,
    /// Whether dots are given and taken back; afterwards the totals are there.
    pub open: bool,
}

/// The dots of one note in one round that is closed, as a key: `{round}:{note}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// The round.
    pub round: RoundId,
    /// The note.
    pub note: NoteId,
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.round, self.note)
    }
}

/// A text that names no item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnItem;

impl FromStr for Item {
    type Err = NotAnItem;
    fn from_str(text: &str) -> Result<Self, NotAnItem> {
        let (round, note) = text.split_once(':').ok_or(NotAnItem)?;
        Ok(Self { round: round.parse().map_err(|_| NotAnItem)?, note: note.parse().map_err(|_| NotAnItem)? })
    }
}

/// All rounds of a workshop, and the totals of those that are closed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rounds {
    /// The rounds.
    pub all: IdMap<RoundId, Round>,
    /// The totals.
    pub tallies: BTreeMap<Item, u32>,
}

impl Rounds {
    /// The round in which dots are given now.
    #[must_use]
    pub fn open(&self) -> Option<(RoundId, Round)> {
        self.all.iter().find(|(_, round)| round.open).map(|(id, round)| (*id, *round))
    }

    /// The round that was closed last.
    #[must_use]
    pub fn last_closed(&self) -> Option<(RoundId, Round)> {
        self.all
            .iter()
            .filter(|(_, round)| !round.open)
            .max_by_key(|(_, round)| round.number)
            .map(|(id, round)| (*id, *round))
    }

    /// The dots of a note in a round that is closed.
    #[must_use]
    pub fn dots(&self, round: RoundId, note: NoteId) -> u32 {
        self.tallies.get(&Item { round, note }).copied().unwrap_or(0)
    }
}
