//! Our own messages, for clients that said hello. Refuses to know when they are sent.

use serde::{Deserialize, Serialize};

use crate::ids::{NoteId, ParticipantId};
use crate::model::Role;
use crate::rules::Phase;

/// 100, client to server, first of all: who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The version of our own messages, [`super::PROTOCOL`].
    pub protocol: u32,
    /// The client's build, for logs.
    pub build: String,
}

/// 101, server to client: who listens, and as whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// Who this connection is.
    pub participant: ParticipantId,
    /// What they may do now.
    pub role: Role,
    /// The workshop's generation; a copy of another one must not merge.
    pub generation: u64,
    /// The server's build; another than the client's means that a reload brings a newer client.
    pub build: String,
    /// The server's wall clock in milliseconds since 1970, for timers only.
    pub server_ms: i64,
    /// Random per connection, to find it in logs.
    pub session: String,
}

/// 103, server to client: one edit was refused, and the copy that holds it is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nack {
    /// Which one: this connection's sync step 2 and update messages, counted from 1 in the order sent.
    pub edit: u64,
    /// Why.
    pub reason: RefusalReason,
    /// The note that it was about, if it was about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteId>,
}

/// Why an edit was refused. Shown to the person, so each has a sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalReason {
    /// Viewers read.
    Viewer,
    /// It belongs to somebody else, and the phase does not allow that.
    NotYours,
    /// The phase does not allow it for anybody in this role.
    Phase,
    /// A facilitator locked it.
    Locked,
    /// The text, name or key is longer than its bound.
    TooLong,
    /// Only the server writes there.
    ServerOnly,
    /// Neither a schema's key nor value.
    Malformed,
    /// More objects in one edit, or of one person, than allowed.
    TooMany,
    /// There is no such root in the document.
    UnknownRoot,
    /// The object, neighbour or parent that it refers to is not there.
    UnknownObject,
    /// The Yjs client id belongs to another participant.
    ClientIdTaken,
    /// Edits of this client before this one never arrived.
    Gap,
    /// The workshop holds as much as a workshop can.
    WorkshopFull,
    /// A reason that this build does not know.
    #[serde(other)]
    Other,
}

/// 104, server to client: what everybody should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Notice {
    /// The disk fails: edits are neither acked nor shown to others until it recovers; clients keep them.
    Degraded,
    /// The disk is back; the server asks for what it missed with a step 1.
    Recovered,
    /// The server restarts; the socket closes with 1012 next.
    Closing {
        /// How long to wait before coming back, in milliseconds.
        retry_ms: u32,
    },
    /// A facilitator leads the workshop into another phase, which allows participants less: whoever is writing ends now.
    PhaseCloses {
        /// The phase that comes.
        phase: Phase,
        /// When, in milliseconds from now.
        in_ms: u32,
    },
    /// A facilitator closes the round of votes: whoever has dots left gives them now.
    RoundCloses {
        /// When, in milliseconds from now.
        in_ms: u32,
    },
    /// A notice that this build does not know.
    #[serde(other)]
    Other,
}
