//! Whatever order people, compactions, faults and restarts come in, nothing acked is lost and nothing appears twice.

use bytes::Bytes;
use proptest::prelude::*;

use super::contract::{Fixture, InMemory, OnDisk, append, new_workshop, workshop};
use super::{
    Append, Compaction, Fault, FaultyStore, Loaded, MemoryStore, Moment, Past, Rebirth, Seq, Store, StoreOptions,
};

/// What may happen next, to one of two workshops.
#[derive(Debug, Clone)]
enum Step {
    Append { to: [u128; 2], records: usize },
    Compact { of: u128, behind: Seq },
    Rebuild { of: u128 },
    Fail { fault: Fault, moment: Moment },
    Heal,
    Load,
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let fault = prop_oneof![Just(Fault::DiskFull), Just(Fault::Io("pulled".to_owned())), Just(Fault::Busy)];
    let moment = prop_oneof![Just(Moment::Before), Just(Moment::After)];
    prop_oneof![
        8 => ([1..=2u128, 1..=2u128], 0..4usize).prop_map(|(to, records)| Step::Append { to, records }),
        3 => (1..=2u128, 0..6u64).prop_map(|(of, behind)| Step::Compact { of, behind }),
        1 => (1..=2u128).prop_map(|of| Step::Rebuild { of }),
        2 => (fault, moment).prop_map(|(fault, moment)| Step::Fail { fault, moment }),
        3 => Just(Step::Heal),
        3 => Just(Step::Load),
        1 => Just(Step::Restart),
    ]
}

/// What a room knows of its workshop: each record is its own seq, a snapshot the list of those that it includes.
#[derive(Debug, Clone, Default)]
struct Room {
    generation: u64,
    acked: Seq,
    /// Sent but not acked, because of a fault: sent again as it was.
    unacked: usize,
    snapshot_at: Seq,
}

fn state_at(seq: Seq) -> Bytes {
    (1..=seq).flat_map(Seq::to_le_bytes).collect()
}

fn check(room: &Room, loaded: &Loaded) {
    let (at, state) = loaded.snapshot.clone().expect("a snapshot");
    assert_eq!(state, state_at(at));
    let tail: Vec<_> = (at + 1..=loaded.last_seq).map(|seq| (seq, Bytes::from(seq.to_le_bytes().to_vec()))).collect();
    assert_eq!(loaded.tail, tail, "without a hole, each once, in order");
    assert!(loaded.last_seq >= room.acked, "nothing acked is lost");
    assert!(loaded.last_seq <= room.acked + room.unacked as Seq, "nothing appears that nobody sent");
    assert!(loaded.quarantined.is_empty() && loaded.missing.is_empty());
}

/// A store that can be closed and opened again.
trait Reopen: Fixture {
    fn again(&self, store: Self::Store) -> Self::Store;
}

impl Reopen for InMemory {
    fn again(&self, store: MemoryStore) -> MemoryStore {
        store
    }
}

impl Reopen for OnDisk {
    fn again(&self, store: Self::Store) -> Self::Store {
        drop(store);
        self.open(StoreOptions::default())
    }
}

fn live<F: Reopen>(steps: Vec<Step>) {
    let fixture = F::new();
    let mut store = fixture.open(StoreOptions::default());
    let mut rooms = [1, 2].map(|number| {
        let new = super::NewWorkshop { initial_state: Bytes::new(), ..new_workshop(number) };
        store.create_workshop(&new).expect("created");
        Room { generation: 1, ..Room::default() }
    });
    let (mut store, mut switch) = FaultyStore::new(store);
    for step in steps {
        match step {
            Step::Append { to, records } => append_to(&mut store, &mut rooms, &to, records),
            Step::Compact { of, behind } => {
                let room = &mut rooms[of as usize - 1];
                let upto_seq = room.acked.saturating_sub(behind).max(room.snapshot_at);
                let (workshop, generation) = (workshop(of), room.generation);
                let snapshot = state_at(upto_seq);
                if store.compact(&Compaction { workshop, generation, upto_seq, snapshot }).is_ok() {
                    room.snapshot_at = upto_seq;
                }
            }
            Step::Rebuild { of } => rebuild(&mut store, &mut rooms[of as usize - 1], of),
            Step::Fail { fault, moment } => switch.fail_from(1, fault, moment),
            Step::Heal => switch.heal(),
            Step::Load => look(&mut store, &mut rooms),
            Step::Restart => {
                (store, switch) = FaultyStore::new(fixture.again(store.into_inner()));
                look(&mut store, &mut rooms);
            }
        }
    }
    switch.heal();
    append_to(&mut store, &mut rooms, &[1, 2], 1);
    look(&mut store, &mut rooms);
    assert!(rooms.iter().all(|room| room.unacked == 0), "after healing everything is acked");
}

fn append_to(store: &mut impl Store, rooms: &mut [Room; 2], to: &[u128], records: usize) {
    let mut sent = rooms.clone();
    let mut batch: Vec<Append> = Vec::new();
    for number in to {
        let room = &mut sent[*number as usize - 1];
        let first_seq = room.acked + 1;
        let count = room.unacked + records;
        let records = (first_seq..).take(count).map(|seq| Bytes::from(seq.to_le_bytes().to_vec())).collect();
        batch.push(Append { generation: room.generation, records, ..append(*number, first_seq, &[]) });
        (room.acked, room.unacked) = (room.acked + count as Seq, 0);
    }
    match store.append(&batch) {
        Ok(answers) => {
            for (answer, append) in answers.iter().zip(&batch) {
                assert_eq!(*answer, Ok(append.last_seq()));
            }
            *rooms = sent;
        }
        Err(_) => {
            for (room, sent) in rooms.iter_mut().zip(sent) {
                room.unacked = (sent.acked - room.acked) as usize + sent.unacked;
            }
        }
    }
}

/// After a fault a room looks what is there before it begins a new generation.
fn rebuild(store: &mut impl Store, room: &mut Room, of: u128) {
    let loaded = store.load(workshop(of)).expect("readable").expect("there is one");
    check(room, &loaded);
    let snapshot = state_at(loaded.last_seq);
    let rebirth =
        Rebirth { workshop: workshop(of), from_generation: room.generation, above: 0, snapshot, past: Past::Keep };
    let outcome = store.raise_generation(&rebirth);
    let now = store.load(workshop(of)).expect("readable").expect("there is one");
    assert!(outcome.is_err() || now.record.generation == room.generation + 1);
    if now.record.generation > room.generation {
        *room = Room { generation: now.record.generation, acked: now.last_seq, unacked: 0, snapshot_at: now.last_seq };
    }
}

fn look(store: &mut impl Store, rooms: &mut [Room; 2]) {
    for (room, number) in rooms.iter_mut().zip(1..) {
        let loaded = store.load(workshop(number)).expect("readable").expect("there is one");
        check(room, &loaded);
        assert_eq!(loaded.record.generation, room.generation);
        room.snapshot_at = loaded.snapshot.map_or(0, |(at, _)| at);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]
    #[test]
    fn nothing_acked_is_lost_in_memory(steps in prop::collection::vec(step(), 1..60)) {
        live::<InMemory>(steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]
    #[test]
    fn nothing_acked_is_lost_on_disk(steps in prop::collection::vec(step(), 1..60)) {
        live::<OnDisk>(steps);
    }
}
