//! What was done here and is not yet known to be on the server's disk.

use std::collections::VecDeque;

use crate::command::{Command, bytes};
use crate::wire::cursor::Cursor;
use crate::wire::writing::put_number;

/// Edits that are kept by name for a replay. Beyond it only their number is kept: the document has them anyway, and a
/// replay of ten thousand edits after a refusal is a day's work offline.
const REPLAY_MAX: usize = super::drawer::EDITS_MAX;

/// What an edit wrote: enough to know later whether a copy of the server's has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Trace {
    /// The client id under which it was written.
    pub(super) writer: u64,
    /// That client's clock behind it.
    pub(super) until: u64,
    /// Whether its last message moved the clock; what only takes away does not, such as the showing of what was hidden.
    pub(super) grew: bool,
}

/// One edit.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    /// What was done; `None` for undo and redo, which cannot be done again on another copy.
    pub(super) command: Option<Command>,
    /// What it wrote; `None`: nothing yet.
    trace: Option<Trace>,
    /// Whether it waits for a copy to be done on: its own is void.
    pub(super) waits: bool,
    /// Whether it was sent once and nobody answered.
    pub(super) doubtful: bool,
    /// The first and last of this connection's messages that carry it; `None`: not sent.
    sent: Option<(u64, u64)>,
    /// Where the device keeps it.
    pub(super) slot: Option<u64>,
}

impl Edit {
    /// An edit of this document, or without a trace one that waits for a document.
    pub(super) fn new(command: Option<Command>, trace: Option<Trace>) -> Self {
        Self { command, trace, waits: trace.is_none(), doubtful: false, sent: None, slot: None }
    }

    /// As a device keeps it.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut into = Vec::new();
        let Trace { writer, until, grew } = self.trace.unwrap_or_default();
        let has = |bit: u64, is_set: bool| if is_set { bit } else { 0 };
        put_number(&mut into, has(1, self.trace.is_some()) | has(2, grew) | has(4, self.command.is_some()));
        put_number(&mut into, writer);
        put_number(&mut into, until);
        if let Some(command) = &self.command {
            bytes::put(&mut into, command);
        }
        into
    }

    /// Reads it again; `None` if it makes no sense.
    pub(super) fn from_bytes(from: &[u8]) -> Option<Self> {
        let mut from = Cursor::new(from);
        let (has, writer, until) = (from.number().ok()?, from.number().ok()?, from.number().ok()?);
        let trace = (has & 1 > 0).then_some(Trace { writer, until, grew: has & 2 > 0 });
        let command = if has & 4 > 0 { Some(bytes::take(&mut from)?) } else { None };
        Some(Self::new(command, trace))
    }

    /// Whether a fresh copy of the server's has it already, because only its ack was lost. `clock_of` tells how many units of a
    /// client that copy knows. Where letters were only taken away nobody can tell: taken for done, for letters that stay
    /// are no loss.
    pub(super) fn is_in(&self, clock_of: impl Fn(u64) -> u64) -> bool {
        let Some(Trace { writer, until, grew }) = self.trace else { return false };
        let only_takes = self.doubtful && matches!(&self.command, Some(Command::EditText { .. }));
        let clock = clock_of(writer);
        clock > until || (clock == until && (grew || only_takes))
    }
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
    /// Where the device kept edits that are not kept any more.
    freed: Vec<u64>,
}

impl Kept {
    pub(super) fn len(&self) -> usize {
        self.edits.len()
    }

    /// An edit was made; it left in `messages` messages (0: not sent).
    pub(super) fn add(&mut self, mut edit: Edit, messages: u64) {
        edit.sent = (messages > 0).then(|| (self.sent + 1, self.sent + messages));
        self.sent += messages;
        edit.command = edit.command.filter(|_| self.edits.len() < REPLAY_MAX);
        self.edits.push_back(edit);
    }

    /// The connection is another one: nothing of what is kept was sent there.
    pub(super) fn start_over(&mut self) {
        self.sent = 0;
        for edit in &mut self.edits {
            edit.doubtful |= edit.sent.take().is_some();
        }
    }

    /// One message carried everything that is in the document and had not been sent.
    pub(super) fn uploaded(&mut self) {
        self.sent += 1;
        for edit in self.edits.iter_mut().filter(|edit| edit.sent.is_none() && !edit.waits) {
            edit.sent = Some((self.sent, self.sent));
        }
    }

    /// The first `messages` messages of this connection are on disk.
    pub(super) fn acknowledge(&mut self, messages: u64) {
        self.free(|edit| edit.sent.is_some_and(|(_, last)| last <= messages));
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
            for edit in self.edits.iter_mut().filter(|edit| carries(edit, message)) {
                edit.sent = None;
            }
            return Refused::OneOfSeveral;
        }
        self.free(|edit| carries(edit, message));
        Refused::Edit(only)
    }

    fn free(&mut self, is_freed: impl Fn(&Edit) -> bool) {
        let freed = &mut self.freed;
        self.edits.retain(|edit| {
            let goes = is_freed(edit);
            freed.extend(edit.slot.filter(|_| goes));
            !goes
        });
    }

    /// Whether some wait for a copy to be done on.
    pub(super) fn has_waiting(&self) -> bool {
        self.edits.iter().any(|edit| edit.waits)
    }

    /// Takes out what is to be done on another copy: all of it if the old one is void, else what waits for one.
    pub(super) fn take(&mut self, all: bool) -> Vec<Edit> {
        let (taken, stay): (VecDeque<_>, _) =
            std::mem::take(&mut self.edits).into_iter().partition(|edit| all || edit.waits);
        self.edits = stay;
        self.freed.extend(taken.iter().filter_map(|edit| edit.slot));
        taken.into()
    }

    /// Where the device kept what has gone since the last call.
    pub(super) fn take_freed(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.freed)
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
