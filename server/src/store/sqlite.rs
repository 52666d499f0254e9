//! The store on disk: one SQLite file behind one writer, and the fence that keeps a second server out.
//!
//! Owns the life of its connection: after a failed read, write or fsync the connection is closed and never used again;
//! a new one is opened and verified before anything is written. What the tables look like is the business of `schema`,
//! what is in them that of `log`, `people` and `reads`.

use std::path::{Path, PathBuf};

use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use rusqlite::{Connection, Transaction};

use super::error::{Fault, OpenError, Rule, StoreError};
use super::records::{
    Append, Brief, Compaction, FacilitatorSecret, Hash, Loaded, NewToken, NewWorkshop, Past, Rebirth, Revival, Seq,
    StoreOptions, TokenRecord, WorkshopRecord,
};
use super::{ReadStore, Store};

mod archive;
mod connection;
mod copy;
mod folder;
mod log;
mod marks;
mod people;
mod reads;
mod schema;
mod swap;
mod wal;

#[cfg(test)]
mod tests;

pub use archive::Archive;
use connection::Access;
pub use copy::NotCopied;
pub use folder::FolderLock;

/// Workshops in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    file: PathBuf,
    options: StoreOptions,
    link: Link,
    /// Whether erased pages still stand in the write-ahead log.
    owes_emptying: bool,
    #[cfg(test)]
    sabotage: Option<super::Moment>,
    // After the connection: the fence falls when the file is closed. `None` beside a running server.
    _lock: Option<FolderLock>,
}

/// The connection and what is known about it.
#[derive(Debug)]
enum Link {
    Open(Connection),
    /// Closed after a failure; the next use opens and verifies a new one.
    Lost,
    /// Nothing may be written any more.
    Damaged(Fault),
}

impl SqliteStore {
    /// Opens the store in `folder` for the one server that may write it; makes the folder and the file if there are
    /// none, and migrates an older file after copying it to `journeyboard-before-v….db`.
    ///
    /// # Errors
    /// [`OpenError::AlreadyInUse`] if another server has it, [`OpenError::NewerSchema`] if a newer one wrote it; then
    /// nothing was changed.
    pub fn open(folder: impl AsRef<Path>, options: StoreOptions) -> Result<Self, OpenError> {
        Self::open_with(folder.as_ref(), options, schema::MIGRATIONS)
    }

    fn open_with(folder: &Path, options: StoreOptions, migrations: &[&str]) -> Result<Self, OpenError> {
        folder::make(folder)?;
        let lock = FolderLock::take(folder)?;
        let file = folder::database(folder);
        wal::examine(folder)?;
        let mut conn = connection::open(&file, Access::Create, options)?;
        schema::migrate(&mut conn, &file, migrations)?;
        folder::sync(folder)?;
        Ok(Self::with(file, options, conn, Some(lock)))
    }

    /// As [`SqliteStore::open`], for commands on the folder of a server that is stopped: keeps a server out, and neither
    /// creates nor migrates.
    ///
    /// # Errors
    /// [`OpenError::NoData`], [`OpenError::AlreadyInUse`], [`OpenError::OlderSchema`], [`OpenError::NewerSchema`], or a
    /// fault.
    pub fn open_stopped(folder: impl AsRef<Path>, options: StoreOptions) -> Result<Self, OpenError> {
        let folder = folder.as_ref();
        let file = folder::database(folder);
        if !file.is_file() {
            return Err(OpenError::NoData(folder.to_owned()));
        }
        let lock = FolderLock::take(folder)?;
        wal::examine(folder)?;
        let conn = connection::open(&file, Access::Write, options)?;
        schema::expect_current(&conn, &file)?;
        Ok(Self::with(file, options, conn, Some(lock)))
    }

    /// Opens the store in `folder` beside a running server, for a few small writes. Neither creates nor migrates.
    ///
    /// # Errors
    /// [`OpenError::NoData`], [`OpenError::OlderSchema`], [`OpenError::NewerSchema`], or a fault.
    pub fn open_shared(folder: impl AsRef<Path>, options: StoreOptions) -> Result<Self, OpenError> {
        let file = folder::database(folder.as_ref());
        if !file.is_file() {
            return Err(OpenError::NoData(folder.as_ref().to_owned()));
        }
        // Without a server, this opening is the one that recovers what was left.
        if let Ok(_no_server) = FolderLock::take(folder.as_ref()) {
            wal::examine(folder.as_ref())?;
        }
        let conn = connection::open(&file, Access::Write, options)?;
        schema::expect_current(&conn, &file)?;
        Ok(Self::with(file, options, conn, None))
    }

    /// Keeps every server out of `folder` for as long as what is answered lives; makes the folder if there is none.
    ///
    /// # Errors
    /// [`OpenError::AlreadyInUse`], [`OpenError::Folder`].
    pub fn claim(folder: &Path) -> Result<FolderLock, OpenError> {
        folder::make(folder)?;
        FolderLock::take(folder)
    }

    /// Puts a copy of a backup into the new folder `into`, to be opened there; answers where.
    ///
    /// # Errors
    /// [`OpenError::Folder`].
    pub fn receive(into: &Path, backup: &Path) -> Result<PathBuf, OpenError> {
        folder::make(into)?;
        let file = folder::database(into);
        folder::copy_privately(backup, &file).map_err(folder::unusable(into))?;
        Ok(file)
    }

    /// Puts the closed database `newcomer` in the place of the one in `folder`, which the caller has claimed; answers where
    /// the one that was there lies now. At every moment one of the two is there and whole.
    ///
    /// # Errors
    /// [`OpenError::Folder`]; then the folder holds what it held.
    pub fn swap_in(folder: &Path, newcomer: &Path, now_ms: u64) -> Result<Option<PathBuf>, OpenError> {
        swap::swap_in(folder, newcomer, now_ms)
    }

    fn with(file: PathBuf, options: StoreOptions, conn: Connection, lock: Option<FolderLock>) -> Self {
        Self {
            file,
            options,
            link: Link::Open(conn),
            owes_emptying: false,
            #[cfg(test)]
            sabotage: None,
            _lock: lock,
        }
    }

    fn connection(&mut self) -> Result<&mut Connection, Fault> {
        if matches!(self.link, Link::Lost) {
            let conn = connection::open(&self.file, Access::Write, self.options)?;
            connection::verify(&conn)?;
            tracing::warn!(file = %self.file.display(), "opened and verified the database again after a failure");
            self.link = Link::Open(conn);
        }
        match &mut self.link {
            Link::Open(conn) => Ok(conn),
            Link::Damaged(fault) => Err(fault.clone()),
            Link::Lost => Err(Fault::Closed),
        }
    }

    /// Draws the consequences of a fault for the connection it came from.
    fn learn<T>(&mut self, outcome: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(fault) = &outcome {
            match fault {
                Fault::Io(_) => self.link = Link::Lost,
                Fault::Corrupt(_) => self.link = Link::Damaged(fault.clone()),
                Fault::DiskFull | Fault::Busy | Fault::Closed => {}
            }
        }
        outcome
    }

    fn transact<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        #[cfg(test)]
        let sabotage = self.sabotage.take();
        let outcome = self.connection().and_then(|conn| {
            let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let value = work(&tx)?;
            #[cfg(test)]
            connection::sabotage(sabotage, super::Moment::Before)?;
            tx.commit()?;
            #[cfg(test)]
            connection::sabotage(sabotage, super::Moment::After)?;
            Ok(value)
        });
        self.learn(outcome)
    }

    /// As `transact`, for work that checks its rules before it writes.
    fn ruled<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.transact(|tx| settle(work(tx)))?.map_err(StoreError::from)
    }

    fn read<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Fault> {
        if let Link::Damaged(_) = self.link {
            return work(&connection::open(&self.file, Access::Read, self.options)?);
        }
        let outcome = self.connection().and_then(|conn| work(conn));
        self.learn(outcome)
    }

    /// Empties the write-ahead log, in which erased pages would otherwise stay readable. If readers hold it up, the next
    /// append tries again.
    fn forget_erased_pages(&mut self) {
        let outcome = self.connection().and_then(|conn| connection::empty_wal_soon(conn));
        let outcome = self.learn(outcome);
        self.owes_emptying = outcome.is_err();
        if let Err(fault) = outcome {
            tracing::warn!(%fault, "erased pages stay in the write-ahead log until it can be emptied");
        }
    }
}

/// A broken rule is an answer; only a fault ends the transaction.
fn settle<T>(outcome: Result<T, StoreError>) -> Result<Result<T, Rule>, Fault> {
    match outcome {
        Ok(value) => Ok(Ok(value)),
        Err(StoreError::Rule(rule)) => Ok(Err(rule)),
        Err(StoreError::Fault(fault)) => Err(fault),
    }
}

impl ReadStore for SqliteStore {
    fn load(&mut self, workshop: WorkshopId) -> Result<Option<Loaded>, Fault> {
        self.read(|conn| reads::load(conn, workshop))
    }

    fn record(&mut self, workshop: WorkshopId) -> Result<Option<WorkshopRecord>, Fault> {
        self.read(|conn| reads::record(conn, workshop))
    }

    fn find_token(&mut self, hash: &Hash) -> Result<Option<TokenRecord>, Fault> {
        self.read(|conn| people::find_token(conn, hash))
    }

    fn list_workshops(&mut self) -> Result<Vec<Brief>, Fault> {
        self.read(reads::list)
    }

    fn count_workshops(&mut self) -> Result<u64, Fault> {
        self.read(reads::count)
    }
}

impl Store for SqliteStore {
    fn reader(&self) -> Result<Box<dyn ReadStore>, Fault> {
        Ok(Box::new(reads::SqliteReader::new(self.file.clone(), self.options)))
    }

    fn create_workshop(&mut self, new: &NewWorkshop) -> Result<(), StoreError> {
        let max = self.options.max_workshops;
        self.ruled(|tx| people::create_workshop(tx, new, max))
    }

    fn append(&mut self, batch: &[Append]) -> Result<Vec<Result<Seq, Rule>>, Fault> {
        let answers = self.transact(|tx| batch.iter().map(|append| settle(log::append(tx, append))).collect())?;
        let marks = || batch.iter().flat_map(|append| &append.marks);
        if self.owes_emptying || marks().any(|mark| mark.shelf.is_secret() && mark.value.is_none()) {
            self.forget_erased_pages();
        }
        Ok(answers)
    }

    fn compact(&mut self, compaction: &Compaction) -> Result<(), StoreError> {
        self.ruled(|tx| log::compact(tx, compaction))
    }

    fn raise_generation(&mut self, rebirth: &Rebirth) -> Result<u64, StoreError> {
        let generation = self.ruled(|tx| log::raise_generation(tx, rebirth))?;
        if rebirth.past == Past::Erase {
            self.forget_erased_pages();
        }
        Ok(generation)
    }

    fn revive_workshop(&mut self, revival: &Revival) -> Result<(), StoreError> {
        let max = self.options.max_workshops;
        self.ruled(|tx| people::revive_workshop(tx, revival, max))
    }

    fn mend(&mut self, workshop: WorkshopId) -> Result<u64, StoreError> {
        self.ruled(|tx| log::mend(tx, workshop))
    }

    fn add_tokens(&mut self, tokens: &[NewToken]) -> Result<Vec<Result<(), Rule>>, Fault> {
        self.transact(|tx| tokens.iter().map(|token| settle(people::add_token(tx, token))).collect())
    }

    fn delete_token(&mut self, hash: &Hash) -> Result<(), Fault> {
        self.transact(|tx| people::delete_token(tx, hash))
    }

    fn delete_tokens_of(&mut self, workshop: WorkshopId, participant: ParticipantId) -> Result<u64, Fault> {
        self.transact(|tx| people::delete_tokens_of(tx, workshop, participant))
    }

    fn add_facilitator_secret(&mut self, workshop: WorkshopId, secret: &FacilitatorSecret) -> Result<(), StoreError> {
        self.ruled(|tx| people::add_facilitator_secret(tx, workshop, secret))
    }

    fn delete_workshop(&mut self, workshop: WorkshopId) -> Result<(), StoreError> {
        self.ruled(|tx| people::delete_workshop(tx, workshop))?;
        self.forget_erased_pages();
        folder::forget_set_aside(&self.file, workshop);
        Ok(())
    }
}
