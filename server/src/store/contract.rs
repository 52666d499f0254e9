//! The one contract that every store keeps: sentences about logs here, about links and tokens
//! in `people`, about disks that misbehave in `damage`.
//!
//! A new implementation adds a [`Fixture`] and a line in `contract!`, and passes all of them.

use std::path::Path;

use bytes::Bytes;
use journeyboard_shared::ids::WorkshopId;
use uuid::Uuid;

use super::{
    Append, Compaction, Loaded, MemoryStore, NewWorkshop, Past, ReadStore, Rebirth, Rule, Seq, SqliteStore, Store,
    StoreError, StoreOptions,
};

mod damage;
mod marks;
mod people;

/// How the suite makes, closes and harms a store.
pub(super) trait Fixture {
    type Store: Store;
    fn new() -> Self;
    fn open(&self, options: StoreOptions) -> Self::Store;
    /// Harms a record, or the snapshot, behind the store's back.
    fn damage(&self, store: &Self::Store, workshop: WorkshopId, seq: Option<Seq>);
}

pub(super) struct InMemory;

impl Fixture for InMemory {
    type Store = MemoryStore;
    fn new() -> Self {
        Self
    }
    fn open(&self, options: StoreOptions) -> MemoryStore {
        MemoryStore::new(options)
    }
    fn damage(&self, store: &MemoryStore, workshop: WorkshopId, seq: Option<Seq>) {
        store.damage(workshop, seq);
    }
}

pub(super) struct OnDisk(tempfile::TempDir);

impl OnDisk {
    pub(super) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Runs SQL behind the store's back.
    pub(super) fn tamper(&self, sql: &str) {
        let conn = rusqlite::Connection::open(self.folder().join("journeyboard.db")).expect("the database opens");
        conn.execute_batch(sql).expect("the tampering succeeds");
    }
}

impl Fixture for OnDisk {
    type Store = SqliteStore;
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }
    fn open(&self, options: StoreOptions) -> SqliteStore {
        SqliteStore::open(self.folder(), options).expect("the store opens")
    }
    fn damage(&self, _: &SqliteStore, workshop: WorkshopId, seq: Option<Seq>) {
        let (table, place) = match seq {
            Some(seq) => ("log", format!("seq = {seq}")),
            None => ("snapshots", "true".to_owned()),
        };
        let id = workshop.as_uuid().as_simple();
        self.tamper(&format!("UPDATE {table} SET bytes = substr(bytes, 2) WHERE workshop = x'{id}' AND {place}"));
    }
}

macro_rules! contract {
    ($($(#[$module:ident])? $name:ident)*) => {
        mod memory {
            $(#[test] fn $name() { super::$($module::)?$name::<super::InMemory>(); })*
        }
        mod sqlite {
            $(#[test] fn $name() { super::$($module::)?$name::<super::OnDisk>(); })*
        }
    };
}

contract! {
    a_new_workshop_has_its_first_state_and_an_empty_log
    a_workshop_is_created_once
    the_cap_on_workshops_counts_those_that_are_there
    what_was_acked_is_loaded_in_order
    one_batch_serves_many_workshops_and_fails_only_where_a_rule_is_broken
    a_repeated_append_is_acked_again_without_being_written_twice
    another_record_at_a_taken_place_is_refused
    compaction_keeps_what_came_after_the_snapshot
    a_snapshot_never_goes_back_nor_ahead_of_the_log
    a_new_generation_begins_with_its_own_snapshot_and_refuses_the_old
    #[damage] a_damaged_record_is_put_aside_and_those_after_it_survive
    #[damage] a_damaged_snapshot_is_reported_and_the_log_survives
    #[damage] compaction_puts_damage_aside_instead_of_removing_it
    #[damage] erasing_the_past_erases_the_quarantine
    #[damage] a_full_disk_refuses_writes_and_still_reads
    #[damage] a_commit_that_nobody_heard_of_can_be_repeated
    #[marks] marks_lie_where_they_were_put_until_they_are_forgotten
    #[marks] marks_of_an_append_that_breaks_a_rule_are_not_put
    #[marks] marks_outlive_the_log_and_go_with_an_erased_past
    #[people] a_join_finds_every_link_of_the_workshop
    #[people] minted_facilitator_links_give_way_but_the_first_stays
    #[people] a_token_stands_for_a_person_until_it_is_deleted
    #[people] the_oldest_tokens_of_a_person_give_way
    #[people] tokens_of_unknown_workshops_fail_alone
    #[people] a_deleted_workshop_takes_everything_with_it
    #[people] a_lost_workshop_comes_back_with_its_links_its_people_and_what_it_remembered
    #[people] the_list_tells_age_and_size
    #[people] a_reader_sees_what_was_just_written
}

pub(super) fn workshop(number: u128) -> WorkshopId {
    WorkshopId::from(Uuid::from_u128(number))
}

pub(super) fn new_workshop(number: u128) -> NewWorkshop {
    NewWorkshop {
        id: workshop(number),
        created_at_ms: 1_000 + number as u64,
        generation: 1,
        facilitator_secret_hash: [number as u8; 32],
        participant_secret: format!("participant {number}"),
        viewer_secret: format!("viewer {number}"),
        is_demo: number == 1,
        initial_state: Bytes::from_static(b"first"),
    }
}

pub(super) fn append(number: u128, first_seq: Seq, records: &[&'static str]) -> Append {
    let records = records.iter().map(|record| Bytes::from_static(record.as_bytes())).collect();
    Append { workshop: workshop(number), generation: 1, first_seq, records, marks: Vec::new() }
}

fn compaction(number: u128, upto_seq: Seq, snapshot: &'static str) -> Compaction {
    Compaction {
        workshop: workshop(number),
        generation: 1,
        upto_seq,
        snapshot: Bytes::from_static(snapshot.as_bytes()),
    }
}

fn rebirth(past: Past) -> Rebirth {
    Rebirth { workshop: workshop(1), from_generation: 1, above: 0, snapshot: Bytes::from_static(b"reborn"), past }
}

/// A store with workshops 1 and 2 in it.
fn two_workshops<F: Fixture>() -> (F, F::Store) {
    let fixture = F::new();
    let mut store = fixture.open(StoreOptions::default());
    store.create_workshop(&new_workshop(1)).expect("created");
    store.create_workshop(&new_workshop(2)).expect("created");
    (fixture, store)
}

pub(super) fn load(store: &mut impl Store, number: u128) -> Loaded {
    store.load(workshop(number)).expect("readable").expect("there is one")
}

/// The tail as `1:a 2:b`.
pub(super) fn told(loaded: &Loaded) -> String {
    let told = |(seq, bytes): &(Seq, Bytes)| format!("{seq}:{}", String::from_utf8_lossy(bytes));
    loaded.tail.iter().map(told).collect::<Vec<_>>().join(" ")
}

fn a_new_workshop_has_its_first_state_and_an_empty_log<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let loaded = load(&mut store, 1);
    assert_eq!(loaded.snapshot, Some((0, Bytes::from_static(b"first"))));
    assert_eq!((loaded.last_seq, loaded.tail.len(), loaded.record.generation), (0, 0, 1));
    assert!(loaded.missing.is_empty() && loaded.quarantined.is_empty() && loaded.record.is_demo);
    assert_eq!(store.load(workshop(3)), Ok(None));
}

fn a_workshop_is_created_once<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a"])]).expect("appended");
    assert_eq!(store.create_workshop(&new_workshop(1)), Err(Rule::WorkshopExists(workshop(1)).into()));
    assert_eq!(told(&load(&mut store, 1)), "1:a");
}

fn the_cap_on_workshops_counts_those_that_are_there<F: Fixture>() {
    let fixture = F::new();
    let mut store = fixture.open(StoreOptions { max_workshops: 2, ..StoreOptions::default() });
    store.create_workshop(&new_workshop(1)).expect("the first fits");
    store.create_workshop(&new_workshop(2)).expect("the second fits");
    assert_eq!(store.create_workshop(&new_workshop(3)), Err(Rule::TooManyWorkshops { max: 2 }.into()));
    assert_eq!(store.load(workshop(3)), Ok(None));
    store.delete_workshop(workshop(1)).expect("deleted");
    store.create_workshop(&new_workshop(3)).expect("now it fits");
    assert_eq!(store.count_workshops(), Ok(2));
}

fn what_was_acked_is_loaded_in_order<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    assert_eq!(store.append(&[append(1, 1, &["a", "b"])]), Ok(vec![Ok(2)]));
    assert_eq!(store.append(&[append(1, 3, &["c"]), append(1, 4, &["d"])]), Ok(vec![Ok(3), Ok(4)]));
    assert_eq!(store.append(&[append(1, 5, &[])]), Ok(vec![Ok(4)]));
    let loaded = load(&mut store, 1);
    assert_eq!(told(&loaded), "1:a 2:b 3:c 4:d");
    assert_eq!(loaded.last_seq, 4);
    assert_eq!(told(&load(&mut store, 2)), "");
}

fn one_batch_serves_many_workshops_and_fails_only_where_a_rule_is_broken<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.create_workshop(&new_workshop(3)).expect("created");
    store.delete_workshop(workshop(3)).expect("deleted");
    let stale = Append { generation: 9, ..append(2, 1, &["x"]) };
    let batch = [append(1, 1, &["a"]), stale, append(1, 5, &["y"]), append(3, 1, &["z"]), append(2, 1, &["b"])];
    let answers = vec![
        Ok(1),
        Err(Rule::WrongGeneration { current: 1, given: 9 }),
        Err(Rule::OutOfOrder { expected: 2, given: 5 }),
        Err(Rule::UnknownWorkshop(workshop(3))),
        Ok(1),
    ];
    assert_eq!(store.append(&batch), Ok(answers));
    assert_eq!(told(&load(&mut store, 1)), "1:a");
    assert_eq!(told(&load(&mut store, 2)), "1:b");
}

fn a_repeated_append_is_acked_again_without_being_written_twice<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let first = append(1, 1, &["a", "b"]);
    assert_eq!(store.append(&[first.clone(), first.clone()]), Ok(vec![Ok(2), Ok(2)]));
    assert_eq!(store.append(&[append(1, 2, &["b", "c"])]), Ok(vec![Ok(3)]));
    assert_eq!(store.append(&[first]), Ok(vec![Ok(2)]));
    let loaded = load(&mut store, 1);
    assert_eq!((told(&loaded).as_str(), loaded.last_seq), ("1:a 2:b 3:c", 3));
}

fn another_record_at_a_taken_place_is_refused<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b"])]).expect("appended");
    let refused = Ok(vec![Err(Rule::OutOfOrder { expected: 3, given: 2 })]);
    assert_eq!(store.append(&[append(1, 2, &["x", "c"])]), refused);
    store.compact(&compaction(1, 2, "ab")).expect("compacted");
    assert_eq!(store.append(&[append(1, 2, &["b"])]), refused, "what was compacted cannot be compared any more");
    assert_eq!(load(&mut store, 1).last_seq, 2);
}

fn compaction_keeps_what_came_after_the_snapshot<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b", "c"]), append(2, 1, &["z"])]).expect("appended");
    store.compact(&compaction(1, 2, "ab")).expect("compacted");
    let loaded = load(&mut store, 1);
    assert_eq!(loaded.snapshot, Some((2, Bytes::from_static(b"ab"))));
    assert_eq!((told(&loaded).as_str(), loaded.last_seq), ("3:c", 3));
    store.compact(&compaction(1, 3, "abc")).expect("compacted");
    assert_eq!(store.append(&[append(1, 4, &["d"])]), Ok(vec![Ok(4)]));
    assert_eq!(told(&load(&mut store, 1)), "4:d");
    assert_eq!(told(&load(&mut store, 2)), "1:z");
}

fn a_snapshot_never_goes_back_nor_ahead_of_the_log<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b", "c"])]).expect("appended");
    store.compact(&compaction(1, 2, "ab")).expect("compacted");
    let refused = |expected, given| Err(StoreError::from(Rule::OutOfOrder { expected, given }));
    assert_eq!(store.compact(&compaction(1, 1, "a")), refused(2, 1));
    assert_eq!(store.compact(&compaction(1, 4, "abcd")), refused(3, 4));
    let stale = Compaction { generation: 2, ..compaction(1, 3, "abc") };
    assert_eq!(store.compact(&stale), Err(Rule::WrongGeneration { current: 1, given: 2 }.into()));
    assert_eq!(store.compact(&compaction(7, 1, "")), Err(Rule::UnknownWorkshop(workshop(7)).into()));
    assert_eq!(told(&load(&mut store, 1)), "3:c");
}

fn a_new_generation_begins_with_its_own_snapshot_and_refuses_the_old<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b"])]).expect("appended");
    assert_eq!(store.raise_generation(&rebirth(Past::Keep)), Ok(2));
    let loaded = load(&mut store, 1);
    assert_eq!(loaded.snapshot, Some((2, Bytes::from_static(b"reborn"))));
    assert_eq!((loaded.record.generation, told(&loaded).as_str()), (2, ""));
    let wrong = Rule::WrongGeneration { current: 2, given: 1 };
    assert_eq!(store.append(&[append(1, 3, &["c"])]), Ok(vec![Err(wrong)]));
    assert_eq!(store.raise_generation(&rebirth(Past::Keep)), Err(wrong.into()));
    let next = Append { generation: 2, ..append(1, 3, &["c"]) };
    assert_eq!(store.append(&[next]), Ok(vec![Ok(3)]));
    assert_eq!(told(&load(&mut store, 1)), "3:c");
}
