//! A person's own dots in the open round, on their way to that person alone. Refuses to know anybody else's.

use serde::{Deserialize, Serialize};

use crate::ids::{NoteId, RoundId};

/// 112, server to client: this person's dots in a round that is open. Everything in it is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// The round.
    pub round: RoundId,
    /// The notes that have dots of theirs, and how many.
    pub dots: Vec<(NoteId, u32)>,
}
