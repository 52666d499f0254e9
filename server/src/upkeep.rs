//! What an operator does to the data while people work with it: back up, restore, verify. Knows files, workshops and
//! documents; has never heard of HTTP or of arguments.
//!
//! A running server does it for whoever may open its local socket ([`Door`]); for a stopped one the command does it
//! itself, with the folder's lock in its hand. Either way it is the same [`Upkeep`].

mod backup;
mod door;
mod failed;
mod older;
mod restore;
mod verify;
mod whole;

use std::path::PathBuf;

use journeyboard_shared::ids::WorkshopId;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

pub(crate) use door::{Door, NoAnswer, ask};
pub(crate) use failed::{Failed, code_of_opening};
pub(crate) use verify::look_at_backup;
pub(crate) use whole::restore_everything;

use crate::rooms::Rooms;
use crate::store::{Archive, StoreHandle};

/// What is wanted. Paths are absolute: a server and a command stand in different folders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "kebab-case")]
pub(crate) enum Wish {
    /// A copy of everything, or of one workshop, in a new file.
    Backup {
        /// The file; not there yet.
        to: PathBuf,
        /// Which workshop; all if there is none.
        workshop: Option<WorkshopId>,
    },
    /// What a backup holds of a workshop in the place of what it holds now.
    Restore {
        /// The backup.
        from: PathBuf,
        /// Which workshop.
        workshop: WorkshopId,
    },
    /// Everything looked at.
    Verify,
}

/// What came of a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// The exit code: 0 if it was done and nothing is wrong.
    pub(crate) code: u8,
    /// Lines to read.
    pub(crate) said: Vec<String>,
    /// What failed, if something did.
    pub(crate) failed: Option<String>,
}

impl Outcome {
    fn done(said: Vec<String>) -> Self {
        Self { code: 0, said, failed: None }
    }

    fn with_damage(said: Vec<String>, what: &str) -> Self {
        Self { code: crate::exit::DAMAGED, said, failed: Some(what.to_owned()) }
    }
}

impl From<Failed> for Outcome {
    fn from(failed: Failed) -> Self {
        Self { code: failed.code(), said: Vec::new(), failed: Some(failed.to_string()) }
    }
}

/// One data folder and what lives in it.
#[derive(Debug, Clone)]
pub(crate) struct Upkeep {
    folder: PathBuf,
    store: StoreHandle,
    rooms: Rooms,
    /// Ends what takes long.
    stop: CancellationToken,
}

impl Upkeep {
    pub(crate) fn new(folder: PathBuf, store: StoreHandle, rooms: Rooms, stop: CancellationToken) -> Self {
        Self { folder, store, rooms, stop }
    }

    /// Does what is wanted.
    pub(crate) async fn does(&self, wish: Wish) -> Outcome {
        tracing::info!(?wish, "upkeep");
        let outcome = match wish {
            Wish::Backup { to, workshop } => self.back_up(to, workshop).await,
            Wish::Restore { from, workshop } => self.restore(from, workshop).await,
            Wish::Verify => self.verify().await,
        };
        let outcome = outcome.unwrap_or_else(Outcome::from);
        if let Some(failed) = &outcome.failed {
            tracing::error!(code = outcome.code, failed, "upkeep");
        }
        outcome
    }

    async fn verify(&self) -> Result<Outcome, Failed> {
        let folder = self.folder.clone();
        let report = blocking(move || Ok(verify::look_at_all(&Archive::of_folder(&folder)?)?)).await?;
        Ok(report.into())
    }
}

/// Work that takes long and needs deep stacks: see `cli::serve`.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failed> + Send + 'static) -> Result<T, Failed> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Failed::Defect)?
}
