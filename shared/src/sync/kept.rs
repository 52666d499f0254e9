//! What was done here and is not yet known to be on the server's disk.

use std::collections::VecDeque;

use crate::command::Command;

/// Edits that are kept by name for a replay. Beyond it only their number is kept: the document has them anyway, and a
/// replay of ten thousand edits after a refusal is a day's work offline.
const REPLAY_MAX: usize = 10_000;

/// One edit.
#[derive(Debug)]
struct Edit {
    /// What was done; `None` for undo and redo, which cannot be done again on another copy.
    command: Option<Command>,
    /// The first and last of this connection's messages that carry it; `None`: not sent.
    sent: Option<(u64, u64)>,
}

/// What a refused message carried.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// One edit, which is not kept any more; its text, if it had one.
    Edit(Option<String>),
    /// Several. Nobody knows which was meant: all are kept, to be tried one by one.
    OneOfSeveral,
}

/// The edits that are not yet safe, oldest first.
#[derive(Debug, Default)]
pub(super) struct Kept {
    edits: VecDeque<Edit>,
    sent: u64,
}

impl Kept {
    pub(super) fn len(&self) -> usize {
        self.edits.len()
    }

    /// An edit was made; it left in `messages` messages (0: not sent).
    pub(super) fn add(&mut self, command: Option<Command>, messages: u64) {
        let sent = (messages > 0).then(|| (self.sent + 1, self.sent + messages));
        self.sent += messages;
        let command = command.filter(|_| self.edits.len() < REPLAY_MAX);
        self.edits.push_back(Edit { command, sent });
    }

    /// The connection is another one: nothing of what is kept was sent there.
    pub(super) fn start_over(&mut self) {
        self.sent = 0;
        for edit in &mut self.edits {
            edit.sent = None;
        }
    }

    /// One message carried everything that had not been sent.
    pub(super) fn uploaded(&mut self) {
        self.sent += 1;
        for edit in self.edits.iter_mut().filter(|edit| edit.sent.is_none()) {
            edit.sent = Some((self.sent, self.sent));
        }
    }

    /// The first `messages` messages of this connection are on disk.
    pub(super) fn acknowledge(&mut self, messages: u64) {
        self.edits.retain(|edit| edit.sent.is_none_or(|(_, last)| last > messages));
    }

    /// One message carried none of them.
    pub(super) fn uploaded_nothing(&mut self) {
        self.sent += 1;
    }

    /// One of this connection's messages was refused.
    pub(super) fn refuse(&mut self, message: u64) -> Refused {
        let mut carried = self.edits.iter().filter(|edit| carries(edit, message));
        let only = carried.next().and_then(|edit| edit.command.as_ref()).and_then(text_of);
        if carried.any(|edit| edit.command.is_some()) {
            return Refused::OneOfSeveral;
        }
        self.edits.retain(|edit| !carries(edit, message));
        Refused::Edit(only)
    }

    /// Empties itself: what to do again on another copy.
    pub(super) fn take_commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.edits).into_iter().filter_map(|edit| edit.command).collect()
    }
}

fn carries(edit: &Edit, message: u64) -> bool {
    edit.sent.is_some_and(|(first, last)| (first..=last).contains(&message))
}

/// The words that a person would miss if the command were lost.
pub(super) fn text_of(command: &Command) -> Option<String> {
    let text = match command {
        Command::CreateNote(note) => &note.text,
        Command::EditText { insert, .. } => insert,
        Command::NameCluster { name, .. } | Command::AddStage { name, .. } | Command::RenameStage { name, .. } => name,
        _ => return None,
    };
    (!text.trim().is_empty()).then(|| text.clone())
}
