//! Orders: what the server does on a person's behalf, and its receipts. Refuses to know who may give which.

use serde::{Deserialize, Serialize};

use crate::ids::{NoteId, OpId, ParticipantId, RoundId};
use crate::locks::Thing;
use crate::model::Role;
use crate::rounds::Electorate;
use crate::rules::{Operation, Ownership, Phase};

/// 110, client to server: something that the server is to do. Whoever repeats it gets the same receipt, and nothing more
/// happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The order's own id, fresh for each.
    pub op_id: OpId,
    /// The phase's epoch that the person saw when they gave it.
    pub epoch: u64,
    /// What is to be done.
    #[serde(rename = "do")]
    pub deed: Deed,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Deed {
    /// Leads the workshop into a phase.
    SetPhase {
        /// Which.
        phase: Phase,
    },
    /// Locks things.
    Lock {
        /// Which; at most [`crate::limits::ORDER_THINGS_MAX`].
        things: Vec<Thing>,
    },
    /// Unlocks things.
    Unlock {
        /// Which; at most [`crate::limits::ORDER_THINGS_MAX`].
        things: Vec<Thing>,
    },
    /// Makes a participant a facilitator, or a facilitator a participant.
    GrantRole {
        /// Whom.
        participant: ParticipantId,
        /// What they are from now on.
        role: Role,
    },
    /// Leads the workshop into the silent phase, and says whether the names are dropped from what is written in it.
    StartSilence {
        /// Whether they are.
        anonymous: bool,
    },
    /// Makes drafts notes of the board.
    Reveal {
        /// Whose; without anybody, everybody's. Anonymous drafts are revealed only all together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        participant: Option<ParticipantId>,
    },
    /// Opens a round of votes; one is open at a time.
    OpenRound {
        /// Its id; fresh.
        round: RoundId,
        /// What gets dots.
        about: Electorate,
        /// Dots that each person has; at most [`crate::limits::VOTE_BUDGET_MAX`].
        budget: u32,
        /// Dots that one person may give to one note.
        cap: u32,
    },
    /// Closes a round of votes, announced; the totals come to the board.
    CloseRound {
        /// Which.
        round: RoundId,
    },
    /// Gives a note so many of one's own dots, more or fewer than before.
    Cast {
        /// The round.
        round: RoundId,
        /// The note.
        note: NoteId,
        /// So many; 0 takes all back.
        dots: u32,
    },
    /// A deed that this build does not know.
    #[serde(other)]
    Unknown,
}

impl Deed {
    /// What it is in the table of capabilities, for whoever gives the order; nothing if it is not known.
    #[must_use]
    pub fn operation(&self, by: ParticipantId) -> Option<(Operation, Ownership)> {
        match self {
            Self::SetPhase { .. } | Self::StartSilence { .. } => Some((Operation::SetPhase, Ownership::Servers)),
            Self::OpenRound { .. } | Self::CloseRound { .. } => Some((Operation::LeadRounds, Ownership::Servers)),
            Self::Cast { .. } => Some((Operation::Vote, Ownership::Own)),
            Self::Reveal { .. } => Some((Operation::Reveal, Ownership::Servers)),
            Self::Lock { .. } | Self::Unlock { .. } => Some((Operation::Lock, Ownership::Servers)),
            Self::GrantRole { participant, .. } if *participant == by => Some((Operation::GrantRole, Ownership::Own)),
            Self::GrantRole { .. } => Some((Operation::GrantRole, Ownership::Anothers)),
            Self::Unknown => None,
        }
    }

    /// The phase into which it leads, if it does.
    #[must_use]
    pub fn leads_to(&self) -> Option<Phase> {
        match self {
            Self::SetPhase { phase } => Some(*phase),
            Self::StartSilence { .. } => Some(Phase::BrainstormSilent),
            _ => None,
        }
    }
}

/// 111, server to client: what became of an order. Sent when it is on disk, never earlier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The order's.
    pub op_id: OpId,
    /// The phase's epoch since then.
    pub epoch: u64,
    /// Why it was not done; absent if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Objection>,
}

/// Why an order was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Objection {
    /// Not for this role.
    NotAllowed,
    /// The phase is another one by now.
    StaleEpoch,
    /// Another change of the phase is announced already.
    Busy,
    /// A workshop without a facilitator could not be led.
    LastFacilitator,
    /// There is no such person, or only a viewer.
    NoSuchPerson,
    /// One of the things is not there.
    NoSuchThing,
    /// More than fits.
    TooMany,
    /// More dots than the person has, or than one note may get of them.
    OverBudget,
    /// That round of votes is not open.
    RoundClosed,
    /// The server does not know how.
    Unknown,
    /// An objection that this build does not know.
    #[serde(other)]
    Other,
}
