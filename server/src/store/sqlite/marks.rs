//! Writes and reads what a workshop remembers beside its log. Runs inside a transaction of the caller.

use bytes::Bytes;
use journeyboard_shared::ids::WorkshopId;
use rusqlite::{Connection, params};

use super::reads::key;
use crate::store::error::Fault;
use crate::store::marks::{Mark, Shelf};

pub(super) fn put(tx: &Connection, workshop: WorkshopId, marks: &[Mark]) -> Result<(), Fault> {
    for mark in marks {
        let (id, shelf, name) = (key(&workshop), mark.shelf.name(), mark.key.as_ref());
        match &mark.value {
            Some(value) => tx
                .prepare_cached("INSERT OR REPLACE INTO marks (workshop, shelf, key, value) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![id, shelf, name, value.as_ref()])?,
            None => tx
                .prepare_cached("DELETE FROM marks WHERE workshop = ?1 AND shelf = ?2 AND key = ?3")?
                .execute(params![id, shelf, name])?,
        };
    }
    Ok(())
}

/// All marks of a workshop, by shelf and key. Those on shelves of a newer version are left out, and left alone.
pub(super) fn all(conn: &Connection, workshop: WorkshopId) -> Result<Vec<Mark>, Fault> {
    let rows: Vec<(String, Vec<u8>, Vec<u8>)> = conn
        .prepare_cached("SELECT shelf, key, value FROM marks WHERE workshop = ?1 ORDER BY shelf, key")?
        .query_map([key(&workshop)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mark = |(shelf, key, value): (String, Vec<u8>, Vec<u8>)| {
        Some(Mark { shelf: Shelf::from_name(&shelf)?, key: Bytes::from(key), value: Some(Bytes::from(value)) })
    };
    Ok(rows.into_iter().filter_map(mark).collect())
}

pub(super) fn forget_all(tx: &Connection, workshop: WorkshopId) -> Result<(), Fault> {
    tx.execute("DELETE FROM marks WHERE workshop = ?1", [key(&workshop)])?;
    Ok(())
}
