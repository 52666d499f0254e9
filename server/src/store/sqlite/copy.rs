//! Copies a store, or one workshop of it, into a file of its own: one consistent state while others go on writing; whole
//! under its name or not there at all; on the disk; closed to other users of the machine. Knows nothing of what it means.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use journeyboard_shared::ids::WorkshopId;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::reads::key;
use super::schema;
use crate::store::bounds::BACKUP_PAGES_AT_ONCE;
use crate::store::error::Fault;

/// Where a database's header says by which versions of the format it is written and read (one byte each).
const FORMAT_VERSIONS_AT: u64 = 18;
/// A database without a write-ahead log.
const ROLLBACK_FORMAT: u8 = 1;

/// Why there is no copy. What was begun was removed.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// Nothing is ever overwritten.
    #[error("{0} is there already; nothing was overwritten")]
    AlreadyThere(PathBuf),
    /// The place cannot be written.
    #[error("{path} cannot be written: {source}")]
    Place {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No space is left where it was to be.
    #[error("the disk is full: {0} was not written")]
    DiskFull(PathBuf),
    /// There is no such workshop.
    #[error("there is no workshop {0}")]
    UnknownWorkshop(WorkshopId),
    /// It is not wanted any more.
    #[error("the server is stopping")]
    Stopped,
    /// The original or the copy failed.
    #[error("the copy failed: {0}")]
    Failed(Fault),
}

impl From<Fault> for NotCopied {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

impl From<rusqlite::Error> for NotCopied {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Copies everything as it is at this moment, however long it takes; `wanted` is asked again and again.
pub(super) fn whole(source: &Connection, to: &Path, wanted: &dyn Fn() -> bool) -> Result<(), NotCopied> {
    write(to, |target| {
        // Whoever holds a read transaction sees one state to its end; the copy never begins anew.
        let state = source.unchecked_transaction()?;
        state.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
        let copying = Backup::new(&state, target)?;
        while wanted() {
            match copying.step(BACKUP_PAGES_AT_ONCE)? {
                StepResult::Done => return Ok(()),
                StepResult::More => {}
                _ => return Err(Fault::Busy.into()),
            }
        }
        Err(NotCopied::Stopped)
    })
}

/// Copies one workshop with all that belongs to it out of the database `from`.
pub(super) fn one(from: &Path, workshop: WorkshopId, to: &Path) -> Result<(), NotCopied> {
    write(to, |target| {
        schema::lay(target)?;
        target.execute("ATTACH ?1 AS source", [from.to_string_lossy()])?;
        let copied = copy_rows(target, workshop);
        target.execute_batch("DETACH source")?;
        copied
    })
}

fn copy_rows(target: &mut Connection, workshop: WorkshopId) -> Result<(), NotCopied> {
    let tx = target.transaction()?;
    let id = key(&workshop);
    if tx.execute("INSERT INTO workshops SELECT * FROM source.workshops WHERE id = ?1", [id])? == 0 {
        return Err(NotCopied::UnknownWorkshop(workshop));
    }
    // Whatever tables there are: all but that one say in `workshop` whose a row is.
    let tables: Vec<String> = tx
        .prepare(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT IN ('workshops', 'sqlite_sequence')",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables {
        tx.execute(&format!("INSERT INTO {table} SELECT * FROM source.{table} WHERE workshop = ?1"), [id])?;
    }
    tx.commit()?;
    Ok(())
}

/// Writes a database under another name first; only a whole one that is on the disk gets its own.
fn write(to: &Path, fill: impl FnOnce(&mut Connection) -> Result<(), NotCopied>) -> Result<(), NotCopied> {
    if to.symlink_metadata().is_ok() {
        return Err(NotCopied::AlreadyThere(to.to_owned()));
    }
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let partial = to.with_file_name(name);
    let unwritten = |source| unwritten(to, source);
    remove(&partial).map_err(unwritten)?;
    let written = make_private(&partial).map_err(unwritten).and_then(|()| {
        fill_file(&partial, fill).map_err(|error| match error {
            NotCopied::Failed(Fault::DiskFull) => NotCopied::DiskFull(to.to_owned()),
            other => other,
        })?;
        let finished = File::options().write(true).open(&partial).and_then(|mut file| {
            leave_without_log(&mut file)?;
            file.sync_all()
        });
        finished.and_then(|()| fs::rename(&partial, to)).map_err(unwritten)
    });
    if let Err(error) = written {
        // What cannot be removed says `.partial` and is taken for a backup by nobody.
        let _stays = remove(&partial);
        return Err(error);
    }
    let folder = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(unwritten)
}

fn fill_file(partial: &Path, fill: impl FnOnce(&mut Connection) -> Result<(), NotCopied>) -> Result<(), NotCopied> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut target = Connection::open_with_flags(partial, flags)?;
    // Synced once, at its end, as a whole; thrown away whole if anything fails. So it needs no journal beside it.
    target.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY;")?;
    fill(&mut target)?;
    target.close().map_err(|(_, error)| NotCopied::from(error))
}

/// Says in the file's header that it has no write-ahead log (as the original has): a backup is one file, and can be read
/// where nothing can be written.
fn leave_without_log(file: &mut File) -> io::Result<()> {
    file.seek(SeekFrom::Start(FORMAT_VERSIONS_AT))?;
    file.write_all(&[ROLLBACK_FORMAT; 2])
}

fn unwritten(to: &Path, source: io::Error) -> NotCopied {
    match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => NotCopied::DiskFull(to.to_owned()),
        _ => NotCopied::Place { path: to.to_owned(), source },
    }
}

/// A backup holds links in clear.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
