//! Disks that lose what was not synced, disks that fail, disks that fill: under the real server and its real SQLite,
//! through a file layer that witnesses every write and sync.
//!
//! `kill -9` proves nothing about syncs, since the page cache outlives the process. Here the power is cut: what is found
//! afterwards is what was synced, and of the rest what luck leaves. `JOURNEYBOARD_CUTS` says how often,
//! `JOURNEYBOARD_LUCK` with which seed.

mod cuts;
mod failures;
mod files;
mod platter;
mod vfs;

use std::collections::BTreeMap;
use std::path::Path;

use journeyboard_server::store::{ReadStore as _, SqliteStore, StoreOptions};
use journeyboard_shared::document::BoardDoc;
use journeyboard_shared::ids::{NoteId, WorkshopId};
use journeyboard_shared::sync::Badge;
use journeyboard_tests::{Luck, Person};
use platter::Disk;

/// What would be found after a power cut now: the texts of the workshop's notes. That nothing is damaged is part of it.
fn found_after_a_power_cut(disk: &Disk, workshop: WorkshopId, luck: Option<&mut Luck>) -> BTreeMap<NoteId, String> {
    let into = tempfile::tempdir().expect("a folder");
    disk.after_a_power_cut(into.path(), luck);
    let found = found_in(into.path(), workshop);
    Disk::under(into.path()).is_thrown_away();
    found
}

fn found_in(folder: &Path, workshop: WorkshopId) -> BTreeMap<NoteId, String> {
    let mut store = SqliteStore::open(folder, StoreOptions::default()).expect("it opens");
    let loaded = store.load(workshop).expect("readable").expect("the workshop is there");
    assert!(loaded.missing.is_empty() && loaded.quarantined.is_empty(), "{:?}", loaded.quarantined);
    let mut doc = BoardDoc::new(1);
    for (_, record) in loaded.snapshot.iter().chain(&loaded.tail) {
        assert!(!doc.integrate(record).expect("a record").holes || loaded.tail.len() > 1);
    }
    doc.board().living_notes().map(|(id, note)| (id, note.text.clone())).collect()
}

/// How many of somebody's edits are not known to be on disk.
fn unsaved(badge: Badge) -> usize {
    match badge {
        Badge::Saved => 0,
        Badge::Saving(n) | Badge::Offline(n) | Badge::Troubled(n) => n,
    }
}

/// The notes that somebody sees.
fn sees(person: &Person) -> BTreeMap<NoteId, String> {
    person.board().living_notes().map(|(id, note)| (id, note.text.clone())).collect()
}
