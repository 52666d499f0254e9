//! Puts what a backup holds of one workshop in the place of what it holds now. That is set aside first, as a backup of
//! its own; a new generation begins, so that no copy from before can merge into what was restored.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use journeyboard_shared::ids::WorkshopId;

use super::verify::look_at;
use super::{Failed, Outcome, Upkeep, blocking, older};
use crate::clock;
use crate::room::{NotRestored, Restored, RoomError, SetAside};
use crate::store::{Archive, Loaded, Mark, NewToken, NotCopied, OpenError, Revival, WorkshopRecord};

/// What a backup holds of a workshop, looked at and good.
pub(super) struct Held {
    pub(super) record: WorkshopRecord,
    pub(super) state: Bytes,
    tokens: Vec<NewToken>,
    marks: Vec<Mark>,
}

impl Upkeep {
    pub(super) async fn restore(&self, from: PathBuf, workshop: WorkshopId) -> Result<Outcome, Failed> {
        let beside = self.folder.clone();
        let held = blocking(move || taken_from(&older::open(&from, &beside)?.archive, &from, workshop)).await?;
        let restored = || Restored {
            snapshot: held.state.clone(),
            above: held.record.generation,
            set_aside: sets_aside(self.folder.clone(), workshop),
        };
        let mut said = Vec::new();
        let generation = match self.rooms.restore(workshop, restored).await {
            Ok(generation) => {
                said.push(format!("what it held before lies in {}", self.folder.join("set-aside").display()));
                generation
            }
            Err(NotRestored::Room(RoomError::NoSuchWorkshop)) => self.revive(held, clock::now()).await?,
            Err(error) => return Err(error.into()),
        };
        said.push(format!("workshop {workshop} is restored, at generation {generation}"));
        Ok(Outcome::done(said))
    }

    /// A workshop that was deleted, or lost with its disk, is there again.
    async fn revive(&self, held: Held, now_ms: u64) -> Result<u64, Failed> {
        let generation = unlived(held.record.generation, now_ms);
        let Held { record, state, tokens, marks } = held;
        let revival = Revival { record, generation, snapshot: state, tokens, marks };
        self.store.revive_workshop(revival).await.map_err(NotRestored::from)?;
        Ok(generation)
    }
}

/// A generation that none of a workshop's lives had, though nobody knows how many it had after the backup: each begins
/// one above the one before, and no workshop is restored a thousand times a second.
pub(super) fn unlived(backed_up: u64, now_ms: u64) -> u64 {
    now_ms.max(backed_up.saturating_add(1))
}

/// What a backup holds of a workshop, if it is good.
pub(super) fn taken_from(archive: &Archive, backup: &Path, workshop: WorkshopId) -> Result<Held, Failed> {
    let found = look_at(archive, workshop)?.ok_or_else(|| not_there(workshop, backup))?;
    match found.state {
        Some(state) if found.troubles.is_empty() => {
            let Loaded { record, marks, .. } = archive.load(workshop)?.ok_or_else(|| not_there(workshop, backup))?;
            Ok(Held { record, state, tokens: archive.tokens_of(workshop)?, marks })
        }
        _ => Err(Failed::DamagedBackup { backup: backup.to_owned(), what: found.troubles.join("; ") }),
    }
}

fn not_there(workshop: WorkshopId, backup: &Path) -> Failed {
    Failed::NotInBackup { workshop, backup: backup.to_owned() }
}

fn sets_aside(folder: PathBuf, workshop: WorkshopId) -> SetAside {
    Box::new(move |generation| {
        let copied = || {
            let place = Archive::place_aside(&folder, workshop, generation, clock::now()).map_err(unplaced)?;
            Archive::of_folder(&folder).map_err(unplaced)?.copy_one_to(workshop, &place)
        };
        copied().map_err(NotRestored::NotSetAside)
    })
}

fn unplaced(error: OpenError) -> NotCopied {
    match error {
        OpenError::Folder { folder, source } => NotCopied::Place { path: folder, source },
        OpenError::Fault(fault) => NotCopied::Failed(fault),
        other => NotCopied::Failed(crate::store::Fault::Io(other.to_string())),
    }
}
