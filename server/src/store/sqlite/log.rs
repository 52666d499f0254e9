//! Writes snapshots, logs and quarantine. Every function runs inside a transaction of the caller and checks its rules
//! before it writes anything.

use journeyboard_shared::ids::WorkshopId;
use rusqlite::{Connection, OptionalExtension, params};

use super::marks;
use super::reads::{self, key};
use crate::store::error::{Rule, StoreError};
use crate::store::judge::{Head, checksum, judge};
use crate::store::records::{Append, Compaction, Damage, Past, Quarantined, Rebirth, Seq, Stored};

pub(super) fn append(tx: &Connection, append: &Append) -> Result<Seq, StoreError> {
    let id = key(&append.workshop);
    let head = head(tx, append.workshop)?;
    let known = head.admit(append)?;
    let mut records = (append.first_seq..).zip(&append.records);
    for (seq, record) in records.by_ref().take(known) {
        let same: Option<bool> = tx
            .prepare_cached("SELECT bytes = ?3 FROM log WHERE workshop = ?1 AND seq = ?2")?
            .query_row(params![id, seq.cast_signed(), record.as_ref()], |row| row.get(0))
            .optional()?;
        if same != Some(true) {
            return Err(head.out_of_order(append).into());
        }
    }
    let mut insert = tx.prepare_cached("INSERT INTO log (workshop, seq, checksum, bytes) VALUES (?1, ?2, ?3, ?4)")?;
    for (seq, record) in records {
        let checksum = checksum(append.workshop, append.generation, seq, record);
        insert.execute(params![id, seq.cast_signed(), checksum, record.as_ref()])?;
    }
    marks::put(tx, append.workshop, &append.marks)?;
    if append.last_seq() > head.last_seq {
        set_last_seq(tx, append.workshop, append.last_seq())?;
    }
    Ok(append.last_seq())
}

pub(super) fn compact(tx: &Connection, compaction: &Compaction) -> Result<(), StoreError> {
    let Compaction { workshop, generation, upto_seq, ref snapshot } = *compaction;
    let present: Option<i64> = tx
        .prepare_cached("SELECT seq FROM snapshots WHERE workshop = ?1")?
        .query_row([key(&workshop)], |row| row.get(0))
        .optional()?;
    head(tx, workshop)?.admit_compaction(compaction, present.map_or(0, i64::cast_unsigned))?;
    mend(tx, workshop)?;
    // What goes makes room for what comes: compaction must work on a disk that is full.
    tx.prepare_cached("DELETE FROM log WHERE workshop = ?1 AND seq <= ?2")?
        .execute(params![key(&workshop), upto_seq.cast_signed()])?;
    replace_snapshot(tx, workshop, generation, upto_seq, snapshot)
}

pub(super) fn raise_generation(tx: &Connection, rebirth: &Rebirth) -> Result<u64, StoreError> {
    let workshop = rebirth.workshop;
    head(tx, workshop)?.admit_rebirth(rebirth.from_generation)?;
    match rebirth.past {
        Past::Keep => drop(mend(tx, workshop)?),
        Past::Erase => {
            tx.execute("DELETE FROM quarantine WHERE workshop = ?1", [key(&workshop)])?;
            marks::forget_all(tx, workshop)?;
        }
    }
    let last_seq = head(tx, workshop)?.last_seq;
    let generation = rebirth.generation();
    tx.execute("DELETE FROM log WHERE workshop = ?1", [key(&workshop)])?;
    replace_snapshot(tx, workshop, generation, last_seq, &rebirth.snapshot)?;
    tx.execute(
        "UPDATE workshops SET generation = ?2 WHERE id = ?1",
        params![key(&workshop), generation.cast_signed()],
    )?;
    Ok(generation)
}

pub(super) fn mend(tx: &Connection, workshop: WorkshopId) -> Result<u64, StoreError> {
    let head = head(tx, workshop)?;
    let judged = judge(workshop, head, reads::snapshot(tx, workshop)?, reads::log(tx, workshop)?);
    for bad in &judged.bad {
        quarantine(tx, workshop, head.generation, bad)?;
    }
    if judged.last_seq != head.last_seq {
        set_last_seq(tx, workshop, judged.last_seq)?;
    }
    if !judged.bad.is_empty() {
        tracing::error!(%workshop, bad = ?judged.bad, "damaged records were moved to the quarantine");
    }
    Ok(judged.bad.len() as u64)
}

fn head(tx: &Connection, workshop: WorkshopId) -> Result<Head, StoreError> {
    tx.prepare_cached("SELECT generation, last_seq FROM workshops WHERE id = ?1")?
        .query_row([key(&workshop)], |row| {
            let (generation, last_seq): (i64, i64) = (row.get(0)?, row.get(1)?);
            Ok(Head { generation: generation.cast_unsigned(), last_seq: last_seq.cast_unsigned() })
        })
        .optional()?
        .ok_or(Rule::UnknownWorkshop(workshop).into())
}

fn set_last_seq(tx: &Connection, workshop: WorkshopId, seq: Seq) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE workshops SET last_seq = ?2 WHERE id = ?1")?
        .execute(params![key(&workshop), seq.cast_signed()])?;
    Ok(())
}

/// Puts a snapshot in the place of the one before, if there is one.
pub(super) fn replace_snapshot(
    tx: &Connection,
    workshop: WorkshopId,
    generation: u64,
    seq: Seq,
    bytes: &[u8],
) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM snapshots WHERE workshop = ?1")?.execute([key(&workshop)])?;
    tx.prepare_cached("INSERT INTO snapshots (workshop, seq, checksum, bytes) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![key(&workshop), seq.cast_signed(), checksum(workshop, generation, seq, bytes), bytes])?;
    Ok(())
}

fn quarantine(tx: &Connection, workshop: WorkshopId, generation: u64, bad: &Quarantined) -> Result<(), StoreError> {
    let (table, stored) = match bad.stored {
        Stored::Snapshot => ("snapshots", "snapshot"),
        Stored::Record => ("log", "record"),
    };
    let damage = match bad.damage {
        Damage::Checksum => "checksum",
        Damage::OutOfOrder => "out of order",
    };
    tx.execute(
        &format!(
            "INSERT INTO quarantine (workshop, stored, damage, generation, seq, checksum, bytes)
             SELECT workshop, ?3, ?4, ?5, seq, checksum, bytes FROM {table} WHERE workshop = ?1 AND seq = ?2"
        ),
        params![key(&workshop), bad.seq.cast_signed(), stored, damage, generation.cast_signed()],
    )?;
    tx.execute(
        &format!("DELETE FROM {table} WHERE workshop = ?1 AND seq = ?2"),
        params![key(&workshop), bad.seq.cast_signed()],
    )?;
    Ok(())
}
