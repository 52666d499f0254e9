//! The deterministic heart of a room: `(event, now) → effects`.
//!
//! Owns the live document, who is connected, and what is saved. Never awaits, never reads a clock, never draws a random
//! number; has never heard of sockets, HTTP, tokio or SQLite. One edit's way through it:
//!
//! ```text
//! frame → limits → pre-parse → role → client id → contiguity → judge → apply → stage → append ─ on disk → ack, broadcast
//! ```

mod ballots;
mod drafts;
mod durable;
mod event;
mod gate;
mod history;
mod intake;
mod lane;
mod limits;
mod orders;
mod outgoing;
mod peer;
mod people;
mod receipts;
mod welcome;
mod writers;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, VecDeque};

use bytes::Bytes;
use journeyboard_shared::document::{BoardDoc, Unreadable};
use journeyboard_shared::ids::{NoteId, ParticipantId};
use journeyboard_shared::ledger::Ledger;
use journeyboard_shared::wire::CloseCode;

pub use event::{
    Answer, Base, Effect, Fold, Invitation, Joining, Newcomer, PeerId, Question, Report, RoomEvent, Ticket,
};

pub(crate) use limits::SERVER_CLIENT_IDS_FROM;

use crate::clock::Millis;
use crate::store::{Mark, Seq};
use ballots::Ballots;
use drafts::Drafts;
use history::History;
use lane::Lane;
use orders::Closing;
use outgoing::Outgoing;
use peer::{Peer, Person};
use receipts::Receipts;
use writers::Writers;

/// What a room is opened from.
#[derive(Debug)]
pub struct Opening {
    /// The workshop's generation.
    pub generation: u64,
    /// The server's build, for welcomes.
    pub build: &'static str,
    /// When it is opened.
    pub now: Millis,
    /// Random; chosen once per opening. The server writes under an id made of it.
    pub chance: u64,
    /// Random and told to nobody; chosen once per opening. What must say nothing by its order is ordered by it.
    pub dice: u64,
    /// The newest snapshot.
    pub base: Base,
    /// The records after it.
    pub tail: Vec<(Seq, Bytes)>,
    /// What the workshop remembers beside its log.
    pub marks: Vec<Mark>,
    /// How long an announced change of the phase waits, in milliseconds; 0 announces nothing.
    pub grace_ms: u64,
    /// The newest record ever acked.
    pub durable: Seq,
    /// Whether no record between is missing.
    pub whole: bool,
}

/// Whether the disk takes what we write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Health {
    Fine,
    /// It failed; nothing is taken until an append succeeds.
    Degraded,
}

/// What is done once everything up to a seq is on disk.
#[derive(Debug)]
enum Deferred {
    /// An answer to a step 1, made of a state that is not on disk yet.
    Step2(PeerId, Bytes),
    /// Our step 1.
    Step1(PeerId),
    /// So many edits of a connection are on disk.
    Ack(PeerId, u64),
    /// A connection is told something: what became of its order or its draft.
    Frame(PeerId, Bytes),
    /// Who listens: a connection's role is another one.
    Welcome(PeerId),
    /// An answer to a question.
    Answer(Ticket, Answer),
}

/// See the module.
#[derive(Debug)]
pub struct RoomCore {
    generation: u64,
    build: &'static str,
    client_id: u64,
    doc: BoardDoc,
    /// Whether the document already waited for something when it was opened (a damaged log).
    had_holes: bool,
    /// What lies where in the document: everything that a peer sends is judged by it before it is applied.
    ledger: Ledger,
    writers: Writers,
    receipts: Receipts,
    drafts: Drafts,
    ballots: Ballots,
    dice: u64,
    /// Of a reveal that is under way: whom to tell that a draft is a note now.
    gone_after_reveal: Vec<(PeerId, ParticipantId, NoteId)>,
    /// Of a reveal that is under way: how many drafts each had, and how many anonymous ones there were.
    counts_before_reveal: Option<(Vec<(ParticipantId, u32)>, u32)>,
    closing: Option<Closing>,
    grace_ms: u64,
    history: History,
    /// By rising seq.
    deferred: VecDeque<(Seq, Deferred)>,
    health: Health,
    peers: BTreeMap<PeerId, Peer>,
    people: HashMap<ParticipantId, Person>,
    lane: Lane,
    out: Outgoing,
    /// When the present event happened.
    now: Millis,
}

impl RoomCore {
    /// Opens a room from what is on disk.
    ///
    /// # Errors
    /// If the stored state cannot be read as a document.
    pub fn open(opening: Opening) -> Result<Self, Unreadable> {
        let client_id = SERVER_CLIENT_IDS_FROM + (opening.chance & u64::from(u32::MAX));
        let history = History::new(opening.base, opening.tail, opening.durable, opening.whole);
        let (doc, had_holes) = load(client_id, history.everything())?;
        let ledger = ledger_of(&history);
        Ok(Self {
            generation: opening.generation,
            build: opening.build,
            client_id,
            doc,
            had_holes,
            ledger,
            writers: Writers::from_marks(&opening.marks),
            receipts: Receipts::from_marks(opening.marks.iter()),
            drafts: Drafts::from_marks(&opening.marks),
            ballots: Ballots::from_marks(&opening.marks),
            dice: opening.dice,
            gone_after_reveal: Vec::new(),
            counts_before_reveal: None,
            closing: None,
            grace_ms: opening.grace_ms,
            history,
            deferred: VecDeque::new(),
            health: Health::Fine,
            peers: BTreeMap::new(),
            people: HashMap::new(),
            lane: Lane::new(opening.now),
            out: Outgoing::default(),
            now: opening.now,
        })
    }

    /// Takes one event and says what is to be done, in order.
    pub fn on(&mut self, event: RoomEvent, now: Millis) -> Vec<Effect> {
        self.now = now;
        match event {
            RoomEvent::Joined(newcomer) => self.welcome(newcomer, now),
            RoomEvent::Frame(peer, frame) => self.take_frame(peer, &frame, now),
            RoomEvent::Left(peer) => self.forget(peer),
            RoomEvent::FellBehind(peer) => self.close(peer, CloseCode::TryLater, "too slow a reader; come back"),
            RoomEvent::Appended(upto) => self.appended(upto),
            RoomEvent::AppendFailed => self.append_failed(),
            RoomEvent::RetryAppend => self.retry_append(),
            RoomEvent::PresenceTick { congested } => self.presence_tick(&congested, now),
            RoomEvent::PhaseDue => self.phase_is_due(),
            RoomEvent::Asked(ticket, question) => self.answer(ticket, question),
            RoomEvent::Compacted(base) => self.history.folded(Some(&base)),
            RoomEvent::CompactionFailed => self.history.folded(None),
            RoomEvent::Ending(code, reason) => self.end(code, reason),
        }
        self.write_on();
        self.out.take()
    }

    /// Whether nobody is connected, nothing waits for the disk and nobody waits for an answer.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.peers.is_empty()
            && self.closing.is_none()
            && self.history.is_settled()
            && self.deferred.is_empty()
            && !self.history.is_compacting()
    }

    /// How many connections there are.
    #[must_use]
    pub fn peers(&self) -> usize {
        self.peers.len()
    }

    /// The connections.
    pub fn peer_ids(&self) -> impl Iterator<Item = PeerId> + '_ {
        self.peers.keys().copied()
    }

    /// The fold that is worth doing before a quiet room leaves memory.
    pub fn fold_before_leaving(&mut self) -> Option<Fold> {
        self.history.fold(true)
    }

    /// Sends the next batch to the disk, if none is on its way: the first edit at once, what comes meanwhile together.
    fn write_on(&mut self) {
        if self.health == Health::Fine
            && let Some(batch) = self.history.next_batch()
        {
            self.out.append(batch);
        }
    }

    /// Closes a connection for a reason that its user may read.
    fn close(&mut self, peer: PeerId, code: CloseCode, reason: impl Into<String>) {
        if self.peers.contains_key(&peer) {
            self.forget(peer);
            self.out.close(peer, code.code(), reason.into());
        }
    }

    /// A connection is gone.
    fn forget(&mut self, peer: PeerId) {
        let Some(gone) = self.peers.remove(&peer) else {
            return;
        };
        if let Some(person) = self.people.get_mut(&gone.participant) {
            person.connections = person.connections.saturating_sub(1);
        }
        self.deferred.retain(|(_, what)| match what {
            Deferred::Step2(of, _)
            | Deferred::Step1(of)
            | Deferred::Ack(of, _)
            | Deferred::Frame(of, _)
            | Deferred::Welcome(of) => *of != peer,
            Deferred::Answer(..) => true,
        });
        self.leave_presence(peer, self.now);
    }

    /// Does something once everything accepted so far is on disk: now, if it is.
    fn once_durable(&mut self, what: Deferred) {
        if self.history.is_settled() {
            self.do_deferred(what);
        } else {
            self.deferred.push_back((self.history.newest(), what));
        }
    }

    /// Makes the document anew from everything that was accepted: what should never have been applied is out of it.
    fn rebuild(&mut self) {
        match load(self.client_id, self.history.everything()) {
            Ok((doc, _)) => self.doc = doc,
            // Everything was read before; a room that cannot read it now must not go on: see `room`, which closes it.
            Err(error) => panic!("accepted records no longer make a document: {error}"),
        }
    }
}

fn ledger_of(history: &History) -> Ledger {
    let mut ledger = Ledger::default();
    history.everything().for_each(|record| ledger.follow(&record));
    ledger
}

/// A document made of records, and whether it waits for something that is not among them.
fn load(client_id: u64, records: impl Iterator<Item = Bytes>) -> Result<(BoardDoc, bool), Unreadable> {
    let mut doc = BoardDoc::new(client_id);
    let mut holes = false;
    for record in records {
        holes = doc.integrate(&record)?.holes;
    }
    Ok((doc, holes))
}
