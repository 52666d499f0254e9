//! What can be wrong with a file that somebody wants to import, and where. Knows no reading.

use std::fmt;

/// A file that was not read: nothing was made of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ImportError {
    /// What is wrong.
    pub what: ImportProblem,
    /// Where, as a path like `notes/018f7c3e-…/kind`; empty for the file as a whole.
    pub place: String,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() { self.what.fmt(f) } else { write!(f, "{}: {}", self.place, self.what) }
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportProblem {
    /// It cannot be parsed.
    #[error("not JSON, from line {line}, column {column} on")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1, in bytes.
        column: usize,
    },
    /// Some other JSON.
    #[error("not a Journeyboard export")]
    NotOurs,
    /// The file's shape is from a newer Journeyboard.
    #[error("version {found} of the format is newer than {known}, the newest known here")]
    NewerVersion {
        /// What the file says.
        found: u64,
        /// What this build reads.
        known: u32,
    },
    /// The objects are from a newer Journeyboard.
    #[error("document schema {found} is newer than {known}, the newest known here")]
    NewerSchema {
        /// What the file says.
        found: u64,
        /// What this build reads.
        known: u32,
    },
    /// Something that must be there is not.
    #[error("missing: {0} is expected")]
    Missing(&'static str),
    /// Something of another kind stands there.
    #[error("{0} is expected")]
    Expected(&'static str),
    /// A key or reference that is no id.
    #[error("not an id (a uuid like 018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3 is expected)")]
    NotAnId,
    /// A word that is none of the known ones.
    #[error("“{0}” is not known here")]
    Unknown(String),
    /// A text over its bound.
    #[error("{length} characters (UTF-16 units), at most {max} are possible")]
    TooLong {
        /// What the file has.
        length: usize,
        /// The bound.
        max: usize,
    },
    /// More objects than a workshop may have.
    #[error("{count} entries, at most {max} are possible")]
    TooMany {
        /// What the file has.
        count: usize,
        /// The bound.
        max: usize,
    },
    /// A place beyond the wall.
    #[error("farther than {0} from the middle of the wall")]
    OutOfReach(u32),
    /// A reference to nothing.
    #[error("names a {0} that is not in the file")]
    NoSuch(&'static str),
    /// A step whose stage belongs to another journey.
    #[error("names a stage of another journey")]
    OtherJourney,
}

impl ImportProblem {
    /// A short name for programs, the same in every language and release.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not_json",
            Self::NotOurs => "not_ours",
            Self::NewerVersion { .. } => "newer_version",
            Self::NewerSchema { .. } => "newer_schema",
            Self::Missing(_) => "missing",
            Self::Expected(_) => "wrong_type",
            Self::NotAnId => "not_an_id",
            Self::Unknown(_) => "unknown_value",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::OutOfReach(_) => "out_of_reach",
            Self::NoSuch(_) => "dangling_reference",
            Self::OtherJourney => "other_journey",
        }
    }
}
