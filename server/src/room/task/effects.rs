//! Carries a room's effects out, and brings back what comes of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use journeyboard_shared::wire::CloseCode;
use tokio::time::Instant;

use super::{End, Room, Surroundings};
use crate::clock;
use crate::room::core::{Base, Effect, Fold, Report, RoomEvent};
use crate::room::fold::fold;
use crate::store::{Append, Compaction, Rule, Seq, StoreError};

/// What closes a connection when its room met a bug of ours.
const INTERNAL_ERROR: u16 = 1011;

impl Room {
    /// One event through the core. Should it panic, the room is lost, not the server: it is opened again from disk.
    pub(super) fn feed(&mut self, event: RoomEvent) {
        match catch_unwind(AssertUnwindSafe(|| self.core.on(event, clock::now()))) {
            Ok(effects) => effects.into_iter().for_each(|effect| self.carry_out(effect)),
            Err(_) => self.break_down(),
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Append { first_seq, records, marks } => {
                let (workshop, generation) = (self.around.workshop, self.generation);
                let append = Append { workshop, generation, first_seq, records, marks };
                let store = self.around.store.clone();
                self.appending = Some(Box::pin(async move { store.append(append).await }));
            }
            Effect::RetryAppendIn { ms } => self.retry_at = Some(Instant::now() + Duration::from_millis(ms)),
            Effect::Send(peer, frames) => {
                if self.outboxes.get(&peer).is_some_and(|outbox| outbox.send(frames).is_err()) {
                    self.feed(RoomEvent::FellBehind(peer));
                }
            }
            Effect::Close(peer, code, reason) => {
                if let Some(outbox) = self.outboxes.remove(&peer) {
                    outbox.close(code, reason);
                }
            }
            Effect::TickIn { ms } => self.tick_at = Some(Instant::now() + Duration::from_millis(ms)),
            Effect::PhaseIn { ms } => self.phase_at = Some(Instant::now() + Duration::from_millis(ms)),
            Effect::Compact(fold) => self.compact(*fold),
            Effect::Answer(ticket, answer) => {
                if let Some(reply) = self.replies.remove(&ticket) {
                    let _nobody_waits = reply.send(Ok(answer));
                }
            }
            Effect::Report(report) => self.report(&report),
        }
    }

    fn report(&self, report: &Report) {
        let workshop = self.around.workshop;
        match report {
            Report::Refused(participant, rule) => {
                tracing::info!(%workshop, %participant, rule, "edit refused")
            }
            Report::Slipped(error) => {
                self.around.defects.slipped();
                tracing::error!(%workshop, error, "defect: an update passed the gate and did not fit")
            }
            Report::Degraded => tracing::error!(%workshop, "the disk does not take edits"),
            Report::Recovered => tracing::info!(%workshop, "the disk takes edits again"),
        }
    }

    pub(super) fn appended(&mut self, outcome: Result<Seq, StoreError>) {
        self.appending = None;
        match outcome {
            Ok(upto) => self.feed(RoomEvent::Appended(upto)),
            Err(StoreError::Fault(fault)) => {
                tracing::error!(workshop = %self.around.workshop, %fault, "append failed");
                self.feed(RoomEvent::AppendFailed);
            }
            Err(StoreError::Rule(Rule::UnknownWorkshop(_))) => {
                self.feed(RoomEvent::Ending(CloseCode::NoSuchWorkshop, "the workshop was deleted"));
                self.end = Some(End::Deleted);
            }
            Err(StoreError::Rule(rule)) => {
                tracing::error!(workshop = %self.around.workshop, %rule, "defect: the log and the room disagree");
                self.break_down();
            }
        }
    }

    pub(super) fn compact(&mut self, work: Fold) {
        let Surroundings { workshop, store, .. } = self.around.clone();
        let generation = self.generation;
        self.folding = Some(Box::pin(async move {
            let folded = tokio::task::spawn_blocking(move || fold(&work)).await;
            let base = folded.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
            let compaction = Compaction { workshop, generation, upto_seq: base.seq, snapshot: base.state.clone() };
            store.compact(compaction).await.map_err(|error| error.to_string())?;
            Ok(base)
        }));
    }

    pub(super) async fn folded(&mut self, outcome: Result<Base, String>) {
        self.folding = None;
        match outcome {
            Ok(base) => self.feed(RoomEvent::Compacted(base)),
            Err(error) => {
                tracing::error!(workshop = %self.around.workshop, error, "the log was not folded");
                self.feed(RoomEvent::CompactionFailed);
            }
        }
    }

    /// A bug of ours: nothing of this room's memory is trusted any more.
    fn break_down(&mut self) {
        if self.end == Some(End::Broken) {
            return;
        }
        self.around.defects.reopened();
        tracing::error!(workshop = %self.around.workshop, "defect: the room broke down and is opened again from disk");
        for (_, outbox) in self.outboxes.drain() {
            outbox.close(INTERNAL_ERROR, "the room is opened again; come back".to_owned());
        }
        self.end = Some(End::Broken);
    }
}
