//! A store that is only looked at: a backup, or the data folder beside the server that writes it. Reads, checks, copies;
//! refuses to change a byte of it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use journeyboard_shared::ids::WorkshopId;
use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;

use super::connection::{self, Access};
use super::copy::{self, NotCopied};
use super::{folder, people, reads, schema, wal};
use crate::store::bounds::COMPLAINTS_MAX;
use crate::store::error::{Fault, OpenError};
use crate::store::records::{Brief, Loaded, NewToken, StoreOptions};

/// How every SQLite file begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// See the module.
#[derive(Debug)]
pub struct Archive {
    conn: Connection,
    file: PathBuf,
    /// The data folder, if it is no backup.
    folder: Option<PathBuf>,
}

impl Archive {
    /// The data in a folder, also beside a running server.
    ///
    /// # Errors
    /// [`OpenError::NoData`], [`OpenError::OlderSchema`], [`OpenError::NewerSchema`], or a fault.
    pub fn of_folder(folder: &Path) -> Result<Self, OpenError> {
        let file = folder::database(folder);
        if !file.is_file() {
            return Err(OpenError::NoData(folder.to_owned()));
        }
        let conn = connection::open(&file, Access::Read, StoreOptions::default())?;
        schema::expect_current(&conn, &file)?;
        Ok(Self { conn, file, folder: Some(folder.to_owned()) })
    }

    /// A backup. Nothing is written beside it, so that it may lie where nothing can be written.
    ///
    /// # Errors
    /// [`OpenError::Unreadable`], [`OpenError::NotABackup`], [`OpenError::InUseAsDatabase`], [`OpenError::OlderSchema`],
    /// [`OpenError::NewerSchema`], or a fault.
    pub fn of_backup(file: &Path) -> Result<Self, OpenError> {
        let unreadable = |source| OpenError::Unreadable { file: file.to_owned(), source };
        if !begins_as_sqlite(file).map_err(unreadable)? {
            return Err(OpenError::NotABackup(file.to_owned()));
        }
        let wal = with_ending(file, "-wal");
        if wal.metadata().is_ok_and(|wal| wal.len() > 0) {
            return Err(OpenError::InUseAsDatabase(file.to_owned()));
        }
        let absolute = std::path::absolute(file).map_err(unreadable)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let conn = Connection::open_with_flags(unchanging(&absolute), flags).map_err(Fault::from)?;
        conn.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
            .map_err(Fault::from)?;
        match schema::expect_current(&conn, file) {
            Err(OpenError::NotOurs(file)) => Err(OpenError::NotABackup(file)),
            other => other.map(|()| Self { conn, file: file.to_owned(), folder: None }),
        }
    }

    /// What the database's own check complains of, and logs that were cut at a damage; nothing if it is whole.
    ///
    /// # Errors
    /// A [`Fault`] if it cannot even be checked.
    pub fn complaints(&self) -> Result<Vec<String>, Fault> {
        let mut check = self.conn.prepare(&format!("PRAGMA integrity_check({COMPLAINTS_MAX})"))?;
        let found = check.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>();
        let mut complaints = match found.map_err(Fault::from) {
            // Some damage stops the check itself.
            Err(Fault::Corrupt(what)) => vec![what],
            other => other?,
        };
        complaints.retain(|complaint| complaint != "ok");
        let cut = self.folder.iter().flat_map(|folder| wal::quarantined(folder));
        complaints
            .extend(cut.map(|log| format!("a write-ahead log was damaged and cut, all of it is in {}", log.display())));
        Ok(complaints)
    }

    /// All workshops, oldest first.
    ///
    /// # Errors
    /// A [`Fault`] if it cannot be read.
    pub fn list(&self) -> Result<Vec<Brief>, Fault> {
        reads::list(&self.conn)
    }

    /// The present generation of each workshop.
    ///
    /// # Errors
    /// A [`Fault`] if they cannot be read.
    pub fn generations(&self) -> Result<Vec<(WorkshopId, u64)>, Fault> {
        Ok(self
            .conn
            .prepare("SELECT id, generation FROM workshops")?
            .query_map([], |row| Ok((Uuid::from_bytes(row.get(0)?).into(), row.get::<_, i64>(1)?.cast_unsigned())))?
            .collect::<Result<_, _>>()?)
    }

    /// A workshop, as [`crate::store::ReadStore::load`] answers it.
    ///
    /// # Errors
    /// A [`Fault`] if it cannot be read.
    pub fn load(&self, workshop: WorkshopId) -> Result<Option<Loaded>, Fault> {
        reads::load(&self.conn, workshop)
    }

    /// The tokens of a workshop's people, oldest first.
    ///
    /// # Errors
    /// A [`Fault`] if they cannot be read.
    pub fn tokens_of(&self, workshop: WorkshopId) -> Result<Vec<NewToken>, Fault> {
        people::tokens_of(&self.conn, workshop)
    }

    /// Copies everything into a new file, as it is at this moment. `wanted` is asked again and again; `false` ends it.
    ///
    /// # Errors
    /// [`NotCopied`]; then there is no such file.
    pub fn copy_to(&self, to: &Path, wanted: &dyn Fn() -> bool) -> Result<(), NotCopied> {
        copy::whole(&self.conn, to, wanted)
    }

    /// Copies one workshop with all that belongs to it into a new file.
    ///
    /// # Errors
    /// [`NotCopied`]; then there is no such file.
    pub fn copy_one_to(&self, workshop: WorkshopId, to: &Path) -> Result<(), NotCopied> {
        copy::one(&self.file, workshop, to)
    }

    /// Where a copy of a workshop's present life is set aside before another takes its place; makes the folder for it.
    ///
    /// # Errors
    /// [`OpenError::Folder`].
    pub fn place_aside(
        folder: &Path,
        workshop: WorkshopId,
        generation: u64,
        now_ms: u64,
    ) -> Result<PathBuf, OpenError> {
        let aside = folder::set_aside(folder);
        folder::make(&aside)?;
        let prefix = folder::set_aside_prefix(workshop);
        Ok(aside.join(format!("{prefix}generation-{generation}-{now_ms}.db")))
    }
}

fn begins_as_sqlite(file: &Path) -> io::Result<bool> {
    let mut begin = Vec::with_capacity(MAGIC.len());
    File::open(file)?.take(MAGIC.len() as u64).read_to_end(&mut begin)?;
    Ok(begin == MAGIC)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The address under which SQLite takes a file for one that nobody changes.
fn unchanging(file: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address + "?immutable=1"
}
