//! The way in for everyone who must not block: asks, waits for a slot, gets an answer.
//!
//! Owns two threads, one that writes and one that reads, so that no read waits for an fsync. Which writes share a
//! transaction is the business of `writer`.

use std::sync::Arc;
use std::thread;

use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use tokio::sync::{Semaphore, mpsc, oneshot, watch};

use super::bounds::{READS_QUEUED_MAX, WRITE_BYTES_QUEUED_MAX, WRITE_BYTES_UNIT, WRITES_QUEUED_MAX};
use super::counters::{Counters, StoreCounts};
use super::error::{AppendError, Fault, StoreError};
use super::records::{
    Append, Brief, Compaction, FacilitatorSecret, Hash, Loaded, NewToken, NewWorkshop, Rebirth, Revival, Seq,
    TokenRecord, WorkshopRecord,
};
use super::{ReadStore, Store};

mod writer;

#[cfg(test)]
mod tests;

use writer::{Waiting, Write};

/// A store that can be awaited. Clones are cheap and mean the same store; when the last one is dropped, what is queued
/// is still written.
///
/// A call that is cancelled after it was queued is carried out all the same; only its answer is lost.
#[derive(Debug, Clone)]
pub struct StoreHandle {
    writes: mpsc::Sender<Waiting>,
    write_room: Arc<Semaphore>,
    reads: mpsc::Sender<Read>,
    counters: Arc<Counters>,
    writer_gone: watch::Receiver<()>,
    reader_gone: watch::Receiver<()>,
}

type ReadJob = dyn FnOnce(&mut dyn ReadStore) + Send;

enum Read {
    Do(Box<ReadJob>),
    Stop,
}

impl StoreHandle {
    /// Starts the two threads; the writer's owns `store` from now on.
    ///
    /// # Errors
    /// A [`Fault`] if there can be no reader or no thread.
    pub fn start(store: impl Store) -> Result<Self, Fault> {
        let (writes, write_queue) = mpsc::channel(WRITES_QUEUED_MAX);
        let (reads, read_queue) = mpsc::channel(READS_QUEUED_MAX);
        let counters = Arc::new(Counters::default());
        let reader = store.reader()?;
        let reader_gone = spawn("store-reader", move || read_all(reader, read_queue))?;
        let counted = Arc::clone(&counters);
        let writer_gone = spawn("store-writer", move || writer::run(Box::new(store), write_queue, &counted))?;
        let write_room = Arc::new(Semaphore::new(WRITE_BYTES_QUEUED_MAX / WRITE_BYTES_UNIT));
        Ok(Self { writes, write_room, reads, counters, writer_gone, reader_gone })
    }

    /// Appends to one workshop's log, in one transaction with whatever else is waiting. When it answers, the records
    /// survive a power cut. Repeating the same append is harmless, and right after a fault that may heal.
    ///
    /// # Errors
    /// As [`Store::append`]; [`Fault::Closed`] after a shutdown.
    pub async fn append(&self, append: Append) -> Result<Seq, AppendError> {
        let marks = append.marks.iter().map(|mark| mark.key.len() + mark.value.as_ref().map_or(0, bytes::Bytes::len));
        let bytes = append.records.iter().map(bytes::Bytes::len).chain(marks).sum();
        let (reply, answer) = oneshot::channel();
        self.queue(bytes, Write::Append { append, reply }).await?;
        answer.await.unwrap_or(Err(Fault::Closed.into()))
    }

    /// Remembers a token, in one transaction with whatever other tokens are waiting.
    ///
    /// # Errors
    /// As [`Store::add_tokens`]; [`Fault::Closed`] after a shutdown.
    pub async fn add_token(&self, token: NewToken) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        self.queue(0, Write::Token { token, reply }).await?;
        answer.await.unwrap_or(Err(Fault::Closed.into()))
    }

    /// See [`Store::create_workshop`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn create_workshop(&self, new: NewWorkshop) -> Result<(), StoreError> {
        self.write(Some(new.id), new.initial_state.len(), move |store| store.create_workshop(&new)).await
    }

    /// See [`Store::compact`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn compact(&self, compaction: Compaction) -> Result<(), StoreError> {
        let bytes = compaction.snapshot.len();
        self.write(Some(compaction.workshop), bytes, move |store| store.compact(&compaction)).await
    }

    /// See [`Store::raise_generation`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn raise_generation(&self, rebirth: Rebirth) -> Result<u64, StoreError> {
        let bytes = rebirth.snapshot.len();
        self.write(Some(rebirth.workshop), bytes, move |store| store.raise_generation(&rebirth)).await
    }

    /// See [`Store::revive_workshop`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn revive_workshop(&self, revival: Revival) -> Result<(), StoreError> {
        let bytes = revival.snapshot.len();
        self.write(Some(revival.record.id), bytes, move |store| store.revive_workshop(&revival)).await
    }

    /// See [`Store::delete_token`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn delete_token(&self, hash: Hash) -> Result<(), Fault> {
        self.write(None, 0, move |store| Ok(store.delete_token(&hash)?)).await.map_err(only_fault)
    }

    /// See [`Store::delete_tokens_of`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn delete_tokens_of(&self, workshop: WorkshopId, participant: ParticipantId) -> Result<u64, Fault> {
        self.write(Some(workshop), 0, move |store| Ok(store.delete_tokens_of(workshop, participant)?))
            .await
            .map_err(only_fault)
    }

    /// See [`Store::add_facilitator_secret`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn add_facilitator_secret(
        &self,
        workshop: WorkshopId,
        secret: FacilitatorSecret,
    ) -> Result<(), StoreError> {
        self.write(Some(workshop), 0, move |store| store.add_facilitator_secret(workshop, &secret)).await
    }

    /// See [`Store::delete_workshop`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn delete_workshop(&self, workshop: WorkshopId) -> Result<(), StoreError> {
        self.write(Some(workshop), 0, move |store| store.delete_workshop(workshop)).await
    }

    /// See [`ReadStore::load`]. What is found damaged is moved to the quarantine, if the disk lets us.
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn load(&self, workshop: WorkshopId) -> Result<Option<Loaded>, Fault> {
        let mut loaded = self.read(move |store| store.load(workshop)).await?;
        let quarantined = loaded.iter_mut().flat_map(|loaded| &mut loaded.quarantined);
        let fresh: Vec<_> = quarantined.filter(|found| !found.moved).collect();
        if !fresh.is_empty() {
            match self.write(Some(workshop), 0, move |store| store.mend(workshop)).await {
                Ok(_) => fresh.into_iter().for_each(|found| found.moved = true),
                Err(error) => {
                    tracing::error!(%workshop, %error, "damaged records stay where they are")
                }
            }
        }
        Ok(loaded)
    }

    /// See [`ReadStore::record`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn record(&self, workshop: WorkshopId) -> Result<Option<WorkshopRecord>, Fault> {
        self.read(move |store| store.record(workshop)).await
    }

    /// See [`ReadStore::find_token`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn find_token(&self, hash: Hash) -> Result<Option<TokenRecord>, Fault> {
        self.read(move |store| store.find_token(&hash)).await
    }

    /// See [`ReadStore::list_workshops`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn list_workshops(&self) -> Result<Vec<Brief>, Fault> {
        self.read(|store| store.list_workshops()).await
    }

    /// See [`ReadStore::count_workshops`].
    ///
    /// # Errors
    /// As there; [`Fault::Closed`] after a shutdown.
    pub async fn count_workshops(&self) -> Result<u64, Fault> {
        self.read(|store| store.count_workshops()).await
    }

    /// What the writer thread did so far.
    #[must_use]
    pub fn counts(&self) -> StoreCounts {
        self.counters.counts()
    }

    /// Whether it was shut down (or its writer thread has died, which nothing but a restart mends).
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.writes.is_closed()
    }

    /// Writes everything that is queued, closes the store and waits until its folder is free. Later calls answer
    /// [`Fault::Closed`]; a second shutdown waits for the first.
    pub async fn shutdown(&self) {
        // The reader first: the last one to close the file tidies it up, and must be allowed to write.
        let _already_stopping = self.reads.send(Read::Stop).await;
        gone(&self.reader_gone).await;
        let _already_stopping = self.writes.send(Waiting { write: Write::Stop, _room: None }).await;
        gone(&self.writer_gone).await;
    }

    async fn write<T: Send + 'static>(
        &self,
        workshop: Option<WorkshopId>,
        bytes: usize,
        work: impl FnOnce(&mut dyn Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let counters = Arc::clone(&self.counters);
        let run = Box::new(move |store: &mut dyn Store| {
            let outcome = work(store);
            if matches!(outcome, Err(StoreError::Fault(_))) {
                counters.faulted();
            }
            writer::answer(reply, outcome);
        });
        self.queue(bytes, Write::Other { workshop, run }).await?;
        answer.await.unwrap_or(Err(Fault::Closed.into()))
    }

    async fn queue(&self, bytes: usize, write: Write) -> Result<(), Fault> {
        // Never more than all there is: such a write goes alone.
        let units = (bytes / WRITE_BYTES_UNIT + 1).min(WRITE_BYTES_QUEUED_MAX / WRITE_BYTES_UNIT) as u32;
        let room = Arc::clone(&self.write_room).acquire_many_owned(units).await.map_err(|_| Fault::Closed)?;
        self.writes.send(Waiting { write, _room: Some(room) }).await.map_err(|_| Fault::Closed)
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn ReadStore) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let (reply, answer) = oneshot::channel();
        let run = Box::new(move |store: &mut dyn ReadStore| {
            if !reply.is_closed() {
                writer::answer(reply, work(store));
            }
        });
        self.reads.send(Read::Do(run)).await.map_err(|_| Fault::Closed)?;
        answer.await.unwrap_or(Err(Fault::Closed))
    }
}

/// For calls that break no rule. (Should a store say so all the same, it is at fault.)
fn only_fault(error: StoreError) -> Fault {
    match error {
        StoreError::Fault(fault) => fault,
        StoreError::Rule(rule) => Fault::Io(rule.to_string()),
    }
}

fn read_all(mut reader: Box<dyn ReadStore>, mut queue: mpsc::Receiver<Read>) {
    while let Some(read) = queue.blocking_recv() {
        match read {
            Read::Do(run) => run(&mut *reader),
            Read::Stop => queue.close(),
        }
    }
}

/// Starts a thread; what is returned changes no more when all that the thread owned is gone.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<watch::Receiver<()>, Fault> {
    let (alive, gone) = watch::channel(());
    let body = move || {
        let _alive = alive;
        work();
    };
    thread::Builder::new().name(name.to_owned()).spawn(body).map_err(|error| Fault::Io(error.to_string()))?;
    Ok(gone)
}

async fn gone(thread: &watch::Receiver<()>) {
    let mut thread = thread.clone();
    while thread.changed().await.is_ok() {}
}
