//! Puts a backup in the place of everything that a data folder holds. No server may run; what was there is set aside.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use journeyboard_shared::ids::WorkshopId;

use super::restore::unlived;
use super::verify::{Report, look_at_all};
use super::{Failed, Outcome};
use crate::clock;
use crate::store::{Archive, OpenError, Past, Rebirth, SqliteStore, Store as _, StoreError, StoreOptions};

/// Restores all workshops of a backup, each at a generation that none of its lives had.
///
/// # Errors
/// [`Failed`]; then the folder holds what it held.
pub(crate) fn restore_everything(folder: &Path, from: &Path) -> Result<Outcome, Failed> {
    match Archive::of_backup(from) {
        // What an older version wrote is migrated on its way.
        Ok(_) | Err(OpenError::OlderSchema { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let _no_server = SqliteStore::claim(folder)?;
    let work = folder.join("restoring");
    let outcome = restore_through(&work, folder, from);
    let cleared = clear(&work);
    let outcome = outcome?;
    cleared.map_err(|source| Failed::Place { path: work, source })?;
    Ok(outcome)
}

fn restore_through(work: &Path, folder: &Path, from: &Path) -> Result<Outcome, Failed> {
    let unwritten = |source| Failed::Place { path: work.to_owned(), source };
    clear(work).map_err(unwritten)?;
    let newcomer = SqliteStore::receive(work, from)?;
    // However many there are: they were there before.
    let options = StoreOptions { max_workshops: u64::MAX, max_data_bytes: None };
    let mut store = SqliteStore::open(work, options)?;
    let report = look_at_all(&Archive::of_folder(work)?)?;
    if !report.is_good() {
        return Err(Failed::DamagedBackup { backup: from.to_owned(), what: damaged_lines(&report) });
    }
    let now_ms = clock::now();
    let lived = Archive::of_folder(folder).and_then(|there| Ok(there.generations()?)).unwrap_or_default();
    let lived: HashMap<WorkshopId, u64> = lived.into_iter().collect();
    let count = report.workshops().len();
    for found in report.workshops() {
        let above = match lived.get(&found.workshop) {
            Some(generation) => *generation,
            None => unlived(found.generation, now_ms) - 1,
        };
        let snapshot = found.state.clone().unwrap_or_default();
        let (workshop, from_generation) = (found.workshop, found.generation);
        let rebirth = Rebirth { workshop, from_generation, above, snapshot, past: Past::Keep };
        store.raise_generation(&rebirth).map_err(|error| match error {
            StoreError::Fault(fault) => Failed::from(fault),
            StoreError::Rule(_) => Failed::Defect,
        })?;
    }
    drop(store);
    let mut said = Vec::new();
    if let Some(aside) = SqliteStore::swap_in(folder, &newcomer, now_ms)? {
        said.push(format!("what the folder held before lies in {}", aside.display()));
    }
    said.push(format!("workshops restored: {count}"));
    Ok(Outcome::done(said))
}

fn damaged_lines(report: &Report) -> String {
    let lines = report.lines().into_iter().filter(|line| line.contains("DAMAGED"));
    lines.collect::<Vec<_>>().join("; ")
}

fn clear(work: &Path) -> io::Result<()> {
    match fs::remove_dir_all(work) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
