//! The writer thread: takes everything that is waiting, writes what can share a transaction in one, and the rest between.
//!
//! Keeps the order within each workshop. Knows nothing of callers but where to answer.

use std::collections::{HashSet, VecDeque};
use std::mem;
use std::time::Instant;

use journeyboard_shared::ids::WorkshopId;
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};

use crate::store::Store;
use crate::store::bounds::WRITES_QUEUED_MAX;
use crate::store::counters::Counters;
use crate::store::error::{Fault, Rule, StoreError};
use crate::store::records::{Append, NewToken, Seq};

/// A write and the room that it takes in the queue until it is done.
pub(super) struct Waiting {
    pub(super) write: Write,
    pub(super) _room: Option<OwnedSemaphorePermit>,
}

pub(super) enum Write {
    Append {
        append: Append,
        reply: Reply<Seq>,
    },
    Token {
        token: NewToken,
        reply: Reply<()>,
    },
    /// Has its own transaction.
    Other {
        workshop: Option<WorkshopId>,
        run: Box<Job>,
    },
    /// What is queued is still written; nothing more is taken.
    Stop,
}

type Job = dyn FnOnce(&mut dyn Store) + Send;
type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// Whoever asked may have gone; what was written stays written.
pub(super) fn answer<T>(reply: oneshot::Sender<T>, answer: T) {
    let _asker_gone = reply.send(answer);
}

pub(super) fn run(mut store: Box<dyn Store>, mut queue: mpsc::Receiver<Waiting>, counters: &Counters) {
    let mut batch = Vec::new();
    while queue.blocking_recv_many(&mut batch, WRITES_QUEUED_MAX) > 0 {
        if batch.iter().any(|waiting| matches!(waiting.write, Write::Stop)) {
            queue.close();
        }
        write_all(&mut *store, mem::take(&mut batch).into(), counters);
    }
}

fn write_all(store: &mut dyn Store, mut waiting: VecDeque<Waiting>, counters: &Counters) {
    while !waiting.is_empty() {
        let group;
        (group, waiting) = Group::gather(waiting);
        group.commit(store, counters);
        while let Some(Waiting { write: Write::Other { .. } | Write::Stop, .. }) = waiting.front() {
            if let Some(Waiting { write: Write::Other { run, .. }, .. }) = waiting.pop_front() {
                run(store);
            }
        }
    }
}

/// What is written together.
#[derive(Default)]
struct Group {
    appends: Vec<Append>,
    append_replies: Vec<Reply<Seq>>,
    tokens: Vec<NewToken>,
    token_replies: Vec<Reply<()>>,
    room: Vec<Option<OwnedSemaphorePermit>>,
}

impl Group {
    /// Takes every append and token out of the queue, except those that come after another write to the same workshop.
    /// What is left begins with such another write.
    fn gather(queue: VecDeque<Waiting>) -> (Self, VecDeque<Waiting>) {
        let mut group = Self::default();
        let mut rest = VecDeque::new();
        let mut written_before = HashSet::new();
        for Waiting { write, _room } in queue {
            match write {
                Write::Append { append, reply } if !written_before.contains(&append.workshop) => {
                    group.appends.push(append);
                    group.append_replies.push(reply);
                    group.room.push(_room);
                }
                Write::Token { token, reply } if !written_before.contains(&token.record.workshop) => {
                    group.tokens.push(token);
                    group.token_replies.push(reply);
                    group.room.push(_room);
                }
                write => {
                    if let Write::Other { workshop: Some(workshop), .. } = write {
                        written_before.insert(workshop);
                    }
                    rest.push_back(Waiting { write, _room });
                }
            }
        }
        (group, rest)
    }

    fn commit(self, store: &mut dyn Store, counters: &Counters) {
        if !self.appends.is_empty() {
            let began = Instant::now();
            let outcome = store.append(&self.appends);
            match &outcome {
                Ok(parts) => {
                    let acked = self.appends.iter().zip(parts).filter(|(_, part)| part.is_ok());
                    let records: Vec<_> = acked.flat_map(|(append, _)| &append.records).collect();
                    let bytes = records.iter().map(|record| record.len()).sum();
                    counters.committed(records.len(), bytes, began.elapsed());
                }
                Err(_) => counters.faulted(),
            }
            answer_all(self.append_replies, outcome);
        }
        if !self.tokens.is_empty() {
            let outcome = store.add_tokens(&self.tokens);
            if outcome.is_err() {
                counters.faulted();
            }
            answer_all(self.token_replies, outcome);
        }
    }
}

fn answer_all<T>(replies: Vec<Reply<T>>, outcome: Result<Vec<Result<T, Rule>>, Fault>) {
    match outcome {
        Ok(parts) => {
            debug_assert_eq!(parts.len(), replies.len(), "a store answers every part of a batch");
            for (reply, part) in replies.into_iter().zip(parts) {
                answer(reply, part.map_err(StoreError::from));
            }
        }
        Err(fault) => {
            tracing::error!(%fault, waiting = replies.len(), "a write met a fault");
            for reply in replies {
                answer(reply, Err(fault.clone().into()));
            }
        }
    }
}
