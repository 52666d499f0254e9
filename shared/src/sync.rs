//! The client's half of the conversation: one replica, what is not yet safe, what to say next.
//!
//! Deterministic: `(input, now) → outputs`; sockets, timers and chance are the caller's. The browser client and the
//! native people of the tests are both this, with a different socket. Refuses to know what a screen is.
//!
//! An edit is *kept* here from the moment it is made until the server says that it is on disk; the badge tells exactly
//! that and nothing nicer.

mod anew;
mod ballots;
mod delay;
mod drafts;
pub mod drawer;
mod keeping;
mod kept;
mod orders;
mod output;

use bytes::Bytes;

use crate::command::{self, By, Command};
use crate::document::{BoardDoc, Change};
use crate::idmap::IdMap;
use crate::ids::ParticipantId;
use crate::model::Role;
use crate::presence::{PeerPresence, PresenceState, PresenceUser, stamp};
use crate::rules::Refusal;
use crate::wire::{self, Ballot, CloseCode, Hello, Message, Notice};
pub use drafts::{Drafts, OwnDraft};
use drawer::Drawer;
use kept::{Edit, Kept, Trace};
use orders::Orders;

pub use delay::{attempt_after, next_delay};
pub use output::{Badge, End, Output};

/// Where the conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// No connection.
    Down,
    /// A connection; the server has not asked for our edits yet.
    Greeting,
    /// Edits flow.
    Open,
}

/// One client of one workshop.
pub struct Client {
    doc: BoardDoc,
    by: By,
    build: String,
    line: Line,
    ready: bool,
    troubled: bool,
    heard_ms: u64,
    kept: Kept,
    orders: Orders,
    drafts: Drafts,
    ballot: Option<Ballot>,
    void: bool,
    /// Whether this connection is given up: what still comes on it is about a copy that is void.
    leaving: bool,
    /// The generation that the copy is of, once the server or the device has told.
    generation: Option<u64>,
    /// What the server asked for before it said which generation it is of.
    asked: Option<Vec<u8>>,
    drawer: Option<Drawer>,
    /// What is not to be said before the device has written so much of what it was given.
    held: Option<(u64, Vec<Bytes>)>,
    /// Whether this connection has brought the server's copy.
    caught_up: bool,
    /// Whether the server has said on this connection who it is.
    welcomed: bool,
    people: IdMap<u64, PresenceState>,
    own_presence: Option<PeerPresence>,
    presence_clock: u32,
}

/// Silence after which a connection is taken for dead, in milliseconds. The server speaks every 20 s.
pub const DEAD_AFTER_MS: u64 = 45_000;

impl Client {
    /// A client that knows nothing yet. `client_id` must be fresh: 53 random bits, never used before.
    #[must_use]
    pub fn new(client_id: u64, participant: ParticipantId, role: Role, build: &str) -> Self {
        Self {
            doc: BoardDoc::new(client_id),
            by: By { participant, role },
            build: build.to_owned(),
            line: Line::Down,
            ready: false,
            troubled: false,
            heard_ms: 0,
            kept: Kept::default(),
            orders: Orders::default(),
            drafts: Drafts::default(),
            ballot: None,
            void: false,
            leaving: false,
            generation: None,
            asked: None,
            drawer: None,
            held: None,
            caught_up: false,
            welcomed: false,
            people: IdMap::new(),
            own_presence: None,
            presence_clock: 0,
        }
    }

    /// The replica.
    #[must_use]
    pub fn doc(&self) -> &BoardDoc {
        &self.doc
    }

    /// Who speaks.
    #[must_use]
    pub fn by(&self) -> By {
        self.by
    }

    /// Whether a first copy of the board has arrived.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.ready
    }

    /// The others in the room, by the id of their connection's document.
    #[must_use]
    pub fn people(&self) -> &IdMap<u64, PresenceState> {
        &self.people
    }

    /// What the badge says.
    #[must_use]
    pub fn badge(&self) -> Badge {
        let n = self.kept.len() + self.orders.len() + self.drafts.unsaved();
        match (self.line, self.troubled) {
            (Line::Open | Line::Greeting, true) => Badge::Troubled(n),
            (Line::Open, false) if n == 0 => Badge::Saved,
            (Line::Open, false) => Badge::Saving(n),
            (Line::Down | Line::Greeting, _) => Badge::Offline(n),
        }
    }

    /// Turns on undo. See [`BoardDoc::remember_own_changes`].
    pub fn remember_own_changes(&mut self, clock: impl Fn() -> u64 + Send + Sync + 'static, typing_ms: u64) {
        self.doc.remember_own_changes(clock, typing_ms);
    }

    /// Does a command here at once and sends it on when it can.
    ///
    /// # Errors
    /// The rule that it breaks; then nothing happened.
    pub fn command(&mut self, command: Command, out: &mut Vec<Output>) -> Result<Change, Refusal> {
        if self.void {
            // There is no copy to do it on: it waits for the fresh one, behind what waits already.
            self.keep_waiting(command, out);
            return Ok(Change::default());
        }
        let change = command::apply(&mut self.doc, self.by, command.clone())?;
        self.keep(Some(command), &change, out);
        self.write_down(out);
        Ok(change)
    }

    /// Takes the person's last step back; `None` if there is none.
    pub fn undo(&mut self, out: &mut Vec<Output>) -> Option<Change> {
        let change = self.doc.undo()?;
        self.keep(None, &change, out);
        self.write_down(out);
        Some(change)
    }

    /// Does the person's last undone step again; `None` if there is none.
    pub fn redo(&mut self, out: &mut Vec<Output>) -> Option<Change> {
        let change = self.doc.redo()?;
        self.keep(None, &change, out);
        self.write_down(out);
        Some(change)
    }

    /// Ends the current step of undo.
    pub fn end_step(&mut self) {
        self.doc.end_step();
    }

    fn keep(&mut self, command: Option<Command>, change: &Change, out: &mut Vec<Output>) {
        if change.is_nothing() {
            return;
        }
        let is_open = self.line == Line::Open;
        for update in change.updates.iter().filter(|_| is_open) {
            self.say(wire::update(update), out);
        }
        let writer = self.doc.client_id();
        let until = self.doc.clock_of(writer);
        let grew = change
            .updates
            .last()
            .is_some_and(|update| wire::v1::update(update).is_ok_and(|update| update.structs().next().is_some()));
        let trace = Trace { writer, until, grew };
        let edit = self.noted(Edit::new(command, Some(trace)), &change.updates);
        self.kept.add(edit, if is_open { change.updates.len() as u64 } else { 0 });
    }

    /// Says something that the server counts, in turn.
    fn say(&mut self, frame: Bytes, out: &mut Vec<Output>) {
        match &mut self.held {
            Some((_, frames)) => frames.push(frame),
            None => out.push(Output::Send(frame)),
        }
    }

    /// Tells the others where this person is; `None` while there is nothing to tell.
    pub fn show(&mut self, presence: Option<PeerPresence>, out: &mut Vec<Output>) {
        self.own_presence = presence;
        if self.line != Line::Down {
            self.send_presence(out);
        }
    }

    fn send_presence(&mut self, out: &mut Vec<Output>) {
        self.presence_clock += 1;
        // Who it is, the server says: what stands here is not looked at.
        let user = PresenceUser {
            id: self.by.participant,
            name: String::new(),
            role: self.by.role,
            colour: crate::model::Colour::default(),
        };
        let state = self.own_presence.clone().map(|shown| stamp(shown, user));
        let entry = (self.doc.client_id(), self.presence_clock, state.as_ref());
        out.push(Output::Send(wire::awareness(&crate::presence::encode([entry]))));
    }

    /// A connection stands.
    pub fn connected(&mut self, now_ms: u64, out: &mut Vec<Output>) {
        self.line = Line::Greeting;
        (self.caught_up, self.leaving, self.welcomed) = (false, false, false);
        self.heard_ms = now_ms;
        self.forget_connection();
        self.drafts.connected();
        out.push(Output::Send(wire::hello(&Hello { protocol: wire::PROTOCOL, build: self.build.clone() })));
        out.push(Output::Send(wire::step1(&self.doc.state_vector())));
        self.send_presence(out);
        self.orders.send_all(out);
    }

    /// The connection is gone. Answers whether to try again.
    pub fn disconnected(&mut self, code: u16, out: &mut Vec<Output>) {
        self.line = Line::Down;
        self.troubled = false;
        self.forget_connection();
        self.people.clear();
        out.push(Output::Presence);
        let end = match CloseCode::from_code(code) {
            Some(CloseCode::NotAuthorized) => Some(End::NotAuthorized),
            Some(CloseCode::Forbidden) => Some(End::Forbidden),
            Some(CloseCode::NoSuchWorkshop) => Some(End::NoSuchWorkshop),
            Some(CloseCode::OtherGeneration) => Some(End::OtherGeneration),
            Some(CloseCode::Malformed) => Some(End::Malformed),
            _ => None,
        };
        out.extend(end.map(Output::Ended));
    }

    fn forget_connection(&mut self) {
        self.kept.start_over();
        self.asked = None;
        self.held = None;
    }

    /// Whether the connection has been silent for too long; then hang up.
    #[must_use]
    pub fn is_dead(&self, now_ms: u64) -> bool {
        self.line != Line::Down && now_ms.saturating_sub(self.heard_ms) > DEAD_AFTER_MS
    }

    /// A frame arrived.
    pub fn received(&mut self, frame: &[u8], now_ms: u64, out: &mut Vec<Output>) {
        self.heard_ms = now_ms;
        // What a newer server says beyond what we know is not for us, nor what comes on a connection that is given up.
        let Some(message) = wire::read(frame).ok().filter(|_| !self.leaving) else { return };
        self.hear(message, out);
        self.write_down(out);
    }

    fn hear(&mut self, message: Message<'_>, out: &mut Vec<Output>) {
        match message {
            // A copy of another generation must not reach the server: it first says of which it is.
            Message::Step1(vector) if self.generation.is_some() && !self.welcomed => self.asked = Some(vector.to_vec()),
            Message::Step1(vector) => self.upload(vector, out),
            Message::Step2(update) => {
                self.integrate(update, out);
                self.caught_up = true;
                if !self.ready {
                    self.ready = true;
                    out.push(Output::Ready);
                }
                self.copy_if_none();
                self.do_again(out);
            }
            Message::Update(update) => self.integrate(update, out),
            Message::Awareness(body) => self.meet(body, out),
            Message::Denied(_)
            | Message::Hello(_)
            | Message::QueryAwareness
            | Message::Order(_)
            | Message::Draft(_) => {}
            Message::Ballot(ballot) => {
                self.ballot = Some(ballot);
                out.push(Output::Drafts);
            }
            Message::DraftNews(news) => self.hear_of_drafts(news, out),
            Message::Welcome(welcome) => {
                self.by = By { participant: welcome.participant, role: welcome.role };
                let is_other = self.generation.is_some_and(|known| known != welcome.generation);
                self.welcomed = true;
                if is_other {
                    self.leave_generation(welcome.generation, out);
                }
                self.set_generation(welcome.generation);
                out.push(Output::Welcome(welcome));
                if let Some(vector) = self.asked.take().filter(|_| !is_other) {
                    self.upload(&vector, out);
                }
            }
            Message::Ack { edits } => self.kept.acknowledge(edits),
            Message::Nack(nack) => self.start_anew(nack, out),
            Message::Notice(notice) => match notice {
                Notice::Degraded => self.troubled = true,
                Notice::Recovered => {
                    self.troubled = false;
                    self.orders.send_all(out);
                    self.drafts.send_again(out);
                }
                Notice::RoundCloses { .. } => out.push(Output::RoundCloses),
                Notice::PhaseCloses { phase, .. } => out.push(Output::PhaseCloses(phase)),
                Notice::Closing { .. } | Notice::Other => {}
            },
            Message::Receipt(receipt) => {
                if let Some(deed) = self.orders.settle(&receipt) {
                    self.order_settled(receipt.op_id);
                    out.push(Output::Settled { deed, refused: receipt.refused });
                }
            }
        }
    }

    /// The server says what it knows: it gets what it lacks, and from now on every edit.
    fn upload(&mut self, vector: &[u8], out: &mut Vec<Output>) {
        let Ok(update) = self.doc.encode_since(vector) else { return };
        if self.void {
            self.kept.uploaded_nothing();
        } else {
            self.kept.uploaded();
        }
        self.line = Line::Open;
        self.say(wire::step2(&update), out);
        self.do_again(out);
    }

    fn integrate(&mut self, update: &[u8], out: &mut Vec<Output>) {
        match self.doc.integrate(update) {
            Ok(change) => {
                if change.holes {
                    out.push(Output::Send(wire::step1(&self.doc.state_vector())));
                }
                self.log(update);
                if !change.is_nothing() {
                    out.push(Output::Changed(change));
                }
            }
            // Our own server does not send such bytes; whoever did, a fresh connection starts from a state vector.
            Err(_) => out.push(Output::Hangup),
        }
    }

    fn meet(&mut self, body: &[u8], out: &mut Vec<Output>) {
        for entry in wire::v1::awareness(body).into_iter().flatten() {
            if entry.client == self.doc.client_id() {
                continue;
            }
            let state = entry.state.and_then(|json| serde_json::from_str::<PresenceState>(json).ok());
            match state {
                Some(state) => self.people.insert(entry.client, state),
                None => self.people.remove(&entry.client),
            };
        }
        out.push(Output::Presence);
    }
}

#[cfg(test)]
mod tests;
