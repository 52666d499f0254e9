//! Looks at everything that a store holds: the database, each workshop's log and snapshot, and whether they still make a
//! board. Reports; changes nothing.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use bytes::Bytes;
use journeyboard_shared::ids::WorkshopId;

use super::{Failed, Outcome, older};
use crate::room::core::{Base, Fold};
use crate::room::fold;
use crate::store::{Archive, Damage, Fault, Loaded, Stored};

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Report {
    complaints: Vec<String>,
    workshops: Vec<Found>,
}

/// What was found of one workshop.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) workshop: WorkshopId,
    pub(super) generation: u64,
    /// Everything as one state; `None` if it does not make a board any more.
    pub(super) state: Option<Bytes>,
    /// What is wrong; nothing if it is good.
    pub(super) troubles: Vec<String>,
    snapshot_seq: Option<u64>,
    last_seq: u64,
    records: usize,
    bytes: usize,
    quarantined: usize,
}

impl fmt::Display for Found {
    /// One line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  generation {}", self.workshop, self.generation)?;
        if let Some(seq) = self.snapshot_seq {
            write!(f, ", snapshot at {seq}")?;
        }
        let kib = self.bytes.div_ceil(1024);
        write!(f, ", {} records up to {}, {kib} KiB: ", self.records, self.last_seq)?;
        if self.troubles.is_empty() {
            f.write_str("good")?
        } else {
            write!(f, "DAMAGED: {}", self.troubles.join("; "))?
        }
        match self.quarantined {
            0 => Ok(()),
            n => write!(f, " ({n} in quarantine)"),
        }
    }
}

impl Report {
    /// Whether nothing is wrong.
    pub(crate) fn is_good(&self) -> bool {
        self.complaints.is_empty() && self.workshops.iter().all(|found| found.troubles.is_empty())
    }

    pub(super) fn workshops(&self) -> &[Found] {
        &self.workshops
    }

    /// For people: the database, each workshop, the sum.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        match self.complaints.as_slice() {
            [] => lines.push("database: good".to_owned()),
            complaints => lines.extend(complaints.iter().map(|complaint| format!("database: DAMAGED: {complaint}"))),
        }
        lines.extend(self.workshops.iter().map(Found::to_string));
        let damaged = self.workshops.iter().filter(|found| !found.troubles.is_empty()).count();
        lines.push(format!("workshops: {}, of which damaged: {damaged}", self.workshops.len()));
        lines
    }
}

impl From<Report> for Outcome {
    fn from(report: Report) -> Self {
        if report.is_good() {
            Self::done(report.lines())
        } else {
            Self::with_damage(report.lines(), "damage was found")
        }
    }
}

/// Looks at a whole store.
pub(super) fn look_at_all(archive: &Archive) -> Result<Report, Fault> {
    let complaints = archive.complaints()?;
    let workshops = match archive.list() {
        Ok(briefs) => briefs,
        // Then the database's own check has said why.
        Err(Fault::Corrupt(_)) if !complaints.is_empty() => Vec::new(),
        Err(fault) => return Err(fault),
    };
    let mut report = Report { complaints, workshops: Vec::with_capacity(workshops.len()) };
    for brief in workshops {
        // One may have been deleted meanwhile.
        report.workshops.extend(look_at(archive, brief.id)?);
    }
    Ok(report)
}

/// Looks at a backup.
pub(crate) fn look_at_backup(file: &Path) -> Result<Report, Failed> {
    Ok(look_at_all(&older::open(file, &std::env::temp_dir())?.archive)?)
}

/// Looks at one workshop; `None` if there is none of that id.
pub(super) fn look_at(archive: &Archive, workshop: WorkshopId) -> Result<Option<Found>, Fault> {
    match archive.load(workshop) {
        Ok(loaded) => Ok(loaded.map(found)),
        Err(Fault::Corrupt(what)) => Ok(Some(Found::unreadable(workshop, what))),
        Err(fault) => Err(fault),
    }
}

impl Found {
    fn unreadable(workshop: WorkshopId, what: String) -> Self {
        Self {
            workshop,
            generation: 0,
            state: None,
            troubles: vec![what],
            snapshot_seq: None,
            last_seq: 0,
            records: 0,
            bytes: 0,
            quarantined: 0,
        }
    }
}

fn found(loaded: Loaded) -> Found {
    let mut troubles: Vec<String> = Vec::new();
    for bad in loaded.quarantined.iter().filter(|bad| !bad.moved) {
        let what = match bad.stored {
            Stored::Snapshot => "snapshot",
            Stored::Record => "record",
        };
        let how = match bad.damage {
            Damage::Checksum => "does not have its checksum",
            Damage::OutOfOrder => "is out of order",
        };
        troubles.push(format!("{what} {} {how}", bad.seq));
    }
    for lost in &loaded.missing {
        let (from, to) = (lost.start(), lost.end());
        troubles.push(if from == to {
            format!("record {from} is lost")
        } else {
            format!("records {from} to {to} are lost")
        });
    }
    let quarantined = loaded.quarantined.iter().filter(|bad| bad.moved).count();
    let mut found = Found {
        workshop: loaded.record.id,
        generation: loaded.record.generation,
        state: None,
        troubles,
        snapshot_seq: loaded.snapshot.as_ref().map(|(seq, _)| *seq),
        last_seq: loaded.last_seq,
        records: loaded.tail.len(),
        bytes: loaded.snapshot.iter().chain(&loaded.tail).map(|(_, bytes)| bytes.len()).sum(),
        quarantined,
    };
    match replayed(loaded) {
        Ok(state) => found.state = Some(state),
        Err(why) => found.troubles.push(why),
    }
    found
}

/// Snapshot and log as one state that says the same.
fn replayed(loaded: Loaded) -> Result<Bytes, String> {
    let (seq, state) = loaded.snapshot.ok_or("there is no snapshot to begin with")?;
    let tail = loaded.tail.into_iter().map(|(_, record)| record).collect();
    let work = Fold { base: Base { seq, state }, tail, upto: loaded.last_seq };
    match catch_unwind(AssertUnwindSafe(|| fold(&work))) {
        Ok(Ok(base)) => Ok(base.state),
        Ok(Err(error)) => Err(format!("it does not replay: {error}")),
        Err(_) => Err("it does not replay: the reader broke down".to_owned()),
    }
}
