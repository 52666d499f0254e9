//! Decides what a log may say and what it still says: which appends fit, which rows can be trusted, where the holes are.
//!
//! Pure; shared by every implementation, so that they agree. Knows nothing of tables or files.

use std::ops::RangeInclusive;

use bytes::Bytes;
use journeyboard_shared::ids::WorkshopId;

use super::error::Rule;
use super::records::{Append, Compaction, Damage, Quarantined, Seq, Stored};

/// A snapshot or a record as it lies on disk.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// As stored; may be damaged.
    pub(super) seq: Seq,
    /// As stored; may be damaged. `None`: not even a checksum.
    pub(super) checksum: Option<u32>,
    /// As stored; may be damaged.
    pub(super) bytes: Bytes,
}

impl Row {
    /// A row as it is written.
    pub(super) fn new(workshop: WorkshopId, generation: u64, seq: Seq, bytes: Bytes) -> Self {
        Self { seq, checksum: Some(checksum(workshop, generation, seq, &bytes)), bytes }
    }

    fn is_whole(&self, workshop: WorkshopId, generation: u64) -> bool {
        self.checksum == Some(checksum(workshop, generation, self.seq, &self.bytes))
    }
}

/// CRC-32 over everything that says what a row is and where it belongs.
pub(super) fn checksum(workshop: WorkshopId, generation: u64, seq: Seq, bytes: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(workshop.as_uuid().as_bytes());
    crc.update(&generation.to_le_bytes());
    crc.update(&seq.to_le_bytes());
    crc.update(bytes);
    crc.finalize()
}

/// Where a workshop's log is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) generation: u64,
    pub(super) last_seq: Seq,
}

impl Head {
    fn is_at(self, generation: u64) -> Result<(), Rule> {
        if generation == self.generation {
            Ok(())
        } else {
            Err(Rule::WrongGeneration { current: self.generation, given: generation })
        }
    }

    /// That the next append begins elsewhere.
    pub(super) fn out_of_order(self, append: &Append) -> Rule {
        Rule::OutOfOrder { expected: self.last_seq.saturating_add(1), given: append.first_seq }
    }

    /// How many of the first records of `append` the log already has at their seqs. The caller compares those with what
    /// is stored and answers [`Head::out_of_order`] if they differ.
    pub(super) fn admit(self, append: &Append) -> Result<usize, Rule> {
        self.is_at(append.generation)?;
        let next = self.last_seq.saturating_add(1);
        match next.checked_sub(append.first_seq) {
            Some(known) if append.first_seq > 0 => {
                Ok(usize::try_from(known).unwrap_or(usize::MAX).min(append.records.len()))
            }
            _ => Err(self.out_of_order(append)),
        }
    }

    /// Whether a snapshot may take the place of the one at `present`.
    pub(super) fn admit_compaction(self, compaction: &Compaction, present: Seq) -> Result<(), Rule> {
        self.is_at(compaction.generation)?;
        // A damaged snapshot may claim any seq; it must not stand in the way of a good one.
        let oldest = present.min(self.last_seq);
        let given = compaction.upto_seq;
        let expected = given.clamp(oldest, self.last_seq);
        if given == expected { Ok(()) } else { Err(Rule::OutOfOrder { expected, given }) }
    }

    /// Whether a new generation may follow `from`.
    pub(super) fn admit_rebirth(self, from: u64) -> Result<(), Rule> {
        self.is_at(from)
    }
}

/// What is left of a workshop's snapshot and log.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) snapshot: Option<(Seq, Bytes)>,
    pub(super) tail: Vec<(Seq, Bytes)>,
    pub(super) last_seq: Seq,
    pub(super) missing: Vec<RangeInclusive<Seq>>,
    pub(super) bad: Vec<Quarantined>,
}

/// Tells good rows from bad ones. One bad row says nothing about those after it.
pub(super) fn judge(workshop: WorkshopId, head: Head, snapshot: Option<Row>, log: Vec<Row>) -> Judged {
    let mut bad = Vec::new();
    let snapshot = snapshot.and_then(|row| {
        if row.is_whole(workshop, head.generation) {
            return Some((row.seq, row.bytes));
        }
        bad.push(Quarantined { stored: Stored::Snapshot, seq: row.seq, damage: Damage::Checksum, moved: false });
        None
    });
    let base = snapshot.as_ref().map_or(0, |(seq, _)| *seq);
    let mut tail: Vec<(Seq, Bytes)> = Vec::with_capacity(log.len());
    for row in log {
        let previous = tail.last().map_or(base, |(seq, _)| *seq);
        let damage = if !row.is_whole(workshop, head.generation) {
            Damage::Checksum
        } else if row.seq <= previous {
            Damage::OutOfOrder
        } else {
            tail.push((row.seq, row.bytes));
            continue;
        };
        bad.push(Quarantined { stored: Stored::Record, seq: row.seq, damage, moved: false });
    }
    // A whole record beyond the head proves that the head is what was damaged.
    let last_seq = tail.last().map_or(base, |(seq, _)| *seq).max(head.last_seq);
    let missing = holes(base, &tail, last_seq);
    Judged { snapshot, tail, last_seq, missing, bad }
}

fn holes(base: Seq, tail: &[(Seq, Bytes)], last_seq: Seq) -> Vec<RangeInclusive<Seq>> {
    let mut holes = Vec::new();
    let mut before = base;
    for (seq, _) in tail {
        if seq - before > 1 {
            holes.push(before + 1..=seq - 1);
        }
        before = *seq;
    }
    if before < last_seq {
        holes.push(before + 1..=last_seq);
    }
    holes
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENERATION: u64 = 3;

    fn workshop() -> WorkshopId {
        WorkshopId::from(uuid::Uuid::from_u128(7))
    }

    fn rows(seqs: &[Seq]) -> Vec<Row> {
        seqs.iter().map(|seq| Row::new(workshop(), GENERATION, *seq, Bytes::from(format!("{seq}")))).collect()
    }

    fn judged(last_seq: Seq, snapshot: Option<Row>, log: Vec<Row>) -> Judged {
        judge(workshop(), Head { generation: GENERATION, last_seq }, snapshot, log)
    }

    fn append(first_seq: Seq, records: usize) -> Append {
        Append {
            workshop: workshop(),
            generation: GENERATION,
            first_seq,
            records: vec![Bytes::new(); records],
            marks: Vec::new(),
        }
    }

    #[test]
    fn holes_are_named_and_what_is_after_them_is_kept() {
        let found = judged(9, rows(&[2]).pop(), rows(&[4, 5, 7]));
        assert_eq!(found.tail.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [4, 5, 7]);
        assert_eq!(found.missing, [3..=3, 6..=6, 8..=9]);
        assert!(found.bad.is_empty());
    }

    #[test]
    fn a_record_that_the_snapshot_already_has_is_out_of_order() {
        let found = judged(5, rows(&[4]).pop(), rows(&[3, 5]));
        assert_eq!(found.bad.len(), 1);
        assert_eq!((found.bad[0].seq, found.bad[0].damage), (3, Damage::OutOfOrder));
        assert_eq!(found.tail.len(), 1);
    }

    #[test]
    fn a_row_is_bad_under_any_other_name() {
        let row = rows(&[4]).pop().expect("one row");
        assert!(row.is_whole(workshop(), GENERATION));
        assert!(!row.is_whole(workshop(), GENERATION + 1));
        assert!(!row.is_whole(WorkshopId::from(uuid::Uuid::from_u128(8)), GENERATION));
        assert!(!Row { seq: 5, ..row }.is_whole(workshop(), GENERATION));
    }

    #[test]
    fn a_damaged_head_does_not_hide_records() {
        let found = judged(1, rows(&[0]).pop(), rows(&[1, 2, 3]));
        assert_eq!(found.last_seq, 3);
        assert_eq!(found.tail.len(), 3);
    }

    #[test]
    fn an_append_is_new_or_known_or_out_of_order() {
        let head = Head { generation: GENERATION, last_seq: 5 };
        assert_eq!(head.admit(&append(6, 2)), Ok(0));
        assert_eq!(head.admit(&append(5, 2)), Ok(1));
        assert_eq!(head.admit(&append(2, 2)), Ok(2));
        assert_eq!(head.admit(&append(7, 1)), Err(Rule::OutOfOrder { expected: 6, given: 7 }));
        assert_eq!(head.admit(&append(0, 1)), Err(Rule::OutOfOrder { expected: 6, given: 0 }));
        let other = Append { generation: 1, ..append(6, 1) };
        assert_eq!(head.admit(&other), Err(Rule::WrongGeneration { current: GENERATION, given: 1 }));
    }
}
