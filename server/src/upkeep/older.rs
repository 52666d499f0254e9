//! Opens backups, those of older versions too: they are migrated in a copy, never where they lie.

use std::fs;
use std::path::{Path, PathBuf};

use super::Failed;
use crate::store::{Archive, OpenError, SqliteStore, StoreOptions};

/// A backup that can be read, and the copy that it is read in, if it needed one.
pub(super) struct Opened {
    // Closed before its copy goes.
    pub(super) archive: Archive,
    _copy: Option<Copy>,
}

/// A folder that goes with whoever holds it.
struct Copy(PathBuf);

impl Drop for Copy {
    fn drop(&mut self) {
        let _never_made = fs::remove_dir_all(&self.0);
    }
}

/// Opens a backup; a copy of it is made in the folder `beside` if it is an older one.
pub(super) fn open(backup: &Path, beside: &Path) -> Result<Opened, Failed> {
    match Archive::of_backup(backup) {
        Err(OpenError::OlderSchema { .. }) => {
            let copy = Copy(beside.join(format!("journeyboard-migrating-{}", std::process::id())));
            let _left_by_a_killed_one = fs::remove_dir_all(&copy.0);
            SqliteStore::receive(&copy.0, backup)?;
            drop(SqliteStore::open(&copy.0, StoreOptions::default())?);
            Ok(Opened { archive: Archive::of_folder(&copy.0)?, _copy: Some(copy) })
        }
        other => Ok(Opened { archive: other?, _copy: None }),
    }
}
