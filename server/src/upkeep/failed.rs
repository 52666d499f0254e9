//! Why an operator's wish was not done, in words, and with which exit code. Nothing was changed then.

use std::path::PathBuf;

use journeyboard_shared::ids::WorkshopId;

use crate::exit;
use crate::room::{NotRestored, RoomError};
use crate::store::{Fault, NotCopied, OpenError, Rule, StoreError};

/// See the module.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failed {
    /// The data or the backup could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The copy could not be made.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
    /// The disk failed.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The backup has no such workshop.
    #[error("there is no workshop {workshop} in {backup}")]
    NotInBackup {
        /// Which.
        workshop: WorkshopId,
        /// Where it is not.
        backup: PathBuf,
    },
    /// What the backup holds cannot be trusted.
    #[error("{backup} is damaged, nothing was restored: {what}")]
    DamagedBackup {
        /// Which.
        backup: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The workshop could not be replaced.
    #[error(transparent)]
    NotRestored(#[from] NotRestored),
    /// A file of the data folder cannot be written.
    #[error("{path} cannot be written: {source}")]
    Place {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A bug of ours.
    #[error("something went wrong; the log says more")]
    Defect,
}

impl Failed {
    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Open(error) => code_of_opening(error),
            Self::NotCopied(error) | Self::NotRestored(NotRestored::NotSetAside(error)) => code_of_copy(error),
            Self::Fault(fault) => code_of_fault(fault),
            Self::NotInBackup { .. } => exit::NO_SUCH_WORKSHOP,
            Self::DamagedBackup { .. } => exit::DAMAGED,
            Self::NotRestored(NotRestored::Store(StoreError::Fault(fault))) => code_of_fault(fault),
            Self::NotRestored(NotRestored::Store(StoreError::Rule(Rule::UnknownWorkshop(_)))) => exit::NO_SUCH_WORKSHOP,
            Self::NotRestored(NotRestored::Room(RoomError::NoSuchWorkshop)) => exit::NO_SUCH_WORKSHOP,
            Self::Place { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => exit::DISK_FULL,
            Self::Place { .. } => exit::DATA_UNUSABLE,
            Self::NotRestored(_) | Self::Defect => exit::OTHER,
        }
    }
}

/// The exit code for data that could not be opened.
pub(crate) fn code_of_opening(error: &OpenError) -> u8 {
    match error {
        OpenError::AlreadyInUse(_) => exit::DATA_IN_USE,
        OpenError::NewerSchema { .. } => exit::NEWER_SCHEMA,
        OpenError::NotABackup(_) | OpenError::InUseAsDatabase(_) => exit::NOT_A_BACKUP,
        OpenError::NoData(_) | OpenError::NotOurs(_) | OpenError::Folder { .. } | OpenError::Unreadable { .. } => {
            exit::DATA_UNUSABLE
        }
        OpenError::Fault(fault) => code_of_fault(fault),
        OpenError::OlderSchema { .. } => exit::OTHER,
    }
}

fn code_of_copy(error: &NotCopied) -> u8 {
    match error {
        NotCopied::AlreadyThere(_) | NotCopied::Place { .. } => exit::DATA_UNUSABLE,
        NotCopied::DiskFull(_) => exit::DISK_FULL,
        NotCopied::UnknownWorkshop(_) => exit::NO_SUCH_WORKSHOP,
        NotCopied::Stopped => exit::OTHER,
        NotCopied::Failed(fault) => code_of_fault(fault),
    }
}

fn code_of_fault(fault: &Fault) -> u8 {
    match fault {
        Fault::DiskFull => exit::DISK_FULL,
        Fault::Corrupt(_) => exit::DAMAGED,
        Fault::Io(_) => exit::DATA_UNUSABLE,
        Fault::Busy | Fault::Closed => exit::OTHER,
    }
}
