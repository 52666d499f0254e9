//! The task of one room: names the sources of events, feeds them to the core, carries its effects out.

mod effects;
mod ending;
mod opening;

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use journeyboard_shared::ids::WorkshopId;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::core::{Answer, Base, PeerId, Question, RoomCore, RoomEvent, Ticket};
use super::defects::Defects;
use super::handle::{Mail, Post, Reply, RoomError};
use super::outbox::Outbox;
use crate::store::{Seq, StoreError, StoreHandle};
use opening::{open, turn_away};

/// What a room stands in.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    pub(crate) workshop: WorkshopId,
    pub(crate) store: StoreHandle,
    /// How long a room in which nobody is stays in memory.
    pub(crate) idle_close: Duration,
    /// How long an announced change of the phase waits.
    pub(crate) phase_grace: Duration,
    pub(crate) build: &'static str,
    pub(crate) defects: Arc<Defects>,
    pub(crate) stop: CancellationToken,
}

/// Why a room ended. Whoever still has mail in its queue asks for the room again.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Quiet,
    Deleted,
    Restored,
    Stopped,
    Broken,
}

type Appending = Pin<Box<dyn Future<Output = Result<Seq, StoreError>> + Send>>;
type Folding = Pin<Box<dyn Future<Output = Result<Base, String>> + Send>>;

/// One pass of the loop.
enum Step {
    Event(RoomEvent),
    Appended(Result<Seq, StoreError>),
    Folded(Result<Base, String>),
    Mail(Option<Mail>),
    Leave,
    Stop,
}

struct Room {
    around: Surroundings,
    generation: u64,
    core: RoomCore,
    post: Post,
    outboxes: HashMap<PeerId, Outbox>,
    replies: HashMap<Ticket, Reply<Answer>>,
    tickets: u64,
    appending: Option<Appending>,
    folding: Option<Folding>,
    tick_at: Option<Instant>,
    retry_at: Option<Instant>,
    phase_at: Option<Instant>,
    leave_at: Option<Instant>,
    end: Option<End>,
}

/// Opens a room, keeps it while it is needed, and calls `leave` (which takes it out of the map) before its queue is
/// closed, so that nobody new can find a room that ends.
pub(crate) async fn live(around: Surroundings, mut post: Post, leave: impl FnOnce()) {
    match open(&around).await {
        Ok((core, generation)) => {
            let mut room = Room::new(around, generation, core, post);
            let end = room.run().await;
            if end == End::Broken {
                room.let_the_disk_end().await;
            }
            tracing::debug!(workshop = %room.around.workshop, ?end, "room closed");
            leave();
            room.post.close();
            // What is still in the queue is dropped with its replies: its senders open the room again.
        }
        Err(error) => {
            leave();
            post.close();
            while let Some(mail) = post.recv().await {
                turn_away(mail, &error);
            }
        }
    }
}

impl Room {
    fn new(around: Surroundings, generation: u64, core: RoomCore, post: Post) -> Self {
        Self {
            around,
            generation,
            core,
            post,
            outboxes: HashMap::new(),
            replies: HashMap::new(),
            tickets: 0,
            appending: None,
            folding: None,
            tick_at: None,
            retry_at: None,
            phase_at: None,
            leave_at: None,
            end: None,
        }
    }

    async fn run(&mut self) -> End {
        loop {
            if let Some(end) = self.end.take() {
                return end;
            }
            self.watch_the_clock();
            match self.next().await {
                Step::Event(event) => self.feed(event),
                Step::Appended(outcome) => self.appended(outcome),
                Step::Folded(outcome) => self.folded(outcome).await,
                Step::Mail(Some(mail)) => self.open_mail(mail).await,
                Step::Mail(None) | Step::Stop => return self.stop().await,
                Step::Leave => self.leave(),
            }
        }
    }

    async fn next(&mut self) -> Step {
        tokio::select! {
            biased;
            () = self.around.stop.cancelled() => Step::Stop,
            outcome = pending(&mut self.appending) => Step::Appended(outcome),
            outcome = pending(&mut self.folding) => Step::Folded(outcome),
            () = at(self.tick_at) => { self.tick_at = None; Step::Event(self.tick()) }
            () = at(self.retry_at) => { self.retry_at = None; Step::Event(RoomEvent::RetryAppend) }
            () = at(self.phase_at) => { self.phase_at = None; Step::Event(RoomEvent::PhaseDue) }
            () = at(self.leave_at) => Step::Leave,
            mail = self.post.recv() => { self.leave_at = None; Step::Mail(mail) }
        }
    }

    fn watch_the_clock(&mut self) {
        if !self.core.is_quiet() {
            self.leave_at = None;
        } else if self.leave_at.is_none() {
            self.leave_at = Some(Instant::now() + self.around.idle_close);
        }
    }

    fn tick(&self) -> RoomEvent {
        let congested = self.outboxes.iter().filter(|(_, outbox)| outbox.is_congested()).map(|(peer, _)| *peer);
        RoomEvent::PresenceTick { congested: congested.collect() }
    }

    async fn open_mail(&mut self, mail: Mail) {
        match mail {
            Mail::Attach { newcomer, generation, outbox, reply } => {
                if generation != self.generation {
                    return drop(reply.send(Err(RoomError::OtherGeneration)));
                }
                // Whoever asked is gone when this fails; the connection with them.
                if reply.send(Ok(())).is_ok() {
                    self.outboxes.insert(newcomer.peer, outbox);
                    self.feed(RoomEvent::Joined(newcomer));
                }
            }
            Mail::Frame { peer, frame, _room } => self.feed(RoomEvent::Frame(peer, frame)),
            Mail::Left(peer) => {
                self.outboxes.remove(&peer);
                self.feed(RoomEvent::Left(peer));
            }
            Mail::Ask { question, reply } => self.ask(question, reply),
            Mail::Delete { reply } => self.delete(reply).await,
            Mail::Restore { restored, reply } => self.restore(restored, reply).await,
        }
    }

    fn ask(&mut self, question: Question, reply: Reply<Answer>) {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.replies.insert(ticket, reply);
        self.feed(RoomEvent::Asked(ticket, question));
    }
}

/// The future in the slot; waits for ever if there is none.
async fn pending<T>(slot: &mut Option<Pin<Box<dyn Future<Output = T> + Send>>>) -> T {
    match slot {
        Some(future) => future.await,
        None => std::future::pending().await,
    }
}

/// That time; never if there is none.
async fn at(time: Option<Instant>) {
    match time {
        Some(time) => tokio::time::sleep_until(time).await,
        None => std::future::pending().await,
    }
}
