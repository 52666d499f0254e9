//! Disks that fail under what is done to whole files: opening, folding, backing up.

use std::path::Path;

use bytes::Bytes;
use journeyboard_server::store::{
    Append, Archive, Compaction, NewWorkshop, NotCopied, ReadStore as _, SqliteStore, Store as _, StoreOptions,
};
use journeyboard_shared::ids::WorkshopId;
use uuid::Uuid;

use super::platter::{Disk, Failure};
use super::vfs;

const FAILURES: [Failure; 3] = [Failure::Full, Failure::Write, Failure::Sync];
/// More calls than any of it makes.
const CALLS_MAX: u64 = 400;

fn workshop() -> WorkshopId {
    Uuid::from_u128(1).into()
}

fn open(folder: &Path) -> SqliteStore {
    SqliteStore::open(folder, StoreOptions::default()).expect("it opens")
}

/// A workshop with a log of ten records.
fn filled(folder: &Path) -> SqliteStore {
    let mut store = open(folder);
    let new = NewWorkshop {
        id: workshop(),
        created_at_ms: 1,
        generation: 1,
        facilitator_secret_hash: [1; 32],
        participant_secret: "p".to_owned(),
        viewer_secret: "v".to_owned(),
        is_demo: false,
        initial_state: Bytes::from_static(b"first"),
    };
    store.create_workshop(&new).expect("created");
    let records = (0..10).map(|n| Bytes::from(vec![n; 3_000])).collect();
    let append = Append { workshop: workshop(), generation: 1, first_seq: 1, records, marks: Vec::new() };
    store.append(&[append]).expect("written");
    store
}

/// Whether all ten records are there, in the log or in the snapshot.
fn is_whole(folder: &Path) -> bool {
    let loaded = open(folder).load(workshop()).expect("readable").expect("there");
    assert!(loaded.missing.is_empty() && loaded.quarantined.is_empty());
    let (seq, state) = loaded.snapshot.expect("a snapshot");
    (seq == 0 && loaded.tail.len() == 10) || (seq == 10 && state == Bytes::from_static(b"all ten"))
}

/// Fails at the first call, at the second, and so on, until nothing fails any more.
fn fails_at_every_call(failures: &[Failure], mut run: impl FnMut(Failure, u64) -> u64) {
    for failure in failures {
        let last = (1..CALLS_MAX).find(|nth| run(*failure, *nth) == 0).expect("an end");
        assert!(last > 1, "{failure:?} was never met");
    }
}

#[test]
fn fa2_a_disk_that_fails_while_the_data_is_opened_leaves_them_as_they_were() {
    vfs::witness_all_files();
    fails_at_every_call(&FAILURES, |failure, nth| {
        let folder = tempfile::tempdir().expect("a folder");
        // As a killed server leaves it: with a write-ahead log to be recovered.
        let running = tempfile::tempdir().expect("a folder");
        let _server = filled(running.path());
        for name in ["journeyboard.db", "journeyboard.db-wal"] {
            std::fs::copy(running.path().join(name), folder.path().join(name)).expect("copied");
        }
        let disk = Disk::under(folder.path());
        disk.fails(failure, nth, None);
        let opened = SqliteStore::open(folder.path(), StoreOptions::default()).map(|mut store| store.load(workshop()));
        drop(opened);
        disk.heals();
        assert!(is_whole(folder.path()), "{failure:?} at {nth}");
        disk.failures()
    });
}

#[test]
fn fa2_a_disk_that_fails_while_a_folder_is_made_is_said_to_and_the_next_attempt_succeeds() {
    vfs::witness_all_files();
    fails_at_every_call(&FAILURES, |failure, nth| {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Disk::under(folder.path());
        disk.fails(failure, nth, None);
        let opened = SqliteStore::open(folder.path(), StoreOptions::default());
        assert!(opened.is_err() || disk.failures() == 0, "{failure:?} at {nth} is not passed over");
        drop(opened);
        disk.heals();
        drop(filled(folder.path()));
        assert!(is_whole(folder.path()), "{failure:?} at {nth}");
        disk.failures()
    });
}

#[test]
fn fa3_a_disk_that_fails_while_a_log_is_folded_keeps_the_log_or_has_the_fold() {
    vfs::witness_all_files();
    fails_at_every_call(&FAILURES, |failure, nth| {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Disk::under(folder.path());
        let mut store = filled(folder.path());
        disk.fails(failure, nth, None);
        let snapshot = Bytes::from_static(b"all ten");
        let compaction = Compaction { workshop: workshop(), generation: 1, upto_seq: 10, snapshot };
        let folded = store.compact(&compaction);
        let failed = disk.failures();
        let into = tempfile::tempdir().expect("a folder");
        disk.after_a_power_cut(into.path(), None);
        assert!(is_whole(into.path()), "{failure:?} at {nth}, then the power was cut");
        Disk::under(into.path()).is_thrown_away();
        disk.heals();
        assert!(folded.is_ok() || store.compact(&compaction).is_ok(), "{failure:?} at {nth}: then it can be done");
        drop(store);
        assert!(is_whole(folder.path()), "{failure:?} at {nth}");
        failed
    });
}

#[test]
fn bk4_a_backup_onto_a_disk_that_fails_at_any_call_is_not_there_and_the_reason_is_said() {
    vfs::witness_all_files();
    let folder = tempfile::tempdir().expect("a folder");
    let _store = filled(folder.path());
    for one in [false, true] {
        let mut missed = 0;
        // Synced by one call at its end, past this layer.
        fails_at_every_call(&FAILURES[..2], |failure, nth| {
            let onto = tempfile::tempdir().expect("a folder");
            let disk = Disk::under(onto.path());
            disk.fails(failure, nth, None);
            let to = onto.path().join("copy.db");
            let archive = Archive::of_folder(folder.path()).expect("it opens");
            let copied = if one { archive.copy_one_to(workshop(), &to) } else { archive.copy_to(&to, &|| true) };
            let failures = disk.failures();
            match &copied {
                Err(error) => {
                    assert_eq!(matches!(error, NotCopied::DiskFull(_)), failure == Failure::Full, "{error}");
                }
                Ok(()) => assert!(is_good(&to), "{failure:?} at {nth}"),
            }
            missed += u64::from(copied.is_ok());
            assert_eq!(copied.is_ok(), to.exists());
            let left = std::fs::read_dir(onto.path()).expect("readable").count();
            assert_eq!(left, usize::from(copied.is_ok()), "{failure:?} at {nth}: nothing half written");
            disk.is_thrown_away();
            failures
        });
        assert_eq!(missed, 2, "only when no call failed any more is there a backup");
    }
}

/// Whether a backup holds all ten records and nothing is wrong with it.
fn is_good(backup: &Path) -> bool {
    let archive = Archive::of_backup(backup).expect("it opens");
    let loaded = archive.load(workshop()).expect("readable").expect("there");
    archive.complaints() == Ok(Vec::new()) && loaded.missing.is_empty() && loaded.last_seq == 10
}

#[test]
fn bk3_a_backup_that_is_not_wanted_any_more_is_not_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let _store = filled(folder.path());
    let onto = tempfile::tempdir().expect("a folder");
    let archive = Archive::of_folder(folder.path()).expect("it opens");
    let copied = archive.copy_to(&onto.path().join("copy.db"), &|| false);
    assert!(matches!(copied, Err(NotCopied::Stopped)), "{copied:?}");
    assert_eq!(std::fs::read_dir(onto.path()).expect("readable").count(), 0);
}
