//! Why something was not done. Refuses to know where it is shown.

use crate::ids::NoteId;

/// Why something was not done. Shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A viewer only reads.
    #[error("viewers only read")]
    Viewer,
    /// That object is somebody else's.
    #[error("only its author or a facilitator may do that")]
    NotYours(Option<NoteId>),
    /// Only facilitators do that.
    #[error("only a facilitator may do that")]
    FacilitatorsOnly,
    /// Not in this phase.
    #[error("not in this phase of the workshop")]
    Phase,
    /// A facilitator locked it.
    #[error("a facilitator locked it")]
    Locked(Option<NoteId>),
    /// It is gone.
    #[error("it is not there any more")]
    Gone,
    /// A text beyond its bound.
    #[error("the text is too long")]
    TooLong(Option<NoteId>),
    /// More objects than a workshop holds.
    #[error("the workshop is full")]
    TooMany,
    /// A value that means nothing here.
    #[error("that does not fit")]
    DoesNotFit,
    /// Only the server writes there.
    #[error("only the server writes there")]
    ServerOnly,
    /// Written by a newer version.
    #[error("this workshop was written by a newer version")]
    Newer,
}
