//! What only a disk can do to a store: crash, fill up, fail, be shared, be older or newer than the program.

use std::fs;
use std::path::Path;

use bytes::Bytes;
use rusqlite::Connection;

use super::{Link, SqliteStore, schema};
use crate::store::contract::{Fixture, OnDisk, append, load, new_workshop, told, workshop};
use crate::store::{
    Append, FacilitatorSecret, Fault, Moment, OpenError, Past, ReadStore, Rebirth, Store, StoreOptions,
};

fn store_with_workshop(fixture: &OnDisk) -> SqliteStore {
    let mut store = fixture.open(StoreOptions::default());
    store.create_workshop(&new_workshop(1)).expect("created");
    store
}

/// The files as a killed process would leave them: nothing was closed, nothing tidied up.
fn as_if_killed(folder: &Path) -> OnDisk {
    let after = OnDisk::new();
    for name in ["journeyboard.db", "journeyboard.db-wal"] {
        fs::copy(folder.join(name), after.folder().join(name)).expect("copied");
    }
    after
}

fn pragma(store: &SqliteStore, name: &str) -> i64 {
    match &store.link {
        Link::Open(conn) => conn.pragma_query_value(None, name, |row| row.get(0)).expect("a pragma"),
        other => panic!("no connection but {other:?}"),
    }
}

#[test]
fn durability_and_erasure_are_switched_on() {
    let fixture = OnDisk::new();
    let store = fixture.open(StoreOptions::default());
    let [full, on] = [2, 1];
    assert_eq!(pragma(&store, "synchronous"), full);
    assert_eq!(pragma(&store, "secure_delete"), on);
    assert_eq!(pragma(&store, "foreign_keys"), on);
}

#[test]
fn a_killed_server_finds_every_acked_record() {
    let fixture = OnDisk::new();
    let mut store = store_with_workshop(&fixture);
    for seq in 1..=50 {
        assert_eq!(store.append(&[append(1, seq, &["x"])]), Ok(vec![Ok(seq)]));
        if seq % 10 == 0 {
            let mut survivor = as_if_killed(fixture.folder()).open(StoreOptions::default());
            assert_eq!(load(&mut survivor, 1).tail.len() as u64, seq);
        }
    }
}

#[test]
fn a_closed_store_leaves_one_file_and_all_records() {
    let fixture = OnDisk::new();
    let mut store = store_with_workshop(&fixture);
    store.append(&[append(1, 1, &["a", "b"])]).expect("appended");
    drop(store);
    assert!(!fixture.folder().join("journeyboard.db-wal").exists());
    assert_eq!(told(&load(&mut fixture.open(StoreOptions::default()), 1)), "1:a 2:b");
}

/// LG2
#[test]
fn a_half_written_commit_is_as_if_it_never_began() {
    let fixture = OnDisk::new();
    let mut store = store_with_workshop(&fixture);
    store.append(&[append(1, 1, &["a"])]).expect("appended");
    let acked = fs::metadata(fixture.folder().join("journeyboard.db-wal")).expect("a log").len();
    store.append(&[append(1, 2, &["b"])]).expect("appended");
    let killed = as_if_killed(fixture.folder());
    let wal = fs::File::options().write(true).open(killed.folder().join("journeyboard.db-wal")).expect("a log");
    wal.set_len(acked + 100).expect("torn");
    let mut survivor = killed.open(StoreOptions::default());
    assert_eq!(told(&load(&mut survivor, 1)), "1:a");
    assert_eq!(survivor.append(&[append(1, 2, &["b"])]), Ok(vec![Ok(2)]));
}

/// LG1
#[test]
fn whatever_is_wrong_with_a_row_those_after_it_survive() {
    for damage in [
        "UPDATE log SET bytes = zeroblob(length(bytes)) WHERE seq = 2",
        "UPDATE log SET bytes = CAST(bytes || x'00' AS BLOB) WHERE seq = 2",
        "UPDATE log SET checksum = checksum + 4294967296 WHERE seq = 2",
        "UPDATE log SET checksum = -1 WHERE seq = 2",
        "UPDATE log SET seq = -2 WHERE seq = 2",
        "UPDATE log SET seq = 2000000 WHERE seq = 2",
        "DELETE FROM log WHERE seq = 2",
    ] {
        let fixture = OnDisk::new();
        let mut store = store_with_workshop(&fixture);
        store.append(&[append(1, 1, &["a", "b", "c"])]).expect("appended");
        fixture.tamper(damage);
        store.mend(workshop(1)).expect("mended");
        assert_eq!(store.append(&[append(1, 4, &["d"])]), Ok(vec![Ok(4)]), "{damage}");
        let loaded = load(&mut store, 1);
        assert_eq!((told(&loaded).as_str(), &loaded.missing[..]), ("1:a 3:c 4:d", &[2..=2][..]), "{damage}");
        let moved = loaded.quarantined.iter().filter(|found| found.moved).count();
        assert_eq!(moved, usize::from(!damage.starts_with("DELETE")), "{damage}");
    }
}

#[test]
fn a_head_that_fell_behind_is_set_right_by_the_log() {
    let fixture = OnDisk::new();
    let mut store = store_with_workshop(&fixture);
    store.append(&[append(1, 1, &["a", "b"])]).expect("appended");
    fixture.tamper("UPDATE workshops SET last_seq = 0");
    assert_eq!(load(&mut store, 1).last_seq, 2);
    store.mend(workshop(1)).expect("mended");
    assert_eq!(store.append(&[append(1, 3, &["c"])]), Ok(vec![Ok(3)]));
}

#[test]
fn a_raised_cap_makes_room_on_a_full_disk() {
    let fixture = OnDisk::new();
    let capped = |bytes| StoreOptions { max_data_bytes: Some(bytes), ..StoreOptions::default() };
    let mut store = fixture.open(capped(300_000));
    store.create_workshop(&new_workshop(1)).expect("created");
    let page = |seq| Append { records: vec![Bytes::from(vec![1; 50_000])], ..append(1, seq, &[]) };
    let full = (1..).find(|seq| store.append(&[page(*seq)]).is_err()).expect("it gets full");
    assert_eq!(store.append(&[page(full)]), Err(Fault::DiskFull));
    assert!(matches!(store.link, Link::Open(_)), "a full disk is no reason to distrust the connection");
    assert_eq!(load(&mut store, 1).last_seq, full - 1);
    drop(store);
    let mut store = fixture.open(capped(600_000));
    assert_eq!(store.append(&[page(full)]), Ok(vec![Ok(full)]));
}

#[test]
fn after_a_failed_write_the_connection_is_replaced_and_nothing_acked_is_lost() {
    for moment in [Moment::Before, Moment::After] {
        let fixture = OnDisk::new();
        let mut store = store_with_workshop(&fixture);
        store.append(&[append(1, 1, &["a"])]).expect("appended");
        store.sabotage = Some(moment);
        assert_eq!(store.append(&[append(1, 2, &["b"])]), Err(Fault::Io("sabotage".to_owned())));
        assert!(matches!(store.link, Link::Lost), "the handle that failed is gone");
        assert_eq!(store.append(&[append(1, 2, &["b"])]), Ok(vec![Ok(2)]));
        assert_eq!(told(&load(&mut store, 1)), "1:a 2:b");
    }
}

#[test]
fn a_damaged_file_is_read_as_far_as_it_goes_and_written_no_more() {
    let fixture = OnDisk::new();
    let mut store = store_with_workshop(&fixture);
    store.append(&[append(1, 1, &["a"])]).expect("appended");
    store.link = Link::Damaged(Fault::Corrupt("a page".to_owned()));
    assert_eq!(store.append(&[append(1, 2, &["b"])]), Err(Fault::Corrupt("a page".to_owned())));
    assert_eq!(told(&load(&mut store, 1)), "1:a");
    assert!(!Fault::Corrupt(String::new()).may_heal() && Fault::DiskFull.may_heal());
}

#[test]
fn a_file_that_is_no_database_is_said_to_be_damaged() {
    let fixture = OnDisk::new();
    fs::write(fixture.folder().join("journeyboard.db"), [b'x'; 5_000]).expect("written");
    let opened = SqliteStore::open(fixture.folder(), StoreOptions::default());
    assert!(matches!(opened, Err(OpenError::Fault(Fault::Corrupt(_)))), "{opened:?}");
}

#[test]
fn erased_words_are_in_no_file() {
    let fixture = OnDisk::new();
    let mut store = store_with_workshop(&fixture);
    let words = "a sentence that its author regrets";
    let is_somewhere = || {
        fs::read_dir(fixture.folder()).expect("a folder").any(|entry| {
            let bytes = fs::read(entry.expect("an entry").path()).expect("readable");
            bytes.windows(words.len()).any(|window| window == words.as_bytes())
        })
    };
    store.append(&[append(1, 1, &[words])]).expect("appended");
    assert!(is_somewhere());
    let snapshot = Bytes::from_static(b"without it");
    let rebirth = Rebirth { workshop: workshop(1), from_generation: 1, above: 0, snapshot, past: Past::Erase };
    store.raise_generation(&rebirth).expect("raised");
    assert!(!is_somewhere());
    let again = Append { generation: 2, ..append(1, 2, &[words]) };
    assert_eq!(store.append(&[again]), Ok(vec![Ok(2)]));
    store.delete_workshop(workshop(1)).expect("deleted");
    assert!(!is_somewhere());
}

#[test]
fn a_second_server_on_the_same_folder_is_turned_away() {
    let fixture = OnDisk::new();
    let store = store_with_workshop(&fixture);
    let second = SqliteStore::open(fixture.folder(), StoreOptions::default());
    assert!(matches!(second, Err(OpenError::AlreadyInUse(_))), "{second:?}");
    drop(store);
    SqliteStore::open(fixture.folder(), StoreOptions::default()).expect("now it is free");
}

#[test]
fn a_link_can_be_minted_beside_a_running_server() {
    let fixture = OnDisk::new();
    let mut server = store_with_workshop(&fixture);
    let mut beside = SqliteStore::open_shared(fixture.folder(), StoreOptions::default()).expect("opened beside");
    let secret = FacilitatorSecret { hash: [7; 32], created_at_ms: 1 };
    beside.add_facilitator_secret(workshop(1), &secret).expect("minted");
    drop(beside);
    let record = server.record(workshop(1)).expect("readable").expect("there is one");
    assert_eq!(record.facilitator_hashes, [[1; 32], [7; 32]]);
    server.append(&[append(1, 1, &["a"])]).expect("the server goes on");
    let nowhere = SqliteStore::open_shared(fixture.folder().join("nowhere"), StoreOptions::default());
    assert!(matches!(nowhere, Err(OpenError::NoData(_))), "{nowhere:?}");
    assert!(!fixture.folder().join("nowhere").exists());
}

#[test]
fn data_of_a_newer_program_is_left_alone() {
    let fixture = OnDisk::new();
    drop(store_with_workshop(&fixture));
    fixture.tamper("PRAGMA user_version = 7");
    let file = fixture.folder().join("journeyboard.db");
    let before = fs::read(&file).expect("readable");
    for opened in [
        SqliteStore::open(fixture.folder(), StoreOptions::default()),
        SqliteStore::open_shared(fixture.folder(), StoreOptions::default()),
    ] {
        assert!(matches!(opened, Err(OpenError::NewerSchema { found: 7, known: 2 })), "{opened:?}");
    }
    assert!(fs::read(&file).expect("readable") == before);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let fixture = OnDisk::new();
    fixture.tamper("CREATE TABLE recipes (name TEXT)");
    let opened = SqliteStore::open(fixture.folder(), StoreOptions::default());
    assert!(matches!(opened, Err(OpenError::NotOurs(_))), "{opened:?}");
}

/// LG5
#[test]
fn an_older_file_is_copied_and_then_migrated() {
    let fixture = OnDisk::new();
    let mut store = store_with_workshop(&fixture);
    store.append(&[append(1, 1, &["a"])]).expect("appended");
    drop(store);
    let copy = fixture.folder().join("journeyboard-before-v3.db");
    let options = StoreOptions::default();

    let broken =
        [schema::MIGRATIONS[0], schema::MIGRATIONS[1], "ALTER TABLE workshops ADD COLUMN mood TEXT; SELECT nonsense;"];
    SqliteStore::open_with(fixture.folder(), options, &broken).expect_err("the step fails");
    assert!(copy.exists());
    assert_eq!(told(&load(&mut fixture.open(options), 1)), "1:a", "a failed step changed nothing");

    let next = [
        schema::MIGRATIONS[0],
        schema::MIGRATIONS[1],
        "ALTER TABLE workshops ADD COLUMN mood TEXT NOT NULL DEFAULT 'good';",
    ];
    let mut store = SqliteStore::open_with(fixture.folder(), options, &next).expect("migrated");
    assert_eq!(told(&load(&mut store, 1)), "1:a");
    assert_eq!(pragma(&store, "user_version"), 3);
    drop(store);
    SqliteStore::open_with(fixture.folder(), options, &next).expect("no step is taken twice");
    let old = SqliteStore::open(fixture.folder(), options);
    assert!(matches!(old, Err(OpenError::NewerSchema { found: 3, known: 2 })), "{old:?}");

    let kept = Connection::open(&copy).expect("the copy opens");
    let version: i64 = kept.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    let records: i64 = kept.query_row("SELECT count(*) FROM log", [], |row| row.get(0)).expect("a count");
    assert_eq!((version, records), (2, 1));
}
