//! All rooms that are in memory. Opening is single-flight; a room that is needed is opened, one that is not, leaves.
//!
//! The map holds the way to speak to a room, not the room, and its guard is never held across an await: whoever comes
//! first puts a queue into the map and starts the task that opens the room; whoever comes next finds the queue.

use std::sync::Arc;
use std::time::Duration;

use dashmap::DashMap;
use journeyboard_shared::ids::WorkshopId;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::room::core::{Answer, Newcomer, Question};
use crate::room::{
    DefectCounts, Defects, Inbox, Mail, NotRestored, Restored, RoomError, RoomHandle, Surroundings, live, outbox, post,
};
use crate::store::{Past, Rebirth, Rule, StoreError, StoreHandle};

/// How often a caller follows a room that keeps leaving; each time is a race lost by microseconds.
const FOLLOW_MAX: usize = 16;

/// What rooms wait for, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomTimes {
    /// How long a room in which nobody is stays in memory.
    pub idle_close: Duration,
    /// How long a change of the phase is announced ahead, when it ends what people may be doing. Zero: not at all.
    pub phase_grace: Duration,
}

impl Default for RoomTimes {
    fn default() -> Self {
        Self { idle_close: Duration::from_secs(60), phase_grace: Duration::from_secs(2) }
    }
}

/// All rooms. Clones mean the same rooms.
#[derive(Debug, Clone)]
pub struct Rooms(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    open: DashMap<WorkshopId, RoomHandle>,
    store: StoreHandle,
    times: RoomTimes,
    build: &'static str,
    defects: Arc<Defects>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Rooms {
    /// No rooms yet.
    #[must_use]
    pub fn new(store: StoreHandle, times: RoomTimes, build: &'static str) -> Self {
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        Self(Arc::new(Inner { open: DashMap::new(), store, times, build, defects: Arc::default(), stop, tasks }))
    }

    /// Asks something of a room; opens it if need be.
    ///
    /// # Errors
    /// [`RoomError`], if there is no such workshop or it cannot be opened.
    pub async fn ask(&self, workshop: WorkshopId, question: Question) -> Result<Answer, RoomError> {
        for _ in 0..FOLLOW_MAX {
            let question = question.clone();
            if let Some(answer) = self.room(workshop)?.ask(|reply| Mail::Ask { question, reply }).await {
                return answer;
            }
        }
        Err(RoomError::Unavailable)
    }

    /// Lets a connection in; opens the room if need be.
    ///
    /// # Errors
    /// [`RoomError`], if there is no such workshop, it is at another generation, or it cannot be opened.
    pub async fn attach(
        &self,
        workshop: WorkshopId,
        newcomer: Newcomer,
        generation: u64,
    ) -> Result<(RoomHandle, Inbox), RoomError> {
        for _ in 0..FOLLOW_MAX {
            let room = self.room(workshop)?;
            let (outbox, inbox) = outbox();
            let newcomer = newcomer.clone();
            let attached = room.ask(|reply| Mail::Attach { newcomer, generation, outbox, reply }).await;
            if let Some(attached) = attached {
                return attached.map(|()| (room, inbox));
            }
        }
        Err(RoomError::Unavailable)
    }

    /// Deletes a workshop with all that belongs to it, and closes everybody who is in it.
    ///
    /// # Errors
    /// [`RoomError::NoSuchWorkshop`], or [`RoomError::Unavailable`] if the disk fails.
    pub async fn delete(&self, workshop: WorkshopId) -> Result<(), RoomError> {
        for _ in 0..FOLLOW_MAX {
            match self.room(workshop)?.ask(|reply| Mail::Delete { reply }).await {
                Some(Ok(())) => return Ok(()),
                Some(Err(StoreError::Rule(Rule::UnknownWorkshop(_)))) => {
                    return Err(RoomError::NoSuchWorkshop);
                }
                Some(Err(error)) => {
                    tracing::error!(%workshop, %error, "could not delete a workshop");
                    return Err(RoomError::Unavailable);
                }
                // The room is gone, or cannot be opened: then its bytes can still go.
                None => match self.0.store.delete_workshop(workshop).await {
                    Ok(()) => return Ok(()),
                    Err(StoreError::Rule(_)) => return Err(RoomError::NoSuchWorkshop),
                    Err(StoreError::Fault(_)) => {}
                },
            }
        }
        Err(RoomError::Unavailable)
    }

    /// Puts another state in the place of all that a workshop holds; answers its new generation. Everybody who is in it is
    /// closed with 4409. What `prepare` makes is handed to the room; it is made anew for each room that is tried.
    ///
    /// # Errors
    /// [`NotRestored`]; then the workshop is as it was, unless the disk failed at the last moment.
    pub(crate) async fn restore(
        &self,
        workshop: WorkshopId,
        prepare: impl Fn() -> Restored,
    ) -> Result<u64, NotRestored> {
        for _ in 0..FOLLOW_MAX {
            let restored = prepare();
            match self.room(workshop)?.ask(|reply| Mail::Restore { restored, reply }).await {
                // Nobody can be in a room that cannot be opened: its bytes can be replaced without it.
                Some(Err(NotRestored::Room(RoomError::Damaged))) => {
                    return self.replace_unopened(workshop, prepare()).await;
                }
                Some(outcome) => return outcome,
                None => {}
            }
        }
        Err(RoomError::Unavailable.into())
    }

    async fn replace_unopened(&self, workshop: WorkshopId, restored: Restored) -> Result<u64, NotRestored> {
        let Restored { snapshot, above, set_aside } = restored;
        let record = self.0.store.record(workshop).await.map_err(StoreError::from)?;
        let from_generation = record.ok_or(RoomError::NoSuchWorkshop)?.generation;
        let aside = tokio::task::spawn_blocking(move || set_aside(from_generation)).await;
        aside.map_err(|_| RoomError::Unavailable)??;
        let rebirth = Rebirth { workshop, from_generation, above, snapshot, past: Past::Keep };
        Ok(self.0.store.raise_generation(rebirth).await?)
    }

    /// How many rooms are in memory.
    #[must_use]
    pub fn live(&self) -> usize {
        self.0.open.len()
    }

    /// What must never happen, and how often it did.
    #[must_use]
    pub fn defects(&self) -> DefectCounts {
        self.0.defects.counts()
    }

    /// Writes what was accepted, closes every connection with 1012 and waits until all rooms have ended.
    pub async fn shutdown(&self) {
        self.0.stop.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }

    /// The room, opened or on its way. Never waits.
    fn room(&self, workshop: WorkshopId) -> Result<RoomHandle, RoomError> {
        if self.0.stop.is_cancelled() {
            return Err(RoomError::Restarting);
        }
        let entry = self.0.open.entry(workshop).or_insert_with(|| self.open(workshop));
        Ok(entry.value().clone())
    }

    fn open(&self, workshop: WorkshopId) -> RoomHandle {
        let (handle, post) = post();
        let around = Surroundings {
            workshop,
            store: self.0.store.clone(),
            idle_close: self.0.times.idle_close,
            phase_grace: self.0.times.phase_grace,
            build: self.0.build,
            defects: Arc::clone(&self.0.defects),
            stop: self.0.stop.clone(),
        };
        let (inner, own) = (Arc::clone(&self.0), handle.clone());
        let leave = move || {
            inner.open.remove_if(&workshop, |_, there| there.is_same(&own));
        };
        self.0.tasks.spawn(live(around, post, leave));
        handle
    }
}

#[cfg(test)]
mod tests;
