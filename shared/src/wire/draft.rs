//! Drafts on their way between their author and the server, and the counts that everybody sees. Refuses to know who sees
//! what: see [`crate::rules::visible`].

use serde::{Deserialize, Serialize};

use super::Objection;
use crate::draft::Draft;
use crate::ids::{NoteId, OpId, ParticipantId};

/// 120, client to server: one draft as its author has it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftEdit {
    /// The edit's own id, fresh for each; whoever repeats it changes nothing.
    pub op_id: OpId,
    /// The draft, and the note that it becomes.
    pub note: NoteId,
    /// The version that it was made from; 0 for a new draft. From another than the newest nothing is taken: the newest comes
    /// back, and the client merges.
    pub version: u64,
    /// Whether its author was told that their name will be dropped.
    #[serde(default)]
    pub anonymous: bool,
    /// What it says now; `None` throws it away.
    pub draft: Option<Draft>,
}

/// 121, server to client: drafts. Everything in it is on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum DraftNews {
    /// To its author alone: a draft.
    Kept {
        /// Which.
        note: NoteId,
        /// Rises by one at each edit.
        version: u64,
        /// The edits that made it, the last few.
        ops: Vec<OpId>,
        /// Whether the author's name is dropped when it is revealed.
        anonymous: bool,
        /// What it says.
        draft: Draft,
    },
    /// To its author alone: it was thrown away, or is a note on the board now.
    Gone {
        /// Which.
        note: NoteId,
    },
    /// To its author alone: an edit was not taken.
    Refused {
        /// The edit's.
        op_id: OpId,
        /// Which draft.
        note: NoteId,
        /// Why.
        why: Objection,
    },
    /// To their author alone, after a hello and the drafts themselves: that is all of them.
    All {
        /// Which.
        notes: Vec<NoteId>,
    },
    /// To everybody: so many drafts somebody has; without anybody, so many anonymous ones there are.
    Count {
        /// Who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        participant: Option<ParticipantId>,
        /// So many.
        n: u32,
    },
    /// News that this build does not know.
    #[serde(other)]
    Other,
}
