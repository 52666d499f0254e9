//! The contract about disks that lie, fill up or fail: what is whole survives, what is not is told.

use bytes::Bytes;

use super::{Fixture, append, compaction, load, new_workshop, rebirth, told, two_workshops, workshop};
use crate::store::{
    Append, Compaction, Damage, Fault, FaultyStore, Moment, NewWorkshop, Past, Rule, Store, StoreOptions, Stored,
};

pub(super) fn a_damaged_record_is_put_aside_and_those_after_it_survive<F: Fixture>() {
    let (fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b", "c"])]).expect("appended");
    fixture.damage(&store, workshop(1), Some(2));
    let loaded = load(&mut store, 1);
    assert_eq!((told(&loaded).as_str(), loaded.last_seq), ("1:a 3:c", 3));
    assert_eq!(loaded.missing, [2..=2]);
    let found = loaded.quarantined[0];
    assert_eq!((found.stored, found.seq, found.damage, found.moved), (Stored::Record, 2, Damage::Checksum, false));
    assert_eq!(store.mend(workshop(1)), Ok(1));
    assert_eq!(store.mend(workshop(1)), Ok(0));
    let mended = load(&mut store, 1);
    assert_eq!((told(&mended).as_str(), mended.last_seq, mended.missing), ("1:a 3:c", 3, vec![2..=2]));
    assert!(mended.quarantined.len() == 1 && mended.quarantined[0].moved);
    assert_eq!(store.append(&[append(1, 4, &["d"])]), Ok(vec![Ok(4)]));
}

pub(super) fn a_damaged_snapshot_is_reported_and_the_log_survives<F: Fixture>() {
    let (fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b", "c"])]).expect("appended");
    store.compact(&compaction(1, 1, "a")).expect("compacted");
    fixture.damage(&store, workshop(1), None);
    let loaded = load(&mut store, 1);
    assert_eq!((loaded.snapshot.as_ref(), told(&loaded).as_str()), (None, "2:b 3:c"));
    assert_eq!((loaded.quarantined[0].stored, &loaded.missing[..]), (Stored::Snapshot, &[1..=1][..]));
    store.compact(&compaction(1, 3, "abc")).expect("someone who has everything returned");
    let healed = load(&mut store, 1);
    assert!(healed.missing.is_empty() && healed.quarantined.len() == 1 && healed.snapshot.is_some());
}

pub(super) fn compaction_puts_damage_aside_instead_of_removing_it<F: Fixture>() {
    let (fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b", "c"])]).expect("appended");
    fixture.damage(&store, workshop(1), Some(1));
    store.compact(&compaction(1, 2, "ab")).expect("compacted");
    let loaded = load(&mut store, 1);
    assert_eq!((told(&loaded).as_str(), loaded.quarantined.len(), loaded.quarantined[0].seq), ("3:c", 1, 1));
    assert!(loaded.missing.is_empty(), "the snapshot has it");
}

pub(super) fn erasing_the_past_erases_the_quarantine<F: Fixture>() {
    let (fixture, mut store) = two_workshops::<F>();
    store.append(&[append(1, 1, &["a", "b"])]).expect("appended");
    fixture.damage(&store, workshop(1), Some(1));
    store.mend(workshop(1)).expect("mended");
    fixture.damage(&store, workshop(1), Some(2));
    assert_eq!(store.raise_generation(&rebirth(Past::Erase)), Ok(2));
    let loaded = load(&mut store, 1);
    assert_eq!((loaded.quarantined.len(), loaded.last_seq), (0, 2));
}

pub(super) fn a_full_disk_refuses_writes_and_still_reads<F: Fixture>() {
    let fixture = F::new();
    let mut store = fixture.open(StoreOptions { max_data_bytes: Some(400_000), ..StoreOptions::default() });
    store.create_workshop(&new_workshop(1)).expect("created");
    let large = NewWorkshop { initial_state: Bytes::from(vec![7; 200_000]), ..new_workshop(2) };
    store.create_workshop(&large).expect("created");
    let page = |seq| Append { records: vec![Bytes::from(vec![1; 20_000])], ..append(1, seq, &[]) };
    let full = (1..).find(|seq| store.append(&[page(*seq)]).is_err()).expect("it gets full");
    assert_eq!(store.append(&[page(full)]), Err(Fault::DiskFull));
    assert_eq!(store.create_workshop(&large.clone()), Err(Rule::WorkshopExists(large.id).into()));
    let loaded = load(&mut store, 1);
    assert_eq!((loaded.tail.len() as u64, loaded.last_seq), (full - 1, full - 1), "what was acked is there");
    store.delete_workshop(workshop(2)).expect("deleting makes room");
    assert_eq!(store.append(&[page(full)]), Ok(vec![Ok(full)]));
    let small = Compaction { upto_seq: full, ..compaction(1, 0, "small") };
    store.compact(&small).expect("compacting makes room");
    assert_eq!(load(&mut store, 1).snapshot, Some((full, Bytes::from_static(b"small"))));
}

pub(super) fn a_commit_that_nobody_heard_of_can_be_repeated<F: Fixture>() {
    let (_fixture, store) = two_workshops::<F>();
    let (mut store, switch) = FaultyStore::new(store);
    switch.fail_from(2, Fault::Io("gone".to_owned()), Moment::After);
    assert_eq!(store.append(&[append(1, 1, &["a"])]), Ok(vec![Ok(1)]));
    assert_eq!(store.append(&[append(1, 2, &["b"])]), Err(Fault::Io("gone".to_owned())));
    switch.fail_from(1, Fault::DiskFull, Moment::Before);
    assert_eq!(store.append(&[append(1, 2, &["b"])]), Err(Fault::DiskFull));
    switch.heal();
    assert_eq!(store.append(&[append(1, 2, &["b"])]), Ok(vec![Ok(2)]));
    assert_eq!((told(&load(&mut store, 1)).as_str(), switch.writes()), ("1:a 2:b", 4));
}
