//! How the rest of the server speaks to a room: by messages in a bounded queue, each with its answer.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::core::{Answer, Newcomer, PeerId, Question};
use super::outbox::Outbox;
use crate::store::{NotCopied, StoreError};

/// Messages that may wait for a room. Each socket waits with at most one more, and stops reading meanwhile.
const MAIL_QUEUED_MAX: usize = 1_024;
/// Bytes of frames that may wait for a room: four of the largest uploads.
const MAIL_BYTES_QUEUED_MAX: usize = 16 * 1024 * 1024;
/// What one unit of the byte budget stands for.
const MAIL_BYTES_UNIT: usize = 256;

/// Why a room did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RoomError {
    /// There is no such workshop.
    #[error("there is no such workshop")]
    NoSuchWorkshop,
    /// The caller's token is of another life of the workshop.
    #[error("the workshop was restored or rebuilt since; join again")]
    OtherGeneration,
    /// It cannot be opened or written now.
    #[error("the workshop cannot be reached now; try again")]
    Unavailable,
    /// What is stored of it cannot be read.
    #[error("the workshop is damaged on disk")]
    Damaged,
    /// The server stops.
    #[error("the server is restarting")]
    Restarting,
}

/// Something for a room.
pub(crate) enum Mail {
    /// A connection wants in.
    Attach { newcomer: Newcomer, generation: u64, outbox: Outbox, reply: Reply<()> },
    /// A connection said something.
    Frame { peer: PeerId, frame: Bytes, _room: OwnedSemaphorePermit },
    /// A connection is gone.
    Left(PeerId),
    /// Somebody asks something.
    Ask { question: Question, reply: Reply<Answer> },
    /// The workshop is to be deleted, with all that belongs to it.
    Delete { reply: oneshot::Sender<Result<(), StoreError>> },
    /// Another state takes the place of what the workshop holds; answers the new generation.
    Restore { restored: Restored, reply: oneshot::Sender<Result<u64, NotRestored>> },
}

/// A state that takes the place of all that a workshop holds.
pub(crate) struct Restored {
    /// The state as one update, v1.
    pub(crate) snapshot: Bytes,
    /// The new generation is above this one.
    pub(crate) above: u64,
    /// Puts what the workshop holds now aside; called when all that was acked is on disk and nothing more is written.
    /// Its generation is given. If it fails, nothing is replaced.
    pub(crate) set_aside: SetAside,
}

/// See [`Restored::set_aside`].
pub(crate) type SetAside = Box<dyn FnOnce(u64) -> Result<(), NotRestored> + Send>;

/// Why a workshop's content was not replaced; it is as it was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotRestored {
    /// What it holds could not be put aside.
    #[error("what the workshop holds now could not be set aside: {0}")]
    NotSetAside(NotCopied),
    /// The store refused it, or failed; after a failure it may have happened all the same.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no room to do it in.
    #[error(transparent)]
    Room(#[from] RoomError),
}

/// Where an answer goes. Dropped unanswered, it means: this room is gone, open it again.
pub(crate) type Reply<T> = oneshot::Sender<Result<T, RoomError>>;

/// A way to speak to one opened room.
#[derive(Debug, Clone)]
pub struct RoomHandle {
    mail: mpsc::Sender<Mail>,
    bytes: Arc<Semaphore>,
}

/// The room's end of the queue.
pub(crate) type Post = mpsc::Receiver<Mail>;

/// A new pair.
pub(crate) fn post() -> (RoomHandle, Post) {
    let (mail, post) = mpsc::channel(MAIL_QUEUED_MAX);
    (RoomHandle { mail, bytes: Arc::new(Semaphore::new(MAIL_BYTES_QUEUED_MAX / MAIL_BYTES_UNIT)) }, post)
}

/// The room is gone; what was sent was not taken.
#[derive(Debug, PartialEq, Eq)]
pub struct Gone;

impl RoomHandle {
    /// Whether both speak to the same room.
    #[must_use]
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.mail.same_channel(&other.mail)
    }

    /// Hands a frame over; waits while too much is waiting.
    ///
    /// # Errors
    /// [`Gone`].
    pub async fn frame(&self, peer: PeerId, frame: Bytes) -> Result<(), Gone> {
        let units = (frame.len() / MAIL_BYTES_UNIT + 1).min(MAIL_BYTES_QUEUED_MAX / MAIL_BYTES_UNIT) as u32;
        let room = Arc::clone(&self.bytes).acquire_many_owned(units).await.map_err(|_| Gone)?;
        self.mail.send(Mail::Frame { peer, frame, _room: room }).await.map_err(|_| Gone)
    }

    /// Says that a connection is gone.
    pub async fn left(&self, peer: PeerId) {
        let _gone_already = self.mail.send(Mail::Left(peer)).await;
    }

    /// Sends mail that is answered; `None` if the room is gone.
    pub(crate) async fn ask<T>(&self, mail: impl FnOnce(oneshot::Sender<T>) -> Mail) -> Option<T> {
        let (reply, answer) = oneshot::channel();
        self.mail.send(mail(reply)).await.ok()?;
        answer.await.ok()
    }
}
