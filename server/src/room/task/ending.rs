//! How a room ends: because nobody came, because it was deleted, because the server stops.

use std::time::Duration;

use journeyboard_shared::wire::CloseCode;
use tokio::sync::oneshot;

use super::{End, Room};
use crate::room::core::RoomEvent;
use crate::room::handle::{NotRestored, Restored, RoomError};
use crate::store::{Fault, Past, Rebirth, Rule, StoreError};

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

    /// What is on its way to the disk arrives or fails; the room sends nothing after it.
    async fn last_append(&mut self) {
        if let Some(appending) = self.appending.take() {
            let outcome = appending.await;
            self.appended(outcome);
        }
    }

    /// Another state takes the place of all that the workshop holds: that is put aside, a new generation begins, and
    /// everybody is closed with 4409, so that no copy of the old one can merge into it.
    pub(super) async fn restore(&mut self, restored: Restored, reply: oneshot::Sender<Result<u64, NotRestored>>) {
        self.last_append().await;
        let outcome = self.replace(restored).await;
        if outcome.is_ok() {
            self.feed(RoomEvent::Ending(CloseCode::OtherGeneration, "the workshop was restored; join again"));
            self.end = Some(End::Restored);
        }
        let _nobody_waits = reply.send(outcome);
    }

    async fn replace(&mut self, restored: Restored) -> Result<u64, NotRestored> {
        let Restored { snapshot, above, set_aside } = restored;
        let (workshop, from_generation) = (self.around.workshop, self.generation);
        let aside = tokio::task::spawn_blocking(move || set_aside(from_generation)).await;
        aside.map_err(|_| RoomError::Unavailable)??;
        let rebirth = Rebirth { workshop, from_generation, above, snapshot, past: Past::Keep };
        Ok(self.around.store.raise_generation(rebirth).await?)
    }

    pub(super) async fn delete(&mut self, reply: oneshot::Sender<Result<(), StoreError>>) {
        self.last_append().await;
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
