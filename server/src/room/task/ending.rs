//! How a room ends: because nobody came, because it was deleted, because the server stops.

use std::time::Duration;

use journeyboard_shared::wire::CloseCode;
use tokio::sync::oneshot;

use super::{End, Room};
use crate::room::core::RoomEvent;
use crate::store::{Fault, Rule, StoreError};

/// How long a room that ends waits for the disk, before it gives up what was never acked.
const LAST_WRITES: Duration = Duration::from_secs(5);

impl Room {
    /// Nobody came for a while: fold what is worth it, then leave memory.
    pub(super) fn leave(&mut self) {
        self.leave_at = None;
        if !self.core.is_quiet() {
            return;
        }
        match self.core.fold_before_leaving() {
            Some(fold) => self.compact(fold),
            None => self.end = Some(End::Quiet),
        }
    }

    pub(super) async fn delete(&mut self, reply: oneshot::Sender<Result<(), StoreError>>) {
        if let Some(appending) = self.appending.take() {
            let outcome = appending.await;
            self.appended(outcome);
        }
        let outcome = self.around.store.delete_workshop(self.around.workshop).await;
        let gone = matches!(outcome, Ok(()) | Err(StoreError::Rule(Rule::UnknownWorkshop(_))));
        if gone {
            self.feed(RoomEvent::Ending(CloseCode::NoSuchWorkshop, "the workshop was deleted"));
            self.end = Some(End::Deleted);
        }
        let _nobody_waits = reply.send(outcome);
    }

    /// What a broken room had sent to the disk is there, or is not, before the room is opened again from it.
    pub(super) async fn let_the_disk_end(&mut self) {
        let (appending, folding) = (self.appending.take(), self.folding.take());
        let last_writes = async {
            if let Some(appending) = appending {
                let _nobody_is_acked = appending.await;
            }
            if let Some(folding) = folding {
                let _either_way_the_same = folding.await;
            }
        };
        if tokio::time::timeout(LAST_WRITES, last_writes).await.is_err() {
            tracing::error!(workshop = %self.around.workshop, "gave up waiting for the disk");
        }
    }

    /// The server stops: what was accepted is written and acked, then everybody is told to come back.
    pub(super) async fn stop(&mut self) -> End {
        let last_writes = async {
            while let Some(appending) = self.appending.take() {
                match appending.await {
                    Err(StoreError::Fault(Fault::DiskFull | Fault::Io(_) | Fault::Corrupt(_) | Fault::Closed)) => break,
                    outcome => self.appended(outcome),
                }
            }
        };
        if tokio::time::timeout(LAST_WRITES, last_writes).await.is_err() {
            tracing::error!(workshop = %self.around.workshop, "gave up waiting for the disk");
        }
        self.feed(RoomEvent::Ending(CloseCode::Restarting, "the server is restarting; come back"));
        End::Stopped
    }
}
