//! What can go wrong, as types: a [`Rule`] was broken by the caller, a [`Fault`] came from the disk.

use std::path::PathBuf;

use journeyboard_shared::ids::WorkshopId;

use super::records::Seq;

/// The disk or the database failed. Logged, never shown as a refusal: clients keep their edits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No space left, or the configured cap is reached. Nothing was written.
    #[error("the disk is full")]
    DiskFull,
    /// Another process held the database for too long. Nothing was written.
    #[error("the database is busy")]
    Busy,
    /// A read, a write or an fsync failed; whether the write happened is unknown. The store opens its file again and
    /// verifies it before it goes on, and never repeats an fsync on the same handle.
    #[error("the disk failed: {0}")]
    Io(String),
    /// The database file is damaged beyond single records. Writing stops until someone has looked at it.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The store was shut down.
    #[error("the store is closed")]
    Closed,
}

impl Fault {
    /// Whether trying again later can succeed without anyone restarting the server.
    #[must_use]
    pub fn may_heal(&self) -> bool {
        match self {
            Self::DiskFull | Self::Busy | Self::Io(_) => true,
            Self::Corrupt(_) | Self::Closed => false,
        }
    }
}

/// A rule of the store that a call would have broken. Nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// There is none of that id, or no more.
    #[error("no such workshop: {0}")]
    UnknownWorkshop(WorkshopId),
    /// There already is one of that id.
    #[error("a workshop {0} already exists")]
    WorkshopExists(WorkshopId),
    /// The server's cap is reached.
    #[error("this server keeps at most {max} workshops")]
    TooManyWorkshops {
        /// The cap.
        max: u64,
    },
    /// The caller speaks about another life of the workshop.
    #[error("generation {given} was given but the workshop is at {current}")]
    WrongGeneration {
        /// What the store has.
        current: u64,
        /// What the caller gave.
        given: u64,
    },
    /// The log would get a hole or two records at one place.
    #[error("seq {given} was given but {expected} is next")]
    OutOfOrder {
        /// The only seq that would have been right (for a compaction: the nearest).
        expected: Seq,
        /// What the caller gave.
        given: Seq,
    },
}

/// Why a write did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The call was wrong.
    #[error(transparent)]
    Rule(#[from] Rule),
    /// The disk was.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Why an append was not acked.
pub type AppendError = StoreError;

/// Why a store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A newer journeyboard wrote it.
    #[error("the data has schema version {found} but this program knows only {known}")]
    NewerSchema {
        /// In the file.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// An older journeyboard wrote it, and a shared opening does not migrate.
    #[error("the data has schema version {found}, older than {known}: start the server once to migrate it")]
    OlderSchema {
        /// In the file.
        found: u32,
        /// The version that this program works with.
        known: u32,
    },
    /// Another server has the folder.
    #[error("{0} is already in use by another server")]
    AlreadyInUse(PathBuf),
    /// A shared opening found no database.
    #[error("there is no journeyboard data in {0}")]
    NoData(PathBuf),
    /// The database file belongs to another program.
    #[error("{0} is not a journeyboard database")]
    NotOurs(PathBuf),
    /// A file that was given as a backup is none.
    #[error("{0} is not a backup of journeyboard")]
    NotABackup(PathBuf),
    /// A file that was given as a backup is a database that somebody works with, or the half of one.
    #[error("{0} has a write-ahead log beside it: it is a database in use, not a backup")]
    InUseAsDatabase(PathBuf),
    /// A file that was given as a backup cannot be read.
    #[error("{file} cannot be read: {source}")]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder cannot be made or used.
    #[error("{folder} cannot be used: {source}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The disk or the database failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}
