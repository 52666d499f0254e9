//! Who sees what is secret. The one place that decides: whoever sends anything of a draft or a ballot asks here first.

use crate::ids::ParticipantId;

/// Something that not everybody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// What a draft says, that it is there, what became of it.
    Draft {
        /// Who wrote it.
        author: ParticipantId,
    },
    /// Which dots somebody gave while a round is open.
    Ballot {
        /// Who gave them.
        voter: ParticipantId,
    },
    /// How many drafts somebody has, whose name stays on them.
    Count,
    /// How many drafts there are whose authors' names are dropped.
    Total,
}

/// Whether a person in the room sees it. A role opens nothing: facilitators read no drafts. A phase opens nothing either:
/// what is revealed is no secret any more but a note of the board.
#[must_use]
pub fn visible(to: ParticipantId, secret: Secret) -> bool {
    match secret {
        Secret::Draft { author } => author == to,
        Secret::Ballot { voter } => voter == to,
        Secret::Count | Secret::Total => true,
    }
}
