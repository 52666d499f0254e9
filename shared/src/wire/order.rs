//! Orders: what the server does on a person's behalf, and its receipts. Refuses to know who may give which.

use serde::{Deserialize, Serialize};

use crate::ids::{NoteId, OpId, ParticipantId, RoundId};
use crate::locks::Thing;
use crate::model::Role;
use crate::rounds::Electorate;
use crate::rules::{Operation, Ownership, Phase};

/// 110, client to server: something that the server is to do. Whoever repeats it gets the same receipt, and nothing more
/// happens.
///
/// Clients only write it and the server only reads it: it is written by hand, which spares them 4 kB of download.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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

impl Order {
    /// As JSON. Names, ids and numbers: nothing needs to be escaped.
    pub(super) fn to_json(&self) -> String {
        let deed = match &self.deed {
            Deed::SetPhase { phase } => ["set-phase\",\"phase\":\"", phase.key(), "\""].concat(),
            Deed::Lock { things } => ["lock\",\"things\":", &listed(things)].concat(),
            Deed::Unlock { things } => ["unlock\",\"things\":", &listed(things)].concat(),
            Deed::GrantRole { participant, role } => {
                ["grant-role\",\"participant\":\"", &participant.to_string(), "\",\"role\":\"", role.key(), "\""]
                    .concat()
            }
            Deed::StartSilence { anonymous: true } => "start-silence\",\"anonymous\":true".to_owned(),
            Deed::StartSilence { anonymous: false } => "start-silence\",\"anonymous\":false".to_owned(),
            Deed::Reveal { participant: None } => "reveal\"".to_owned(),
            Deed::Reveal { participant: Some(whose) } => {
                ["reveal\",\"participant\":\"", &whose.to_string(), "\""].concat()
            }
            Deed::OpenRound { round, about, budget, cap } => [
                "open-round\",\"round\":\"",
                &round.to_string(),
                "\",\"about\":\"",
                about.key(),
                "\",\"budget\":",
                &budget.to_string(),
                ",\"cap\":",
                &cap.to_string(),
            ]
            .concat(),
            Deed::CloseRound { round } => ["close-round\",\"round\":\"", &round.to_string(), "\""].concat(),
            Deed::Cast { round, note, dots } => [
                "cast\",\"round\":\"",
                &round.to_string(),
                "\",\"note\":\"",
                &note.to_string(),
                "\",\"dots\":",
                &dots.to_string(),
            ]
            .concat(),
            Deed::Unknown => "unknown\"".to_owned(),
        };
        let (op_id, epoch) = (self.op_id.to_string(), self.epoch.to_string());
        ["{\"op_id\":\"", &op_id, "\",\"epoch\":", &epoch, ",\"do\":{\"kind\":\"", &deed, "}}"].concat()
    }
}

fn listed(things: &[Thing]) -> String {
    let quoted: Vec<String> = things.iter().map(|thing| ["\"", &thing.to_string(), "\""].concat()).collect();
    ["[", &quoted.join(","), "]"].concat()
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

/// Declares the objections once: the enum and their names cannot come apart.
macro_rules! objections {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        /// Why an order was not carried out.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum Objection {
            $($(#[$doc])* $name,)*
        }

        impl From<String> for Objection {
            fn from(key: String) -> Self {
                match key.as_str() {
                    $($key => Self::$name,)*
                    _ => Self::Other,
                }
            }
        }

        impl From<Objection> for String {
            fn from(objection: Objection) -> Self {
                match objection { $(Objection::$name => $key,)* }.to_owned()
            }
        }
    };
}

objections! {
    /// Not for this role.
    NotAllowed = "not-allowed";
    /// The phase is another one by now.
    StaleEpoch = "stale-epoch";
    /// Another change of the phase is announced already.
    Busy = "busy";
    /// A workshop without a facilitator could not be led.
    LastFacilitator = "last-facilitator";
    /// There is no such person, or only a viewer.
    NoSuchPerson = "no-such-person";
    /// One of the things is not there.
    NoSuchThing = "no-such-thing";
    /// More than fits.
    TooMany = "too-many";
    /// More dots than the person has, or than one note may get of them.
    OverBudget = "over-budget";
    /// That round of votes is not open.
    RoundClosed = "round-closed";
    /// The server does not know how.
    Unknown = "unknown";
    /// An objection that this build does not know.
    Other = "other";
}
