//! What a device keeps of a workshop so that a reload, a crash or a dead network loses nothing: which records there are, and when
//! each is written and thrown away. Refuses to know how a device keeps records; they are names and bytes.
//!
//! ```text
//! {workshop}/{participant}/{generation}/{tab}/c         the copy: the document as one v1 update
//!                                             l{seq}    the log: v1 updates that came after it, from here and from outside
//!                                             e{seq}    one edit made here that is not known to be on the server's disk
//!                                             t{seq}    words that the server did not accept
//!                                             o{op}     an order that is not answered yet, as its frame
//! ```
//! Each tab writes its own records, and takes over those of tabs that are gone. A tab without a copy holds edits that wait for one:
//! theirs was void. An edit's updates are in copy and log; taking them in again changes nothing, so a restored edit is sent
//! under the ids under which it was made, and is never done twice, however often it is sent.

use crate::ids::{ParticipantId, TabId, WorkshopId};

mod found;

pub use found::{Found, read};

/// Log records until they are folded into the copy. So many are read in a few milliseconds when the workshop is opened.
const LOG_MAX: usize = 400;
/// Bytes of log until they are folded into the copy, if the copy is smaller: folding writes the copy anew, so the larger it is the
/// rarer that should be.
const LOG_BYTES_MIN: usize = 64 * 1024;
/// Edits that a device keeps, beside which more are kept in the tab alone: as many as a client can do again by name.
pub(super) const EDITS_MAX: usize = 10_000;

/// Where a tab keeps its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The workshop.
    pub workshop: WorkshopId,
    /// The person.
    pub participant: ParticipantId,
    /// The tab.
    pub tab: TabId,
}

/// One record to write (`bytes`) or to throw away (nothing).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The record's name.
    pub key: String,
    /// What it says from now on.
    pub bytes: Option<Vec<u8>>,
}

/// Records that are written and thrown away together or not at all, after all that was given before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writing {
    /// The records.
    pub slips: Vec<Slip>,
    /// Whether a person's work is in it, so that it must be on the device's disk before it counts as written.
    pub strict: bool,
}

/// What the names of all records of a workshop begin with.
#[must_use]
pub fn of_workshop(workshop: WorkshopId) -> String {
    format!("{workshop}/")
}

/// The workshop that a record is of.
#[must_use]
pub fn workshop_of(key: &str) -> Option<WorkshopId> {
    key.split('/').next()?.parse().ok()
}

/// Whether somebody would miss a record: it is no copy and no log of what the server has anyway.
#[must_use]
pub fn is_work(key: &str) -> bool {
    key.rsplit('/').next().is_some_and(|slot| slot.starts_with(['e', 't', 'o']))
}

/// What the names of all records of a person in a workshop begin with.
#[must_use]
pub fn of_person(workshop: WorkshopId, participant: ParticipantId) -> String {
    format!("{workshop}/{participant}/")
}

/// A tab's own records, as far as it has given them to be written.
#[derive(Debug)]
pub(super) struct Drawer {
    place: Place,
    generation: Option<u64>,
    next: u64,
    has_copy: bool,
    copy_bytes: usize,
    logged: Vec<u64>,
    logged_bytes: usize,
    /// The names of those that the person has not seen off.
    texts: Vec<String>,
    edits: usize,
    /// Nothing more fits; what is there may still be thrown away.
    is_full: bool,
    slips: Vec<Slip>,
    is_strict: bool,
    given: u64,
    written: u64,
}

impl Drawer {
    pub(super) fn new(place: Place) -> Self {
        Self {
            place,
            generation: None,
            next: 0,
            has_copy: false,
            copy_bytes: 0,
            logged: Vec::new(),
            logged_bytes: 0,
            texts: Vec::new(),
            edits: 0,
            is_full: false,
            slips: Vec::new(),
            is_strict: false,
            given: 0,
            written: 0,
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// The generation is known from now on.
    pub(super) fn set_generation(&mut self, generation: u64) {
        self.generation = Some(generation);
    }

    fn key(&self, kind: char, rest: &str) -> Option<String> {
        let Place { workshop, participant, tab } = self.place;
        Some(format!("{workshop}/{participant}/{:016x}/{tab}/{kind}{rest}", self.generation?))
    }

    fn put(&mut self, kind: char, rest: &str, bytes: Vec<u8>) {
        if let Some(key) = self.key(kind, rest).filter(|_| !self.is_full) {
            self.slips.push(Slip { key, bytes: Some(bytes) });
        }
    }

    fn throw(&mut self, kind: char, rest: &str) {
        if let Some(key) = self.key(kind, rest) {
            self.slips.push(Slip { key, bytes: None });
        }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// An update after the copy.
    pub(super) fn log(&mut self, update: &[u8]) {
        if !self.has_copy || self.is_full {
            return;
        }
        let seq = self.number();
        self.logged.push(seq);
        self.logged_bytes += update.len();
        self.put('l', &digits(seq), update.to_vec());
    }

    pub(super) fn has_copy(&self) -> bool {
        self.has_copy
    }

    /// Whether the log should be folded into the copy.
    pub(super) fn wants_copy(&self) -> bool {
        self.has_copy
            && !self.is_full
            && (self.logged.len() > LOG_MAX || self.logged_bytes > LOG_BYTES_MIN.max(self.copy_bytes))
    }

    /// The document as it is, instead of the copy and the log.
    pub(super) fn copy(&mut self, state: Vec<u8>) {
        if self.is_full || state.len() > crate::limits::WORKSHOP_BYTES_MAX {
            self.is_full = true;
            return;
        }
        self.throw_log();
        self.has_copy = true;
        self.copy_bytes = state.len();
        self.put('c', "", state);
    }

    fn throw_log(&mut self) {
        for seq in std::mem::take(&mut self.logged) {
            self.throw('l', &digits(seq));
        }
        self.logged_bytes = 0;
    }

    /// The copy is void: what is kept of it would be refused again.
    pub(super) fn throw_copy(&mut self) {
        if std::mem::take(&mut self.has_copy) {
            self.throw('c', "");
            self.throw_log();
            self.is_strict = true;
        }
    }

    /// An edit that is not safe yet. Answers where it is kept.
    pub(super) fn edit(&mut self, bytes: Vec<u8>) -> Option<u64> {
        if self.edits >= EDITS_MAX {
            self.is_full = true;
        }
        if self.is_full || self.generation.is_none() {
            return None;
        }
        let seq = self.number();
        self.edits += 1;
        self.is_strict = true;
        self.put('e', &digits(seq), bytes);
        Some(seq)
    }

    /// An edit is safe, or is not kept any more.
    pub(super) fn throw_edit(&mut self, seq: u64) {
        self.edits = self.edits.saturating_sub(1);
        self.throw('e', &digits(seq));
    }

    /// Words that were not accepted.
    pub(super) fn text(&mut self, text: &str) {
        let seq = digits(self.number());
        self.texts.extend(self.key('t', &seq));
        self.is_strict = true;
        self.put('t', &seq, text.as_bytes().to_vec());
    }

    /// The person has seen them.
    pub(super) fn throw_texts(&mut self) {
        let keys = std::mem::take(&mut self.texts);
        self.slips.extend(keys.into_iter().map(|key| Slip { key, bytes: None }));
    }

    /// An order that is not answered yet.
    pub(super) fn order(&mut self, op: &str, bytes: Vec<u8>) {
        self.is_strict = true;
        self.put('o', op, bytes);
    }

    /// It was answered.
    pub(super) fn throw_order(&mut self, op: &str) {
        self.throw('o', op);
    }

    /// Records of another tab that is gone, once what was in them is in this tab's.
    pub(super) fn throw_others(&mut self, keys: Vec<String>) {
        self.is_strict = true;
        self.slips.extend(keys.into_iter().map(|key| Slip { key, bytes: None }));
    }

    /// What is to be written now, if anything.
    pub(super) fn give(&mut self) -> Option<Writing> {
        if self.slips.is_empty() {
            return None;
        }
        self.given += 1;
        Some(Writing { slips: std::mem::take(&mut self.slips), strict: std::mem::take(&mut self.is_strict) })
    }

    /// The oldest of what was given is written, or could not be.
    pub(super) fn wrote(&mut self, is_there: bool) {
        self.written += 1;
        self.is_full |= !is_there;
    }

    /// How many were given, with what waits to be given, and how many of them are written.
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.given + u64::from(!self.slips.is_empty()), self.written)
    }
}

/// Digits that sort as the number does.
fn digits(seq: u64) -> String {
    format!("{seq:016x}")
}

#[cfg(test)]
mod tests;
