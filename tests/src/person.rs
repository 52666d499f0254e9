//! A person without a screen: the real client core on a real socket, which comes back by itself when the line is lost.
//!
//! What a person does and sees is asked here; the socket lives in `line`.

mod line;

use journeyboard_shared::idmap::IdMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use journeyboard_shared::command::Command;
use journeyboard_shared::document::Change;
use journeyboard_shared::model::Board;
use journeyboard_shared::presence::{PeerPresence, PresenceState};
use journeyboard_shared::rules::{Phase, Refusal};
use journeyboard_shared::sync::{Badge, Client, End, Output};
use journeyboard_shared::wire::{Deed, Nack, Objection, Welcome};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::{Closed, PATIENCE, Seat, Site, fresh_client_id};

/// Something that a person was told.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// The server introduced itself.
    Welcome(Welcome),
    /// An edit was not accepted.
    NotAccepted {
        /// Why, if the server said so.
        nack: Option<Nack>,
        /// The text that came back.
        text: Option<String>,
    },
    /// The board was exchanged for a fresh copy.
    Anew,
    /// The server answered an order.
    Settled {
        /// What was ordered.
        deed: Deed,
        /// Why it was not done, if it was not.
        refused: Option<Objection>,
    },
    /// The phase ends in a moment; this one comes.
    PhaseCloses(Phase),
    /// The line was lost or closed.
    Lost(Closed),
    /// There is no way back.
    Ended(End),
}

/// See the module.
pub struct Person {
    name: String,
    seat: Seat,
    mind: Arc<Mind>,
    line: JoinHandle<()>,
}

/// What the person and their line share.
struct Mind {
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

struct State {
    client: Client,
    told: Vec<Told>,
    /// To the connection that stands, if one does.
    socket: Option<mpsc::UnboundedSender<Word>>,
    wants_line: bool,
    connections: usize,
    ended: bool,
}

/// Something for the connection.
enum Word {
    Frame(Bytes),
    HangUp,
}

impl Person {
    /// Sits down at a seat and waits for the board.
    pub async fn sit(site: &Site, seat: &Seat, name: &str) -> Self {
        let person = Self::approach(site, seat, name);
        person.until("the board", |state| state.client.is_ready().then_some(())).await;
        person
    }

    /// Sits down at a seat and waits for nothing.
    #[must_use]
    pub fn approach(site: &Site, seat: &Seat, name: &str) -> Self {
        let mut client = Client::new(fresh_client_id(), seat.participant, seat.role, "test");
        remember(&mut client);
        let state = State { client, told: Vec::new(), socket: None, wants_line: true, connections: 0, ended: false };
        let mind = Arc::new(Mind { state: Mutex::new(state), changes: watch::Sender::new(0) });
        let line = tokio::spawn(line::keep(Arc::clone(&mind), site.address(), seat.clone()));
        Self { name: name.to_owned(), seat: seat.clone(), mind, line }
    }

    /// Their seat.
    #[must_use]
    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    /// Does something that the rules allow.
    #[track_caller]
    pub fn does(&self, command: Command) -> Change {
        self.tries(command).expect("the rules allow it")
    }

    /// Does something, or hears which rule forbids it.
    ///
    /// # Errors
    /// The rule that it breaks.
    pub fn tries(&self, command: Command) -> Result<Change, Refusal> {
        self.mind.act(|state, out| state.client.command(command, out))
    }

    /// Orders something that the server does.
    pub fn orders(&self, deed: Deed) {
        static ORDERS: AtomicU64 = AtomicU64::new(1);
        let op_id = uuid::Uuid::from_u128(u128::from(ORDERS.fetch_add(1, Relaxed))).into();
        assert!(self.mind.act(|state, out| state.client.order(op_id, deed, out)), "few enough orders wait");
    }

    /// Takes their own last step back; whether there was one.
    pub fn undoes(&self) -> bool {
        self.mind.act(|state, out| state.client.undo(out)).is_some()
    }

    /// Does their own last undone step again; whether there was one.
    pub fn redoes(&self) -> bool {
        self.mind.act(|state, out| state.client.redo(out)).is_some()
    }

    /// Shows the others where they are.
    pub fn shows(&self, presence: PeerPresence) {
        self.mind.act(|state, out| state.client.show(Some(presence), out));
    }

    /// The board as they see it now.
    #[must_use]
    pub fn board(&self) -> Board {
        self.mind.lock().client.doc().board().clone()
    }

    /// What their badge says now.
    #[must_use]
    pub fn badge(&self) -> Badge {
        self.mind.lock().client.badge()
    }

    /// The others, as they see them now.
    #[must_use]
    pub fn others(&self) -> IdMap<u64, PresenceState> {
        self.mind.lock().client.people().clone()
    }

    /// The Yjs client id under which they write now.
    #[must_use]
    pub fn client_id(&self) -> u64 {
        self.mind.lock().client.doc().client_id()
    }

    /// How often they got a line so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.mind.lock().connections
    }

    /// Waits until the board is as wanted.
    pub async fn sees(&self, what: &str, wanted: impl Fn(&Board) -> bool) {
        self.until(what, |state| wanted(state.client.doc().board()).then_some(())).await;
    }

    /// Waits until the others in the room are as wanted.
    pub async fn meets(&self, what: &str, wanted: impl Fn(&IdMap<u64, PresenceState>) -> bool) {
        self.until(what, |state| wanted(state.client.people()).then_some(())).await;
    }

    /// Waits until they were told something, now or before.
    pub async fn is_told<T>(&self, what: &str, wanted: impl Fn(&Told) -> Option<T>) -> T {
        self.until(what, |state| state.told.iter().find_map(&wanted)).await
    }

    /// Waits until the badge is as wanted.
    pub async fn badge_says(&self, what: &str, wanted: impl Fn(Badge) -> bool) {
        self.until(what, |state| wanted(state.client.badge()).then_some(())).await;
    }

    /// Waits until everything that they did is on the server's disk.
    pub async fn is_saved(&self) {
        self.badge_says("everything saved", |badge| badge == Badge::Saved).await;
    }

    /// Loses the line and stays away.
    pub fn goes_offline(&self) {
        self.mind.act(|state, out| {
            state.wants_line = false;
            state.lose(Closed { code: 1006, reason: "offline".to_owned() }, out);
        });
    }

    /// Comes back and waits until a line stands.
    pub async fn comes_back(&self) {
        let before = self.mind.act(|state, _| {
            state.wants_line = true;
            state.connections
        });
        self.until("a line", |state| (state.connections > before).then_some(())).await;
    }

    /// Goes for good.
    pub async fn leaves(self) {
        self.goes_offline();
        self.mind.act(|state, _| state.ended = true);
        let mut line = self.line;
        // Whoever never ends is a defect of the harness: say so instead of hanging.
        timeout(PATIENCE, &mut line).await.expect("the line ends").expect("the line did not panic");
    }

    async fn until<T>(&self, what: &str, fact: impl FnMut(&State) -> Option<T>) -> T {
        match timeout(PATIENCE, self.mind.until(fact)).await {
            Ok(found) => found,
            Err(_) => {
                let state = self.mind.lock();
                let (told, badge) = (&state.told, state.client.badge());
                panic!("{} waited in vain for {what}; badge {badge:?}, told {told:?}", self.name)
            }
        }
    }
}

impl Mind {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something to the state, carries out what the client wants, wakes whoever waits.
    fn act<T>(&self, act: impl FnOnce(&mut State, &mut Vec<Output>) -> T) -> T {
        let mut state = self.lock();
        let mut out = Vec::new();
        let done = act(&mut state, &mut out);
        for output in out {
            state.carry_out(output);
        }
        drop(state);
        self.changes.send_modify(|changes| *changes += 1);
        done
    }

    async fn until<T>(&self, mut fact: impl FnMut(&State) -> Option<T>) -> T {
        let mut changes = self.changes.subscribe();
        loop {
            changes.borrow_and_update();
            if let Some(found) = fact(&self.lock()) {
                return found;
            }
            changes.changed().await.expect("the sender lives as long as the mind");
        }
    }
}

impl State {
    fn carry_out(&mut self, output: Output) {
        match output {
            Output::Send(frame) => self.say(Word::Frame(frame)),
            Output::Hangup => self.say(Word::HangUp),
            Output::Welcome(welcome) => self.told.push(Told::Welcome(welcome)),
            Output::NotAccepted { nack, text } => self.told.push(Told::NotAccepted { nack, text }),
            Output::Anew => self.told.push(Told::Anew),
            Output::Settled { deed, refused } => self.told.push(Told::Settled { deed, refused }),
            Output::PhaseCloses(phase) => self.told.push(Told::PhaseCloses(phase)),
            Output::Ended(end) => {
                self.ended = true;
                self.told.push(Told::Ended(end));
            }
            Output::Changed(_)
            | Output::Presence
            | Output::Drafts
            | Output::RoundCloses
            | Output::Ready
            | Output::WriteDown(_) => {}
        }
    }

    fn say(&mut self, word: Word) {
        if let Some(socket) = &self.socket {
            // A line that just ended says so by itself.
            let _gone = socket.send(word);
        }
    }

    /// The line is gone, if one stood.
    fn lose(&mut self, closed: Closed, out: &mut Vec<Output>) {
        if self.socket.take().is_none() {
            return;
        }
        let code = closed.code;
        self.told.push(Told::Lost(closed));
        self.client.disconnected(code, out);
        if self.client.is_void() {
            self.client.renew(fresh_client_id());
            remember(&mut self.client);
        }
    }
}

/// Every edit is a step of its own: there is no clock in tests.
fn remember(client: &mut Client) {
    client.remember_own_changes(|| 0, 0);
}
