//! What waits for one connection's socket. Bounded in bytes, in order, never dropped from: over its bound, the
//! connection is cut off; a resync is cheaper than remembering.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::AcqRel, Ordering::Acquire};

use bytes::Bytes;
use journeyboard_shared::limits::PEER_BACKLOG_BYTES_MAX;
use tokio::sync::mpsc;

/// What a waiting frame costs besides its bytes.
const FRAME_OVERHEAD_BYTES: usize = 48;
/// More than this waiting, and a connection gets no presence until it caught up: half a second of a busy room.
const CONGESTED_BYTES: usize = 256 * 1024;

/// Something for a socket.
#[derive(Debug)]
pub enum ToSocket {
    /// Messages, in order; best in one write.
    Frames(Vec<Bytes>),
    /// The last word: a close code and a reason.
    Close(u16, String),
}

/// The room's end.
#[derive(Debug)]
pub struct Outbox {
    queue: mpsc::UnboundedSender<ToSocket>,
    backlog: Arc<AtomicUsize>,
}

/// The socket's end.
#[derive(Debug)]
pub struct Inbox {
    queue: mpsc::UnboundedReceiver<ToSocket>,
    backlog: Arc<AtomicUsize>,
}

/// More is waiting than may.
#[derive(Debug, PartialEq, Eq)]
pub struct Behind;

/// A new pair.
#[must_use]
pub fn outbox() -> (Outbox, Inbox) {
    // Unbounded in messages because it is bounded in bytes, each message with its overhead.
    let (sender, receiver) = mpsc::unbounded_channel();
    let backlog = Arc::new(AtomicUsize::new(0));
    (Outbox { queue: sender, backlog: Arc::clone(&backlog) }, Inbox { queue: receiver, backlog })
}

impl Outbox {
    /// Queues frames. One batch always fits into an empty queue: a joiner's whole document may be larger than the bound.
    ///
    /// # Errors
    /// [`Behind`], and nothing was queued.
    pub fn send(&self, frames: Vec<Bytes>) -> Result<(), Behind> {
        if self.backlog.load(Acquire) > PEER_BACKLOG_BYTES_MAX {
            return Err(Behind);
        }
        self.backlog.fetch_add(cost(&frames), AcqRel);
        // A socket that is gone says so by itself.
        let _gone = self.queue.send(ToSocket::Frames(frames));
        Ok(())
    }

    /// Says the last word.
    pub fn close(&self, code: u16, reason: String) {
        let _gone = self.queue.send(ToSocket::Close(code, reason));
    }

    /// Whether presence should wait.
    #[must_use]
    pub fn is_congested(&self) -> bool {
        self.backlog.load(Acquire) > CONGESTED_BYTES
    }
}

impl Inbox {
    /// The next thing; `None` if the room is gone without a word.
    pub async fn next(&mut self) -> Option<ToSocket> {
        self.queue.recv().await
    }

    /// Frames were written.
    pub fn written(&self, frames: usize, bytes: usize) {
        self.backlog.fetch_sub(bytes + frames * FRAME_OVERHEAD_BYTES, AcqRel);
    }
}

fn cost(frames: &[Bytes]) -> usize {
    frames.iter().map(|frame| frame.len() + FRAME_OVERHEAD_BYTES).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn rm9_a_queue_over_its_bound_takes_nothing_until_it_was_written() {
        let (outbox, mut inbox) = outbox();
        let large = Bytes::from(vec![0; PEER_BACKLOG_BYTES_MAX + 1]);
        assert_eq!(outbox.send(vec![large.clone()]), Ok(()), "one batch always fits");
        assert_eq!(outbox.send(vec![Bytes::from_static(b"x")]), Err(Behind));
        assert!(outbox.is_congested());
        let Some(ToSocket::Frames(frames)) = inbox.next().await else { panic!("frames were sent") };
        inbox.written(frames.len(), frames.iter().map(Bytes::len).sum());
        assert_eq!(outbox.send(vec![Bytes::from_static(b"x")]), Ok(()));
        assert!(!outbox.is_congested());
    }
}
