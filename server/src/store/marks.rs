//! What a workshop remembers beside its log, in the same transaction: small values under keys, on shelves.
//!
//! For what must be as durable as a record and is no part of the board that everybody sees. Refuses to know what keys and
//! values mean.

use bytes::Bytes;

/// One value, about to be remembered or forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Which shelf.
    pub shelf: Shelf,
    /// Under which key; unique on its shelf.
    pub key: Bytes,
    /// What; `None` forgets what was there.
    pub value: Option<Bytes>,
}

/// Where a mark lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Whose a Yjs client id is.
    Writers,
    /// What a command was answered.
    Receipts,
    /// What people write before it is revealed.
    Drafts,
    /// Who gave which dot in a round of votes that is open.
    Ballots,
}

impl Shelf {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Writers, Self::Receipts, Self::Drafts, Self::Ballots];

    /// Whether what is forgotten there must not stay readable anywhere in the folder.
    #[must_use]
    pub fn is_secret(self) -> bool {
        match self {
            Self::Writers | Self::Receipts => false,
            Self::Drafts | Self::Ballots => true,
        }
    }

    /// Its name on disk.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Writers => "writers",
            Self::Receipts => "receipts",
            Self::Drafts => "drafts",
            Self::Ballots => "ballots",
        }
    }

    /// The shelf of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shelf| shelf.name() == name)
    }
}
