//! A copy that is void: refused, or of another generation. It is thrown away, and what was done on it is done again on a fresh
//! one, or handed back as words.

use super::kept::{self, Refused};
use super::{Client, Line, Output};
use crate::command::{Command, NewNote};
use crate::document::BoardDoc;
use crate::model::Board;
use crate::wire::Nack;

impl Client {
    /// A refused edit leaves a hole in this copy: it is thrown away, and the other unsafe edits are done again on a fresh
    /// one. The caller hangs up, gives the fresh copy its id with [`Client::renew`] and connects again.
    pub(super) fn start_anew(&mut self, nack: Nack, out: &mut Vec<Output>) {
        if self.void {
            // All that a void copy sent follows the hole: refused for that, and done again.
            return;
        }
        if let Refused::Edit(text) = self.kept.refuse(nack.edit) {
            self.hand_back(Some(nack), text, out);
        }
        self.void_copy(out);
    }

    fn void_copy(&mut self, out: &mut Vec<Output>) {
        self.void = true;
        self.leaving = true;
        if let Some(drawer) = &mut self.drawer {
            drawer.throw_copy();
        }
        out.push(Output::Hangup);
    }

    /// The board was restored from a backup: what was done on the old one must not merge into it. The words come back.
    pub(super) fn leave_generation(&mut self, generation: u64, out: &mut Vec<Output>) {
        let edits = self.kept.take(true);
        self.settle_freed();
        for order in self.orders.take() {
            self.order_settled(order.op_id);
        }
        self.void_copy(out);
        self.set_generation(generation);
        for text in edits.iter().filter_map(|edit| edit.command.as_ref()).filter_map(kept::text_of) {
            self.hand_back(None, Some(text), out);
        }
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
    /// asked for ours, and not before its copy is here. What that copy has already is not done twice; and nothing is sent
    /// before the device knows it as sent, for whoever finds the old edits there would do them again.
    pub(super) fn do_again(&mut self, out: &mut Vec<Output>) {
        let is_due = self.void || self.kept.has_waiting();
        if !is_due || !self.caught_up || self.line != Line::Open {
            return;
        }
        let all = std::mem::take(&mut self.void);
        if all {
            out.push(Output::Anew);
        }
        let edits = self.kept.take(all);
        self.hold();
        for edit in edits {
            let left = edit.command.clone().filter(|_| !edit.is_in(|writer| self.doc.clock_of(writer)));
            let Some(command) = left.and_then(|command| what_is_left(command, self.doc.board())) else { continue };
            let text = kept::text_of(&command);
            match crate::command::apply(&mut self.doc, self.by, command.clone()) {
                Ok(change) => {
                    self.keep(Some(command), &change, out);
                    if !all && !change.is_nothing() {
                        out.push(Output::Changed(change));
                    }
                }
                Err(_) => self.hand_back(None, text, out),
            }
        }
        self.copy_if_none();
    }

    pub(super) fn hand_back(&mut self, nack: Option<Nack>, text: Option<String>, out: &mut Vec<Output>) {
        if let (Some(drawer), Some(text)) = (&mut self.drawer, &text) {
            drawer.text(text);
        }
        out.push(Output::NotAccepted { nack, text });
    }
}

/// A creation is two messages, and the first may have arrived alone: then the object is there, hidden, and only to be shown.
fn what_is_left(command: Command, board: &Board) -> Option<Command> {
    let (Command::CreateNote(NewNote { id, .. }) | Command::MakeTouchpoint { note: id, .. }) = &command else {
        return Some(command);
    };
    match board.notes.get(id) {
        None => Some(command),
        Some(note) => note.deleted.then(|| Command::RestoreNotes(vec![*id])),
    }
}
