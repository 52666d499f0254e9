//! The workshop that this tab is in: the replica, its line to the server, and the signals that follow both.
//!
//! Every change of the board passes through [`Room::dispatch`], [`Room::undo`] or [`Room::redo`] here, or arrives by the
//! line; there is no other way. Refuses to know what a view looks like.

mod leading;
mod line;
mod presence;
mod secrets;

use crate::prelude::*;
use journeyboard_shared::command::Command;
use journeyboard_shared::document::Change;
use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::{Board, Role};
use journeyboard_shared::rules::{Operation, Phase, Refusal};
use journeyboard_shared::sync::drawer::Writing;
use journeyboard_shared::sync::{Badge, Client, End, Output};
use journeyboard_shared::wire::Objection;
use leptos::task::spawn_local;

use crate::browser::{clock, random};
use crate::model::cell::Cell;
use crate::model::drawer::{self, Opened};
use crate::model::signals::BoardSignals;
use crate::model::tongue::{Tongue, tongue};
use line::Line;

pub use presence::{Cursor, Mark, Other, Presence};

/// Typing within so many milliseconds is one step of undo.
const TYPING_MS: u64 = 800;
/// Texts in the tray of what was not accepted. More than a person can look through.
const REFUSED_MAX: usize = 50;

/// How a workshop is entered: what the join gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    /// The workshop.
    pub workshop: WorkshopId,
    /// The person.
    pub participant: ParticipantId,
    /// Their role.
    pub role: Role,
    /// The token of this session.
    pub token: String,
}

/// Something that the server did not accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAccepted {
    /// The person's words, to be copied.
    pub text: Option<String>,
}

/// Something that a person is told for a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// A rule forbade something here.
    Refused(Refusal),
    /// The server did not carry out an order.
    NotDone(Objection),
    /// The phase ends in a moment; this one comes.
    Closes(Phase),
    /// The workshop was put back to an earlier state.
    Restored,
    /// The vote ends in a moment.
    RoundCloses,
}

/// The workshop that this tab is in. Cheap to copy; dead after its view is gone.
#[derive(Clone, Copy)]
pub struct Room {
    line: Cell<Line>,
    /// The language in which this person is spoken to.
    pub tongue: Tongue,
    /// The board as signals.
    pub board: BoardSignals,
    /// Who else is here, and what they are doing.
    pub presence: Presence,
    /// What the badge says.
    pub badge: RwSignal<Badge>,
    /// Whether what is done here outlives this tab.
    pub is_kept: RwSignal<bool>,
    /// Whether the device has written all of it.
    pub is_written: RwSignal<bool>,
    /// Whether it is not known yet if the server can be reached.
    pub is_calling: RwSignal<bool>,
    /// Whether a first copy of the board is here.
    pub ready: RwSignal<bool>,
    /// Why there is no way back, if there is none.
    pub ended: RwSignal<Option<End>>,
    /// This person's role.
    pub role: RwSignal<Role>,
    /// Beats when this person's drafts, or the numbers of others', changed.
    pub secrets: RwSignal<u64>,
    /// What the server did not accept.
    pub refused: RwSignal<Vec<NotAccepted>>,
    /// The last thing that this person was told; shown for a moment.
    pub told: RwSignal<Option<Said>>,
    /// Whether there is a step to undo.
    pub can_undo: RwSignal<bool>,
    /// Whether there is a step to redo.
    pub can_redo: RwSignal<bool>,
}

impl Room {
    /// Enters a workshop with what this device has of it, and connects.
    #[must_use]
    pub fn enter(pass: Pass, mut opened: Opened) -> Self {
        let mut client = Client::new(random::client_id(), pass.participant, pass.role, env!("CARGO_PKG_VERSION"));
        client.remember_own_changes(|| clock::now_ms() as u64, TYPING_MS);
        let role = pass.role;
        let mut out = Vec::new();
        if let Some(place) = opened.place {
            client.keep_at(place);
        }
        client.restore(std::mem::take(&mut opened.found), &mut out);
        let board = BoardSignals::new();
        let room = Self {
            line: Cell::new(Line::new(client, pass, opened)),
            tongue: tongue(),
            board,
            presence: Presence::new(),
            badge: RwSignal::new(Badge::Offline(0)),
            is_kept: RwSignal::new(true),
            is_written: RwSignal::new(true),
            is_calling: RwSignal::new(true),
            ready: RwSignal::new(false),
            ended: RwSignal::new(None),
            role: RwSignal::new(role),
            secrets: RwSignal::new(0),
            refused: RwSignal::new(Vec::new()),
            told: RwSignal::new(None),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
        };
        room.carry_out(out);
        room.connect();
        room.keep_watch();
        room
    }

    /// The pass by which this room was entered.
    #[must_use]
    pub fn pass(self) -> Option<Pass> {
        self.line.read(|line| line.pass.clone())
    }

    /// This person.
    #[must_use]
    pub fn me(self) -> Option<ParticipantId> {
        self.line.read(|line| line.client.by().participant)
    }

    /// Reads the board as it is now; follow a pulse of [`Room::board`] to be told when to read again.
    pub fn with_board<T>(self, read: impl FnOnce(&Board) -> T) -> Option<T> {
        self.line.read(|line| read(line.client.doc().board()))
    }

    /// Does what a person wants done. Answers whether it was done; if not, the person is told why.
    pub fn dispatch(self, command: Command) -> bool {
        let mut out = Vec::new();
        let done = self.line.write(|line| line.client.command(command, &mut out));
        match done {
            Some(Ok(change)) => {
                self.follow(&change);
                self.carry_out(out);
                true
            }
            Some(Err(refusal)) => {
                self.told.try_set(Some(Said::Refused(refusal)));
                false
            }
            None => false,
        }
    }

    /// Takes this person's last step back.
    pub fn undo(self) {
        if self.may_now(Operation::WriteDraft) && self.undo_draft() {
            return;
        }
        self.step(Client::undo);
    }

    /// Does this person's last undone step again.
    pub fn redo(self) {
        self.step(Client::redo);
    }

    /// Ends the current step of undo: leaving a note, for instance.
    pub fn end_step(self) {
        self.line.write(|line| line.client.end_step());
    }

    fn step(self, step: impl FnOnce(&mut Client, &mut Vec<Output>) -> Option<Change>) {
        let mut out = Vec::new();
        let change = self.line.write(|line| step(&mut line.client, &mut out)).flatten();
        if let Some(change) = change {
            self.follow(&change);
        }
        self.carry_out(out);
    }

    fn follow(self, change: &Change) {
        self.line.read(|line| self.board.follow(line.client.doc().board(), change));
    }

    fn carry_out(self, out: Vec<Output>) {
        for output in out {
            match output {
                Output::Send(frame) => {
                    self.line.read(|line| line.send(&frame));
                }
                Output::WriteDown(writing) => self.write_down(writing),
                Output::Changed(change) => self.follow(&change),
                Output::Anew => {
                    self.line.read(|line| self.board.exchange(line.client.doc().board()));
                }
                Output::Ready => {
                    self.line.read(|line| self.board.exchange(line.client.doc().board()));
                    self.ready.try_set(true);
                }
                Output::Presence => {
                    self.line.read(|line| self.presence.follow(&line.client));
                }
                Output::Welcome(welcome) => {
                    self.role.try_set(welcome.role);
                }
                Output::NotAccepted { text, .. } => {
                    self.refused.try_update(|tray| {
                        tray.push(NotAccepted { text });
                        let over = tray.len().saturating_sub(REFUSED_MAX);
                        tray.drain(..over);
                    });
                }
                Output::Settled { refused, .. } => {
                    self.secrets.try_update(|beats| *beats += 1);
                    if let Some(objection) = refused {
                        self.told.try_set(Some(Said::NotDone(objection)));
                    }
                }
                Output::Drafts => {
                    self.secrets.try_update(|beats| *beats += 1);
                }
                Output::RoundCloses => {
                    self.told.try_set(Some(Said::RoundCloses));
                }
                Output::PhaseCloses(phase) => {
                    self.told.try_set(Some(Said::Closes(phase)));
                }
                Output::Hangup => self.hang_up(),
                Output::Ended(end) => {
                    self.ended.try_set(Some(end));
                }
            }
        }
        self.show_state();
    }

    /// Hands it to the device; what comes while the device writes goes together with the next.
    fn write_down(self, writing: Writing) {
        let begins = self.line.write(|line| {
            line.unwritten.push(writing);
            !std::mem::replace(&mut line.writes, true)
        });
        if begins == Some(true) {
            spawn_local(self.write_all_down());
        }
    }

    async fn write_all_down(self) {
        loop {
            let batch = self.line.write(|line| {
                line.writes = !line.unwritten.is_empty();
                std::mem::take(&mut line.unwritten)
            });
            let batch = batch.unwrap_or_default();
            if batch.is_empty() {
                return;
            }
            let count = batch.len();
            let is_there = drawer::write(batch).await;
            let mut out = Vec::new();
            self.line.write(|line| (0..count).for_each(|_| line.client.wrote(is_there, &mut out)));
            self.carry_out(out);
        }
    }

    /// The person has seen what was not accepted.
    pub fn seen_refused(self) {
        let mut out = Vec::new();
        self.line.write(|line| line.client.seen_refused(&mut out));
        self.refused.try_set(Vec::new());
        self.carry_out(out);
    }

    fn show_state(self) {
        let state = self.line.read(|line| {
            let (client, doc) = (&line.client, line.client.doc());
            let kept = (client.is_kept_on_device(), client.is_written_down());
            (client.badge(), kept, doc.can_undo(), doc.can_redo())
        });
        let Some((badge, (is_kept, is_written), can_undo, can_redo)) = state else { return };
        set_if_new(self.is_kept, is_kept);
        set_if_new(self.is_written, is_written);
        set_if_new(self.badge, badge);
        set_if_new(self.can_undo, can_undo);
        set_if_new(self.can_redo, can_redo);
    }
}

fn set_if_new<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value).unwrap_or(false) {
        signal.try_set(value);
    }
}
