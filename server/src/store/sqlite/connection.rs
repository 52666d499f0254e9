//! How a connection must be set up before anyone may trust it, and what its errors mean.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::store::bounds::{BUSY_WAIT, ERASE_WAIT, WAL_BYTES_KEPT_MAX};
use crate::store::error::{Fault, StoreError};
use crate::store::records::StoreOptions;

/// More than the statements that we have.
const STATEMENTS_CACHED: usize = 64;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Reads and writes; makes the file if there is none.
    Create,
    /// Reads and writes.
    Write,
    /// Reads.
    Read,
}

pub(super) fn open(file: &Path, access: Access, options: StoreOptions) -> Result<Connection, Fault> {
    // A reader too opens for writing: it shares the write-ahead log's index. `query_only` holds it back.
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if access == Access::Create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let conn = Connection::open_with_flags(file, flags)?;
    conn.busy_timeout(BUSY_WAIT)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    conn.execute_batch(&format!(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = {WAL_BYTES_KEPT_MAX};"
    ))?;
    if let Some(bytes) = options.max_data_bytes {
        let page: i64 = conn.pragma_query_value(None, "page_size", |row| row.get(0))?;
        let pages = (bytes / page.max(1).cast_unsigned()).clamp(1, u64::from(u32::MAX - 1));
        conn.execute_batch(&format!("PRAGMA max_page_count = {pages};"))?;
    }
    if access == Access::Read {
        conn.execute_batch("PRAGMA query_only = ON;")?;
    }
    let mode: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" { Ok(conn) } else { Err(Fault::Io(format!("no write-ahead log on this disk, only {mode}"))) }
}

/// Before a new connection may follow one that failed. After a failed fsync the system may call pages clean that never
/// reached the disk; copying the whole write-ahead log into the database writes them anew, and that fsync counts.
pub(super) fn verify(conn: &Connection) -> Result<(), Fault> {
    empty_wal(conn)?;
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(Fault::Corrupt(verdict)) }
}

/// As [`empty_wal`], but gives up early.
pub(super) fn empty_wal_soon(conn: &Connection) -> Result<(), Fault> {
    conn.busy_timeout(ERASE_WAIT)?;
    let outcome = empty_wal(conn);
    conn.busy_timeout(BUSY_WAIT)?;
    outcome
}

fn empty_wal(conn: &Connection) -> Result<(), Fault> {
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(Fault::Busy) }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error;
        match (error.sqlite_error_code(), &error) {
            (Some(ErrorCode::DiskFull), _) => Self::DiskFull,
            (Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked), _) => Self::Busy,
            (Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase), _)
            | (_, Error::FromSqlConversionFailure(..) | Error::InvalidColumnType(..)) => {
                Self::Corrupt(error.to_string())
            }
            _ => Self::Io(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Fails as a disk would, if that is the moment that was asked for.
#[cfg(test)]
pub(super) fn sabotage(planned: Option<crate::store::Moment>, now: crate::store::Moment) -> Result<(), Fault> {
    if planned == Some(now) { Err(Fault::Io("sabotage".to_owned())) } else { Ok(()) }
}
