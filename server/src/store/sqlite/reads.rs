//! Reads workshops; and the connection of the thread that does nothing else.

use std::path::PathBuf;

use bytes::Bytes;
use journeyboard_shared::ids::WorkshopId;
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::connection::{self, Access};
use super::{marks, people};
use crate::store::ReadStore;
use crate::store::error::Fault;
use crate::store::judge::{Head, Row, judge};
use crate::store::records::{
    Brief, Damage, Hash, Loaded, Quarantined, StoreOptions, Stored, TokenRecord, WorkshopRecord,
};

/// A workshop's id as the tables have it.
pub(super) fn key(workshop: &WorkshopId) -> &[u8; 16] {
    workshop.as_uuid().as_bytes()
}

pub(super) fn load(conn: &Connection, workshop: WorkshopId) -> Result<Option<Loaded>, Fault> {
    // One transaction, so that a compaction meanwhile is seen whole or not at all.
    let tx = conn.unchecked_transaction()?;
    let Some((record, head)) = record_and_head(&tx, workshop)? else {
        return Ok(None);
    };
    let judged = judge(workshop, head, snapshot(&tx, workshop)?, log(&tx, workshop)?);
    let mut quarantined = quarantined(&tx, workshop)?;
    quarantined.extend(judged.bad);
    Ok(Some(Loaded {
        record,
        snapshot: judged.snapshot,
        tail: judged.tail,
        last_seq: judged.last_seq,
        marks: marks::all(&tx, workshop)?,
        missing: judged.missing,
        quarantined,
    }))
}

pub(super) fn record(conn: &Connection, workshop: WorkshopId) -> Result<Option<WorkshopRecord>, Fault> {
    let tx = conn.unchecked_transaction()?;
    Ok(record_and_head(&tx, workshop)?.map(|(record, _)| record))
}

fn record_and_head(conn: &Connection, workshop: WorkshopId) -> Result<Option<(WorkshopRecord, Head)>, Fault> {
    let found = conn
        .prepare_cached(
            "SELECT created_at_ms, generation, last_seq, participant_secret, viewer_secret, is_demo
             FROM workshops WHERE id = ?1",
        )?
        .query_row([key(&workshop)], |row| {
            let generation = row.get::<_, i64>(1)?.cast_unsigned();
            let record = WorkshopRecord {
                id: workshop,
                created_at_ms: row.get::<_, i64>(0)?.cast_unsigned(),
                generation,
                participant_secret: row.get(3)?,
                viewer_secret: row.get(4)?,
                facilitator_hashes: Vec::new(),
                is_demo: row.get(5)?,
            };
            Ok((record, Head { generation, last_seq: row.get::<_, i64>(2)?.cast_unsigned() }))
        })
        .optional()?;
    let Some((mut record, head)) = found else {
        return Ok(None);
    };
    record.facilitator_hashes = conn
        .prepare_cached("SELECT hash FROM facilitator_secrets WHERE workshop = ?1 ORDER BY position")?
        .query_map([key(&workshop)], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(Some((record, head)))
}

pub(super) fn snapshot(conn: &Connection, workshop: WorkshopId) -> Result<Option<Row>, Fault> {
    Ok(conn
        .prepare_cached("SELECT seq, checksum, bytes FROM snapshots WHERE workshop = ?1")?
        .query_row([key(&workshop)], row)
        .optional()?)
}

pub(super) fn log(conn: &Connection, workshop: WorkshopId) -> Result<Vec<Row>, Fault> {
    Ok(conn
        .prepare_cached("SELECT seq, checksum, bytes FROM log WHERE workshop = ?1 ORDER BY seq")?
        .query_map([key(&workshop)], row)?
        .collect::<Result<_, _>>()?)
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        seq: row.get::<_, i64>(0)?.cast_unsigned(),
        checksum: u32::try_from(row.get::<_, i64>(1)?).ok(),
        bytes: Bytes::from(row.get::<_, Vec<u8>>(2)?),
    })
}

fn quarantined(conn: &Connection, workshop: WorkshopId) -> Result<Vec<Quarantined>, Fault> {
    Ok(conn
        .prepare_cached("SELECT stored, seq, damage FROM quarantine WHERE workshop = ?1 ORDER BY position")?
        .query_map([key(&workshop)], |row| {
            Ok(Quarantined {
                stored: if row.get_ref(0)?.as_str()? == "snapshot" { Stored::Snapshot } else { Stored::Record },
                seq: row.get::<_, i64>(1)?.cast_unsigned(),
                damage: if row.get_ref(2)?.as_str()? == "checksum" { Damage::Checksum } else { Damage::OutOfOrder },
                moved: true,
            })
        })?
        .collect::<Result<_, _>>()?)
}

pub(super) fn list(conn: &Connection) -> Result<Vec<Brief>, Fault> {
    Ok(conn
        .prepare_cached(
            "SELECT id, is_demo, created_at_ms,
                 coalesce((SELECT length(bytes) FROM snapshots WHERE workshop = id), 0)
                 + coalesce((SELECT sum(length(bytes)) FROM log WHERE workshop = id), 0)
             FROM workshops ORDER BY created_at_ms, id",
        )?
        .query_map([], |row| {
            Ok(Brief {
                id: Uuid::from_bytes(row.get(0)?).into(),
                is_demo: row.get(1)?,
                created_at_ms: row.get::<_, i64>(2)?.cast_unsigned(),
                bytes: row.get::<_, i64>(3)?.cast_unsigned(),
            })
        })?
        .collect::<Result<_, _>>()?)
}

pub(super) fn count(conn: &Connection) -> Result<u64, Fault> {
    let count: i64 = conn.prepare_cached("SELECT count(*) FROM workshops")?.query_row([], |row| row.get(0))?;
    Ok(count.cast_unsigned())
}

/// A connection that only reads. Opened at the first use, and again after a failure.
#[derive(Debug)]
pub(super) struct SqliteReader {
    file: PathBuf,
    options: StoreOptions,
    conn: Option<Connection>,
}

impl SqliteReader {
    pub(super) fn new(file: PathBuf, options: StoreOptions) -> Self {
        Self { file, options, conn: None }
    }

    fn read<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Fault> {
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => connection::open(&self.file, Access::Read, self.options)?,
        };
        let outcome = work(&conn);
        if !matches!(outcome, Err(Fault::Io(_) | Fault::Corrupt(_))) {
            self.conn = Some(conn);
        }
        outcome
    }
}

impl ReadStore for SqliteReader {
    fn load(&mut self, workshop: WorkshopId) -> Result<Option<Loaded>, Fault> {
        self.read(|conn| load(conn, workshop))
    }

    fn record(&mut self, workshop: WorkshopId) -> Result<Option<WorkshopRecord>, Fault> {
        self.read(|conn| record(conn, workshop))
    }

    fn find_token(&mut self, hash: &Hash) -> Result<Option<TokenRecord>, Fault> {
        self.read(|conn| people::find_token(conn, hash))
    }

    fn list_workshops(&mut self) -> Result<Vec<Brief>, Fault> {
        self.read(list)
    }

    fn count_workshops(&mut self) -> Result<u64, Fault> {
        self.read(count)
    }
}
