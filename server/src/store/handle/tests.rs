//! What people notice of the two threads: their writes share an fsync, keep their order, and are never half answered.

use std::sync::mpsc as std_mpsc;

use futures_util::future::join_all;
use journeyboard_shared::model::Role;
use uuid::Uuid;

use super::StoreHandle;
use crate::store::contract::{Fixture, OnDisk, append, new_workshop, told, workshop};
use crate::store::{
    Append, Compaction, Fault, FaultyStore, MemoryStore, Moment, NewToken, Rule, SqliteStore, StoreError, StoreOptions,
    TokenRecord,
};

async fn in_memory() -> StoreHandle {
    let handle = StoreHandle::start(MemoryStore::new(StoreOptions::default())).expect("started");
    handle.create_workshop(new_workshop(1)).await.expect("created");
    handle
}

/// Holds the writer thread up; what is queued meanwhile waits together. Send or drop to let it go.
async fn hold_up(handle: &StoreHandle) -> std_mpsc::Sender<()> {
    let (let_go, wait) = std_mpsc::channel();
    let (began, begins) = tokio::sync::oneshot::channel();
    let handle = handle.clone();
    tokio::spawn(async move {
        let hold = move |_: &mut dyn crate::store::Store| {
            let _nobody_waits = began.send(());
            let _let_go = wait.recv();
            Ok(())
        };
        handle.write(None, 0, hold).await
    });
    begins.await.expect("the writer thread begins to wait");
    let_go
}

/// Waits until that many writes are in the queue.
async fn until_queued(handle: &StoreHandle, writes: usize) {
    while handle.writes.max_capacity() - handle.writes.capacity() < writes {
        tokio::task::yield_now().await;
    }
}

fn token(hash: u8) -> NewToken {
    let record = TokenRecord {
        workshop: workshop(1),
        participant: Uuid::from_u128(u128::from(hash)).into(),
        role: Role::Participant,
        generation: 1,
        created_at_ms: 5,
    };
    NewToken { hash: [hash; 32], record }
}

#[tokio::test]
async fn whatever_waits_together_is_one_commit() {
    let handle = in_memory().await;
    for number in 2..=100 {
        handle.create_workshop(new_workshop(number)).await.expect("created");
    }
    let let_go = hold_up(&handle).await;
    let appends: Vec<_> = (1..=100)
        .map(|number| {
            let handle = handle.clone();
            tokio::spawn(async move { handle.append(append(number, 1, &["a", "b"])).await })
        })
        .collect();
    until_queued(&handle, 100).await;
    drop(let_go);
    for answer in join_all(appends).await {
        assert_eq!(answer.expect("no panic"), Ok(2));
    }
    let counts = handle.counts();
    assert_eq!((counts.commits, counts.records, counts.record_bytes, counts.faults), (1, 200, 200, 0));
}

#[tokio::test]
async fn a_hundred_people_at_once_need_few_fsyncs() {
    let fixture = OnDisk::new();
    let handle = StoreHandle::start(fixture.open(StoreOptions::default())).expect("started");
    for number in 1..=100 {
        handle.create_workshop(new_workshop(number)).await.expect("created");
    }
    let answers = join_all((1..=100).map(|number| handle.append(append(number, 1, &["a"])))).await;
    assert!(answers.iter().all(|answer| *answer == Ok(1)));
    let counts = handle.counts();
    println!("100 appends at once: {counts:?}");
    assert_eq!(counts.records, 100);
    assert!(counts.commits <= 20, "{counts:?}");
    handle.shutdown().await;
}

#[tokio::test]
async fn each_workshop_keeps_its_order_among_other_writes() {
    let handle = in_memory().await;
    let let_go = hold_up(&handle).await;
    let snapshot = Compaction { workshop: workshop(1), generation: 1, upto_seq: 1, snapshot: "a".into() };
    let work = async {
        tokio::join!(
            biased;
            handle.append(append(1, 1, &["a"])),
            handle.append(append(2, 1, &["too early"])),
            handle.compact(snapshot),
            handle.create_workshop(new_workshop(2)),
            handle.append(append(2, 1, &["b"])),
            handle.append(append(1, 2, &["c"])),
            handle.delete_workshop(workshop(1)),
            handle.append(append(1, 3, &["too late"])),
            handle.add_token(token(1)),
            async {
                until_queued(&handle, 9).await;
                drop(let_go);
            }
        )
    };
    let (a, early, compacted, created, b, c, deleted, late, token, ()) = work.await;
    assert_eq!((a, compacted, created, b, c, deleted), (Ok(1), Ok(()), Ok(()), Ok(1), Ok(2), Ok(())));
    assert_eq!(early, Err(Rule::UnknownWorkshop(workshop(2)).into()));
    assert_eq!(late, Err(Rule::UnknownWorkshop(workshop(1)).into()));
    assert_eq!(token, Err(Rule::UnknownWorkshop(workshop(1)).into()));
}

#[tokio::test]
async fn reads_go_on_while_a_write_takes_its_time() {
    let handle = in_memory().await;
    handle.add_token(token(1)).await.expect("added");
    let let_go = hold_up(&handle).await;
    assert_eq!(handle.find_token([1; 32]).await, Ok(Some(token(1).record)));
    assert_eq!(handle.count_workshops().await, Ok(1));
    assert_eq!(handle.list_workshops().await.expect("listed").len(), 1);
    assert!(handle.record(workshop(1)).await.expect("readable").is_some());
    assert!(handle.load(workshop(1)).await.expect("readable").is_some());
    drop(let_go);
    handle.delete_token([1; 32]).await.expect("deleted");
    assert_eq!(handle.find_token([1; 32]).await, Ok(None));
}

#[tokio::test]
async fn a_fault_is_told_to_everyone_who_waited_and_trying_again_helps() {
    for moment in [Moment::Before, Moment::After] {
        let (store, switch) = FaultyStore::new(MemoryStore::new(StoreOptions::default()));
        let handle = StoreHandle::start(store).expect("started");
        for number in 1..=3 {
            handle.create_workshop(new_workshop(number)).await.expect("created");
        }
        switch.fail_from(1, Fault::Io("pulled the plug".to_owned()), moment);
        let fault = StoreError::Fault(Fault::Io("pulled the plug".to_owned()));
        let answers = join_all((1..=3).map(|number| handle.append(append(number, 1, &["a"])))).await;
        assert!(answers.iter().all(|answer| *answer == Err(fault.clone())));
        assert_eq!(handle.counts().commits, 0);
        assert!(handle.counts().faults > 0);
        switch.heal();
        for number in 1..=3 {
            assert_eq!(handle.append(append(number, 1, &["a"])).await, Ok(1));
            let loaded = handle.load(workshop(number)).await.expect("readable").expect("there is one");
            assert_eq!(told(&loaded), "1:a");
        }
    }
}

#[tokio::test]
async fn a_shutdown_writes_what_is_queued_and_frees_the_folder() {
    let fixture = OnDisk::new();
    let handle = StoreHandle::start(fixture.open(StoreOptions::default())).expect("started");
    handle.create_workshop(new_workshop(1)).await.expect("created");
    assert!(handle.load(workshop(1)).await.expect("readable").is_some());
    let let_go = hold_up(&handle).await;
    let queued = tokio::spawn({
        let handle = handle.clone();
        async move { handle.append(append(1, 1, &["a"])).await }
    });
    until_queued(&handle, 1).await;
    let stopping = tokio::spawn({
        let handle = handle.clone();
        async move { handle.shutdown().await }
    });
    until_queued(&handle, 2).await;
    drop(let_go);
    stopping.await.expect("no panic");
    assert_eq!(queued.await.expect("no panic"), Ok(1));
    assert!(handle.is_closed());
    assert_eq!(handle.append(append(1, 2, &["b"])).await, Err(Fault::Closed.into()));
    assert_eq!(handle.load(workshop(1)).await, Err(Fault::Closed));
    handle.shutdown().await;
    assert!(!fixture.folder().join("journeyboard.db-wal").exists(), "closed in good order");
    let again = StoreHandle::start(SqliteStore::open(fixture.folder(), StoreOptions::default()).expect("free"));
    let loaded = again.expect("started").load(workshop(1)).await.expect("readable").expect("there is one");
    assert_eq!(told(&loaded), "1:a");
}

#[tokio::test]
async fn damage_found_on_opening_is_moved_out_of_the_way() {
    let fixture = OnDisk::new();
    let handle = StoreHandle::start(fixture.open(StoreOptions::default())).expect("started");
    handle.create_workshop(new_workshop(1)).await.expect("created");
    handle.append(append(1, 1, &["a", "b", "c"])).await.expect("appended");
    fixture.tamper("UPDATE log SET bytes = x'00' WHERE seq = 2");
    for _ in 0..2 {
        let loaded = handle.load(workshop(1)).await.expect("readable").expect("there is one");
        assert_eq!((told(&loaded).as_str(), loaded.missing.as_slice()), ("1:a 3:c", &[2..=2][..]));
        assert!(loaded.quarantined.len() == 1 && loaded.quarantined[0].moved);
    }
    handle.shutdown().await;
}

#[tokio::test]
async fn the_largest_write_fits_through_the_queue() {
    let handle = in_memory().await;
    let records = vec![bytes::Bytes::from(vec![0; 100 * 1024 * 1024])];
    assert_eq!(handle.append(Append { records, ..append(1, 1, &[]) }).await, Ok(1));
    assert_eq!(handle.append(append(1, 2, &["and the next"])).await, Ok(2));
}
