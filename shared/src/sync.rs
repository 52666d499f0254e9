//! The client's half of the conversation: one replica, what is not yet safe, what to say next.
//!
//! Deterministic: `(input, now) → outputs`; sockets, timers and chance are the caller's. The browser client and the
//! native people of the tests are both this, with a different socket. Refuses to know what a screen is.
//!
//! An edit is *kept* here from the moment it is made until the server says that it is on disk; the badge tells exactly
//! that and nothing nicer.

mod delay;
mod kept;

use bytes::Bytes;

use crate::command::{self, By, Command};
use crate::document::{BoardDoc, Change};
use crate::idmap::IdMap;
use crate::ids::ParticipantId;
use crate::model::Role;
use crate::presence::{PeerPresence, PresenceState, PresenceUser, stamp};
use crate::rules::Refusal;
use crate::wire::{self, CloseCode, Hello, Message, Nack, Notice, Welcome};
use kept::{Kept, Refused};

pub use delay::next_delay;

/// What the badge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// Everything that was done here is on the server's disk.
    Saved,
    /// So many edits are on their way.
    Saving(usize),
    /// No connection; so many edits are kept here.
    Offline(usize),
    /// The server's disk is in trouble; so many edits are kept here until it takes them.
    Troubled(usize),
}

/// Why there is no way back into this conversation as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The token is not known (any more): join again.
    NotAuthorized,
    /// Removed, or no longer allowed.
    Forbidden,
    /// The workshop is gone.
    NoSuchWorkshop,
    /// The workshop was restored from a backup: begin with the server's copy.
    OtherGeneration,
    /// The server did not understand this client; a newer one is needed.
    Malformed,
}

/// What the caller has to do or may want to show.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and taken apart where it arrives")]
pub enum Output {
    /// Send this frame.
    Send(Bytes),
    /// The board changed from outside.
    Changed(Change),
    /// The board was exchanged for a fresh copy: read everything anew.
    Anew,
    /// Others moved, came or went.
    Presence,
    /// The server has introduced itself.
    Welcome(Welcome),
    /// An edit was not accepted; its text, if it had one.
    NotAccepted {
        /// Why.
        nack: Option<Nack>,
        /// The person's text, to be copied or tried again.
        text: Option<String>,
    },
    /// The first copy of the board is here.
    Ready,
    /// This connection must be closed and a new one opened.
    Hangup,
    /// It ends here.
    Ended(End),
}

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
    void: bool,
    /// Whether this connection has brought the server's copy.
    caught_up: bool,
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
            void: false,
            caught_up: false,
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
        let n = self.kept.len();
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
            self.kept.add(Some(command), 0);
            return Ok(Change::default());
        }
        let change = command::apply(&mut self.doc, self.by, command.clone())?;
        self.keep(Some(command), &change, out);
        Ok(change)
    }

    /// Takes the person's last step back; `None` if there is none.
    pub fn undo(&mut self, out: &mut Vec<Output>) -> Option<Change> {
        let change = self.doc.undo()?;
        self.keep(None, &change, out);
        Some(change)
    }

    /// Does the person's last undone step again; `None` if there is none.
    pub fn redo(&mut self, out: &mut Vec<Output>) -> Option<Change> {
        let change = self.doc.redo()?;
        self.keep(None, &change, out);
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
            out.push(Output::Send(wire::update(update)));
        }
        self.kept.add(command, if is_open { change.updates.len() as u64 } else { 0 });
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
        self.caught_up = false;
        self.heard_ms = now_ms;
        self.kept.start_over();
        out.push(Output::Send(wire::hello(&Hello { protocol: wire::PROTOCOL, build: self.build.clone() })));
        out.push(Output::Send(wire::step1(&self.doc.state_vector())));
        self.send_presence(out);
    }

    /// The connection is gone. Answers whether to try again.
    pub fn disconnected(&mut self, code: u16, out: &mut Vec<Output>) {
        self.line = Line::Down;
        self.troubled = false;
        self.kept.start_over();
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

    /// Whether the connection has been silent for too long; then hang up.
    #[must_use]
    pub fn is_dead(&self, now_ms: u64) -> bool {
        self.line != Line::Down && now_ms.saturating_sub(self.heard_ms) > DEAD_AFTER_MS
    }

    /// A frame arrived.
    pub fn received(&mut self, frame: &[u8], now_ms: u64, out: &mut Vec<Output>) {
        self.heard_ms = now_ms;
        // What a newer server says beyond what we know is not for us.
        let Ok(message) = wire::read(frame) else { return };
        match message {
            Message::Step1(vector) => self.upload(vector, out),
            Message::Step2(update) => {
                self.integrate(update, out);
                self.caught_up = true;
                if !self.ready {
                    self.ready = true;
                    out.push(Output::Ready);
                }
                self.replay_after_refusal(out);
            }
            Message::Update(update) => self.integrate(update, out),
            Message::Awareness(body) => self.meet(body, out),
            Message::Denied(_) | Message::Hello(_) | Message::QueryAwareness => {}
            Message::Welcome(welcome) => {
                self.by = By { participant: welcome.participant, role: welcome.role };
                out.push(Output::Welcome(welcome));
            }
            Message::Ack { edits } => self.kept.acknowledge(edits),
            Message::Nack(nack) => self.start_anew(nack, out),
            Message::Notice(notice) => match notice {
                Notice::Degraded => self.troubled = true,
                Notice::Recovered => self.troubled = false,
                _ => {}
            },
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
        out.push(Output::Send(wire::step2(&update)));
        self.replay_after_refusal(out);
    }

    fn integrate(&mut self, update: &[u8], out: &mut Vec<Output>) {
        match self.doc.integrate(update) {
            Ok(change) => {
                if change.holes {
                    out.push(Output::Send(wire::step1(&self.doc.state_vector())));
                }
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

    /// A refused edit leaves a hole in this copy: it is thrown away, and the other unsafe edits are done again on a fresh
    /// one. The caller hangs up, gives the fresh copy its id with [`Client::renew`] and connects again.
    fn start_anew(&mut self, nack: Nack, out: &mut Vec<Output>) {
        if self.void {
            // All that a void copy sent follows the hole: refused for that, and done again.
            return;
        }
        if let Refused::Edit(text) = self.kept.refuse(nack.edit) {
            out.push(Output::NotAccepted { nack: Some(nack), text });
        }
        self.void = true;
        out.push(Output::Hangup);
    }

    /// Whether the copy is void and waits for [`Client::renew`].
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.void
    }

    /// Exchanges a void copy for an empty one that writes under a fresh id; the next connection fills it.
    pub fn renew(&mut self, client_id: u64) {
        self.doc = BoardDoc::new(client_id);
        self.line = Line::Down;
        self.presence_clock = 0;
    }

    /// Each edit goes in a message of its own, so that another refusal is about that edit alone: not before the server has
    /// asked for ours, and not before its copy is here.
    fn replay_after_refusal(&mut self, out: &mut Vec<Output>) {
        if !self.void || !self.caught_up || self.line != Line::Open {
            return;
        }
        self.void = false;
        out.push(Output::Anew);
        for command in self.kept.take_commands() {
            let text = kept::text_of(&command);
            if self.command(command, out).is_err() {
                out.push(Output::NotAccepted { nack: None, text });
            }
        }
    }
}

#[cfg(test)]
mod tests;
