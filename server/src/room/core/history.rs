//! What of a room is on disk, what is on its way there, and what waits: the one truth about "saved".
//!
//! Knows seqs and bytes; refuses to know what they mean.

use std::collections::VecDeque;

use bytes::Bytes;
use journeyboard_shared::wire;

use super::event::{Base, Fold, PeerId};
use super::limits;
use crate::store::{Mark, Seq};

/// An update without structs and deletes.
const NOTHING: &[u8] = &[0, 0];

/// A record that is not on disk yet.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) record: Bytes,
    pub(super) from: Option<PeerId>,
    /// What the disk remembers or forgets with it.
    pub(super) marks: Vec<Mark>,
}

impl Entry {
    /// A record for the sake of its marks alone.
    pub(super) fn of_marks(marks: Vec<Mark>) -> Self {
        Self { record: Bytes::from_static(NOTHING), from: None, marks }
    }

    /// Whether nobody learns anything from it.
    pub(super) fn says_nothing(&self) -> bool {
        self.record == NOTHING
    }
}

/// Records about to go to the disk.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) first_seq: Seq,
    pub(super) records: Vec<Bytes>,
    pub(super) marks: Vec<Mark>,
}

/// See the module.
#[derive(Debug)]
pub(super) struct History {
    /// A whole durable state as an update frame: what a joiner gets first.
    base_frame: Bytes,
    base_len: usize,
    base_seq: Seq,
    /// Durable records after it.
    tail: VecDeque<(Seq, Bytes)>,
    tail_bytes: usize,
    durable: Seq,
    in_flight: Vec<Entry>,
    staged: Vec<Entry>,
    staged_bytes: usize,
    /// What the log on disk holds after its snapshot.
    logged: (usize, usize),
    compacting: bool,
    /// Whether no record is missing. A log with holes is never folded: what is after a hole would be lost.
    whole: bool,
}

impl History {
    pub(super) fn new(base: Base, tail: Vec<(Seq, Bytes)>, durable: Seq, whole: bool) -> Self {
        let tail_bytes = tail.iter().map(|(_, record)| record.len()).sum();
        Self {
            base_len: base.state.len(),
            base_frame: wire::update(&base.state),
            base_seq: base.seq,
            logged: (tail.len(), tail_bytes),
            tail: tail.into(),
            tail_bytes,
            durable,
            in_flight: Vec::new(),
            staged: Vec::new(),
            staged_bytes: 0,
            compacting: false,
            whole,
        }
    }

    /// Everything up to here is on disk.
    pub(super) fn durable(&self) -> Seq {
        self.durable
    }

    /// The seq of the newest record that was accepted, on disk or not.
    pub(super) fn newest(&self) -> Seq {
        self.durable + (self.in_flight.len() + self.staged.len()) as Seq
    }

    pub(super) fn is_settled(&self) -> bool {
        self.in_flight.is_empty() && self.staged.is_empty()
    }

    /// Whether so much waits for the disk that nothing more can be taken.
    pub(super) fn is_full(&self) -> bool {
        self.staged_bytes > limits::STAGED_BYTES_MAX
    }

    /// Bytes of the whole workshop, roughly: state and log.
    pub(super) fn bytes(&self) -> usize {
        self.base_len + self.tail_bytes + self.staged_bytes
    }

    pub(super) fn stage(&mut self, entry: Entry) {
        let beside = entry.marks.iter().filter_map(|mark| mark.value.as_ref()).map(Bytes::len).sum::<usize>();
        self.staged_bytes += entry.record.len() + beside;
        self.staged.push(entry);
    }

    /// The next batch, if none is on its way. At most one is.
    pub(super) fn next_batch(&mut self) -> Option<Batch> {
        if !self.in_flight.is_empty() || self.staged.is_empty() {
            return None;
        }
        self.in_flight = std::mem::take(&mut self.staged);
        self.staged_bytes = 0;
        Some(self.batch())
    }

    /// The batch that is on its way, byte for byte as before.
    pub(super) fn batch(&self) -> Batch {
        Batch {
            first_seq: self.durable + 1,
            records: self.in_flight.iter().map(|entry| entry.record.clone()).collect(),
            marks: self.in_flight.iter().flat_map(|entry| entry.marks.clone()).collect(),
        }
    }

    pub(super) fn is_in_flight(&self) -> bool {
        !self.in_flight.is_empty()
    }

    /// The batch is on disk: its entries with their seqs.
    pub(super) fn settle(&mut self) -> Vec<(Seq, Entry)> {
        let done = std::mem::take(&mut self.in_flight);
        let mut settled = Vec::with_capacity(done.len());
        for entry in done {
            self.durable += 1;
            self.tail_bytes += entry.record.len();
            self.logged.0 += 1;
            self.logged.1 += entry.record.len();
            self.tail.push_back((self.durable, entry.record.clone()));
            settled.push((self.durable, entry));
        }
        settled
    }

    /// What brings an empty replica to the durable state, as frames: one shared state, then what came after. The step 2
    /// comes last and brings nothing: clients take it for "now you have everything".
    pub(super) fn frames(&self) -> Vec<Bytes> {
        let mut frames = Vec::with_capacity(2 + self.tail.len());
        frames.push(self.base_frame.clone());
        frames.extend(self.tail.iter().map(|(_, record)| wire::update(record)));
        frames.push(wire::step2(NOTHING));
        frames
    }

    /// Whether a fresh state would spare joiners much.
    pub(super) fn wants_fresh_base(&self) -> bool {
        self.whole
            && self.is_settled()
            && (self.tail.len() > limits::JOINER_TAIL_RECORDS_MAX || self.tail_bytes > self.base_len / 4 + 4_096)
    }

    /// Takes a newer durable state in.
    pub(super) fn rebase(&mut self, base: &Base) {
        if base.seq <= self.base_seq || base.seq > self.durable || !self.whole {
            return;
        }
        while self.tail.front().is_some_and(|(seq, _)| *seq <= base.seq) {
            if let Some((_, record)) = self.tail.pop_front() {
                self.tail_bytes -= record.len();
            }
        }
        self.base_frame = wire::update(&base.state);
        self.base_len = base.state.len();
        self.base_seq = base.seq;
    }

    /// Everything accepted so far, oldest first: what the document is made from.
    pub(super) fn everything(&self) -> impl Iterator<Item = Bytes> {
        std::iter::once(self.base())
            .chain(self.tail.iter().map(|(_, record)| record.clone()))
            .chain(self.in_flight.iter().chain(&self.staged).map(|entry| entry.record.clone()))
    }

    /// Everything on disk, oldest first.
    pub(super) fn everything_durable(&self) -> impl Iterator<Item = Bytes> {
        std::iter::once(self.base()).chain(self.tail.iter().map(|(_, record)| record.clone()))
    }

    /// The log has grown enough to be folded (`eager`: at all).
    pub(super) fn fold(&mut self, eager: bool) -> Option<Fold> {
        let (records, bytes) = self.logged;
        let due = if eager {
            records > limits::FOLD_WHEN_QUIET_RECORDS
        } else {
            records > limits::FOLD_RECORDS || bytes > limits::FOLD_BYTES
        };
        if !due || self.compacting || !self.whole {
            return None;
        }
        self.compacting = true;
        Some(Fold {
            base: Base { seq: self.base_seq, state: self.base() },
            tail: self.tail.iter().map(|(_, record)| record.clone()).collect(),
            upto: self.durable,
        })
    }

    /// A fold ended; with a state, if it is on disk now.
    pub(super) fn folded(&mut self, base: Option<&Base>) {
        self.compacting = false;
        // After a failure the next attempt waits until the log has grown as much again.
        self.logged = (0, 0);
        if let Some(base) = base {
            self.rebase(base);
            let after = self.tail.iter().filter(|(seq, _)| *seq > base.seq);
            self.logged = after.fold((0, 0), |(n, bytes), (_, record)| (n + 1, bytes + record.len()));
        }
    }

    pub(super) fn is_compacting(&self) -> bool {
        self.compacting
    }

    fn base(&self) -> Bytes {
        self.base_frame.slice(self.base_frame.len() - self.base_len..)
    }
}
