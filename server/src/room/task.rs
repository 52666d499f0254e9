//! The task of one room: names the sources of events, feeds them to the core, carries its effects out.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::time::Duration;

use journeyboard_shared::ids::WorkshopId;
use journeyboard_shared::wire::CloseCode;
use tokio::sync::oneshot;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::core::{
    Answer, Base, Effect, Fold, Opening, PeerId, Question, Report, RoomCore, RoomEvent, Ticket,
};
use super::fold::fold;
use super::handle::{Mail, Post, Reply, RoomError};
use super::outbox::Outbox;
use crate::clock;
use crate::secrets;
use crate::store::{Append, Compaction, Fault, Rule, Seq, StoreError, StoreHandle};

/// What closes a connection when its room met a bug of ours.
const INTERNAL_ERROR: u16 = 1011;
/// How long a room that ends waits for the disk, before it gives up what was never acked.
const LAST_WRITES: Duration = Duration::from_secs(5);

/// What a room stands in.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    pub(crate) workshop: WorkshopId,
    pub(crate) store: StoreHandle,
    /// How long a room in which nobody is stays in memory.
    pub(crate) idle_close: Duration,
    pub(crate) build: &'static str,
    pub(crate) stop: CancellationToken,
}

/// Why a room ended. Whoever still has mail in its queue asks for the room again.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Quiet,
    Deleted,
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

fn turn_away(mail: Mail, error: &RoomError) {
    match mail {
        Mail::Attach { reply, .. } => drop(reply.send(Err(error.clone()))),
        Mail::Ask { reply, .. } => drop(reply.send(Err(error.clone()))),
        Mail::Delete { .. } | Mail::Frame { .. } | Mail::Left(_) => {}
    }
}

async fn open(around: &Surroundings) -> Result<(RoomCore, u64), RoomError> {
    let workshop = around.workshop;
    let loaded = around.store.load(workshop).await.map_err(|fault| {
        tracing::error!(%workshop, %fault, "could not open a room");
        RoomError::Unavailable
    })?;
    let loaded = loaded.ok_or(RoomError::NoSuchWorkshop)?;
    if !loaded.missing.is_empty() || !loaded.quarantined.is_empty() {
        tracing::error!(%workshop, missing = ?loaded.missing, quarantined = loaded.quarantined.len(), "damaged records");
    }
    let Some((seq, state)) = loaded.snapshot else { return Err(RoomError::Damaged) };
    let generation = loaded.record.generation;
    let opening = Opening {
        generation,
        build: around.build,
        now: clock::now(),
        chance: secrets::new_number().map_err(|_| RoomError::Unavailable)?,
        base: Base { seq, state },
        tail: loaded.tail,
        durable: loaded.last_seq,
        whole: loaded.missing.is_empty(),
    };
    match catch_unwind(AssertUnwindSafe(|| RoomCore::open(opening))) {
        Ok(Ok(core)) => Ok((core, generation)),
        Ok(Err(error)) => {
            tracing::error!(%workshop, %error, "the stored document cannot be read");
            Err(RoomError::Damaged)
        }
        Err(_) => Err(RoomError::Damaged),
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
        }
    }

    fn ask(&mut self, question: Question, reply: Reply<Answer>) {
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.replies.insert(ticket, reply);
        self.feed(RoomEvent::Asked(ticket, question));
    }

    /// One event through the core. Should it panic, the room is lost, not the server: it is opened again from disk.
    fn feed(&mut self, event: RoomEvent) {
        match catch_unwind(AssertUnwindSafe(|| self.core.on(event, clock::now()))) {
            Ok(effects) => effects.into_iter().for_each(|effect| self.carry_out(effect)),
            Err(_) => self.break_down(),
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Append { first_seq, records } => {
                let (workshop, generation) = (self.around.workshop, self.generation);
                let append = Append { workshop, generation, first_seq, records };
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
            Report::Refused(participant, rule) => tracing::info!(%workshop, %participant, rule, "edit refused"),
            Report::Slipped(error) => tracing::error!(%workshop, error, "defect: an update passed the gate and did not fit"),
            Report::Degraded => tracing::error!(%workshop, "the disk does not take edits"),
            Report::Recovered => tracing::info!(%workshop, "the disk takes edits again"),
        }
    }

    fn appended(&mut self, outcome: Result<Seq, StoreError>) {
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

    fn compact(&mut self, work: Fold) {
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

    async fn folded(&mut self, outcome: Result<Base, String>) {
        self.folding = None;
        match outcome {
            Ok(base) => self.feed(RoomEvent::Compacted(base)),
            Err(error) => {
                tracing::error!(workshop = %self.around.workshop, error, "the log was not folded");
                self.feed(RoomEvent::CompactionFailed);
            }
        }
    }

    /// Nobody came for a while: fold what is worth it, then leave memory.
    fn leave(&mut self) {
        self.leave_at = None;
        if !self.core.is_quiet() {
            return;
        }
        match self.core.fold_before_leaving() {
            Some(fold) => self.compact(fold),
            None => self.end = Some(End::Quiet),
        }
    }

    async fn delete(&mut self, reply: oneshot::Sender<Result<(), StoreError>>) {
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

    /// The server stops: what was accepted is written and acked, then everybody is told to come back.
    async fn stop(&mut self) -> End {
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

    /// A bug of ours: nothing of this room's memory is trusted any more.
    fn break_down(&mut self) {
        tracing::error!(workshop = %self.around.workshop, "defect: the room broke down and is opened again from disk");
        for (_, outbox) in self.outboxes.drain() {
            outbox.close(INTERNAL_ERROR, "the room is opened again; come back".to_owned());
        }
        self.end = Some(End::Broken);
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
