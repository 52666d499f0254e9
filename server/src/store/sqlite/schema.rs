//! The tables, and how an older file becomes a newer one: forward only, each step in its own transaction, after a copy
//! was put aside. Knows nothing of what the rows mean.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::folder;
use crate::store::error::{Fault, OpenError};

/// `JBRD`: tells our files from those of other programs.
const APPLICATION_ID: i32 = 0x4A42_5244;

/// Step `n` leads from schema version `n` to `n + 1`. Never edit one that was released: add one.
pub(super) const MIGRATIONS: &[&str] = &[V1, V2];

/// Unsigned 64-bit numbers are stored as the signed ones of the same bits. `checksum` is the CRC-32 of
/// workshop (16 bytes), generation, seq (8 bytes each, little endian) and bytes.
const V1: &str = "
CREATE TABLE workshops (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    created_at_ms INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    last_seq INTEGER NOT NULL, -- of the newest record ever acked
    participant_secret TEXT NOT NULL,
    viewer_secret TEXT NOT NULL,
    is_demo INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE facilitator_secrets (
    position INTEGER PRIMARY KEY, -- the smallest of a workshop is its first and never gives way
    workshop BLOB NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    created_at_ms INTEGER NOT NULL,
    UNIQUE (workshop, hash)
) STRICT;

CREATE TABLE snapshots (
    workshop BLOB PRIMARY KEY NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL, -- of the newest record that it includes
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE log (
    workshop BLOB NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (workshop, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
    position INTEGER PRIMARY KEY,
    workshop BLOB NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    stored TEXT NOT NULL CHECK (stored IN ('snapshot', 'record')),
    damage TEXT NOT NULL CHECK (damage IN ('checksum', 'out of order')),
    generation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE INDEX quarantine_by_workshop ON quarantine (workshop);

CREATE TABLE tokens (
    position INTEGER PRIMARY KEY, -- rises with each token: the oldest have the smallest
    hash BLOB UNIQUE NOT NULL CHECK (length(hash) = 32),
    workshop BLOB NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    participant BLOB NOT NULL CHECK (length(participant) = 16),
    role TEXT NOT NULL CHECK (role IN ('facilitator', 'participant', 'viewer')),
    generation INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX tokens_by_participant ON tokens (workshop, participant);
";

/// What a workshop remembers beside its log.
const V2: &str = "
CREATE TABLE marks (
    workshop BLOB NOT NULL REFERENCES workshops (id) ON DELETE CASCADE,
    shelf TEXT NOT NULL,
    key BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (workshop, shelf, key)
) STRICT, WITHOUT ROWID;
";

/// Brings a file to the newest version; a new file too begins at step 0.
pub(super) fn migrate(conn: &mut Connection, file: &Path, migrations: &[&str]) -> Result<(), OpenError> {
    let known = migrations.len() as u32;
    let found = version(conn, file)?;
    if found > known {
        return Err(OpenError::NewerSchema { found, known });
    }
    if (1..known).contains(&found) {
        put_copy_aside(conn, file, found)?;
    }
    take_steps(conn, migrations, found).map_err(OpenError::from)
}

/// The tables in an empty file.
pub(super) fn lay(conn: &mut Connection) -> Result<(), Fault> {
    take_steps(conn, MIGRATIONS, 0)
}

fn take_steps(conn: &mut Connection, migrations: &[&str], found: u32) -> Result<(), Fault> {
    for (step, migration) in migrations.iter().enumerate().skip(found as usize) {
        let tx = conn.transaction()?;
        tx.execute_batch(migration)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", step as u32 + 1)?;
        tx.commit()?;
    }
    Ok(())
}

/// For an opening that must not change the schema.
pub(super) fn expect_current(conn: &Connection, file: &Path) -> Result<(), OpenError> {
    let known = MIGRATIONS.len() as u32;
    match version(conn, file)? {
        found if found > known => Err(OpenError::NewerSchema { found, known }),
        found if found < known => Err(OpenError::OlderSchema { found, known }),
        _ => Ok(()),
    }
}

/// The version of a file of ours; 0 for an empty one.
fn version(conn: &Connection, file: &Path) -> Result<u32, OpenError> {
    let pragma = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(Fault::from);
    let tables: i64 =
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(Fault::from)?;
    if tables > 0 && pragma("application_id")? != APPLICATION_ID {
        return Err(OpenError::NotOurs(file.to_owned()));
    }
    Ok(pragma("user_version")?.cast_unsigned())
}

/// Writes `journeyboard-before-v….db` beside the file: whole or not at all.
fn put_copy_aside(conn: &Connection, file: &Path, found: u32) -> Result<(), OpenError> {
    let copy = file.with_file_name(format!("journeyboard-before-v{}.db", found + 1));
    let partial = copy.with_extension("partial");
    let parent = file.parent().unwrap_or(Path::new("."));
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(folder::unusable(parent)(error));
        }
        _ => {}
    }
    conn.execute("VACUUM INTO ?1", [partial.to_string_lossy()]).map_err(Fault::from)?;
    fs::File::open(&partial)
        .and_then(|written| written.sync_all())
        .and_then(|()| fs::rename(&partial, &copy))
        .map_err(folder::unusable(parent))?;
    folder::sync(parent)
}
