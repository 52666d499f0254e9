//! Somebody who writes, adds to and deletes their own notes as fast as they are acked, until the server is gone; and what
//! they know then. Does not come back: what they have left on their copy is to help nobody.

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{NoteId, ParticipantId};
use journeyboard_shared::model::NoteKind;
use journeyboard_tests::words::{adds, note};
use journeyboard_tests::{Luck, RawPeer, Seat, ServerProcess};
use uuid::Uuid;

use crate::ledger::State;

/// Edits of one person before the server is gone; stays within what a person may send at once.
const EDITS_MAX: usize = 50;
/// Edits that may be on their way unacked.
const AHEAD_MAX: u64 = 8;

/// One edit.
pub(crate) struct Edit {
    pub(crate) note: NoteId,
    /// What the note is when it has happened.
    pub(crate) makes: State,
    /// How many messages the writer had sent when it was sent.
    pub(crate) sent: u64,
}

/// What somebody knows when the server is gone.
pub(crate) struct Trace {
    pub(crate) author: ParticipantId,
    pub(crate) edits: Vec<Edit>,
    /// So many messages were acked.
    pub(crate) acked: u64,
    /// The notes of others as they saw them last.
    pub(crate) seen: Vec<(NoteId, State)>,
}

pub(crate) struct Writer {
    peer: RawPeer,
    author: ParticipantId,
    own: Vec<(NoteId, String)>,
    luck: Luck,
    edits: Vec<Edit>,
}

impl Writer {
    /// Sits down and has the board; `own` are their notes of before.
    pub(crate) async fn sits(server: &ServerProcess, seat: &Seat, own: Vec<(NoteId, String)>, luck: Luck) -> Self {
        let mut peer = RawPeer::connect_silent(server, seat).await;
        peer.say_hello().await;
        peer.ask().await;
        peer.is_synced().await;
        Self { peer, author: seat.participant, own, luck, edits: Vec::new() }
    }

    pub(crate) async fn writes_until_the_end(mut self) -> Trace {
        while self.edits.len() < EDITS_MAX && !self.peer.is_over() {
            self.writes().await;
            let ahead = self.luck.below(AHEAD_MAX);
            self.peer.until_over_or(|peer| peer.acked + ahead >= peer.sent).await;
        }
        self.peer.until_over_or(|_| false).await;
        let notes = &self.peer.doc.board().notes;
        let others = notes.iter().filter(|(_, note)| note.author != Some(self.author));
        let seen = others.map(|(id, note)| (*id, (!note.deleted).then(|| note.text.clone()))).collect();
        Trace { author: self.author, edits: self.edits, acked: self.peer.acked, seen }
    }

    async fn writes(&mut self) {
        let (command, note, makes) = match self.luck.below(8) {
            0 if !self.own.is_empty() => self.deletes(),
            1..=3 if !self.own.is_empty() => self.adds_to(),
            _ => self.begins(),
        };
        self.peer.does(command).await;
        self.edits.push(Edit { note, makes, sent: self.peer.sent });
    }

    fn begins(&mut self) -> (Command, NoteId, State) {
        let label = Uuid::from_u64_pair(self.luck.below(u64::MAX), self.luck.below(u64::MAX)).to_string();
        let text = format!("a note {}", "and more ".repeat(self.luck.below(30) as usize));
        self.own.push((note(&label), text.clone()));
        (adds(NoteKind::Idea, &label, &text), note(&label), Some(text))
    }

    fn adds_to(&mut self) -> (Command, NoteId, State) {
        let at = self.luck.below(self.own.len() as u64) as usize;
        let (note, text) = &mut self.own[at];
        let insert = format!(", {} more", self.luck.below(1_000));
        let command = Command::EditText { note: *note, at: text.len() as u32, delete: 0, insert: insert.clone() };
        text.push_str(&insert);
        (command, *note, Some(text.clone()))
    }

    fn deletes(&mut self) -> (Command, NoteId, State) {
        let at = self.luck.below(self.own.len() as u64) as usize;
        let (note, _) = self.own.swap_remove(at);
        (Command::DeleteNotes(vec![note]), note, None)
    }
}
