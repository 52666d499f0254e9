//! Keeps workshops on disk: a snapshot and a log for each, the secrets of its links, the tokens of its people.
//!
//! Says "durable" only when it is. Has never heard of Yjs, rooms, HTTP or clocks: contents are bytes, times and
//! hashes are parameters. [`Store`] is the rule book (one contract suite for every implementation), [`StoreHandle`]
//! the way in for everyone who must not block.

use journeyboard_shared::ids::{ParticipantId, WorkshopId};

mod bounds;
mod counters;
mod error;
mod faulty;
mod handle;
mod judge;
mod marks;
mod memory;
mod records;
mod sqlite;

#[cfg(test)]
mod contract;
#[cfg(test)]
mod interleaving;

pub use bounds::{FACILITATOR_SECRETS_MINTED_MAX, TOKENS_PER_PARTICIPANT_MAX};
pub use counters::StoreCounts;
pub use error::{AppendError, Fault, OpenError, Rule, StoreError};
pub use faulty::{FaultSwitch, FaultyStore, Moment};
pub use handle::StoreHandle;
pub use marks::{Mark, Shelf};
pub use memory::MemoryStore;
pub use records::{
    Append, Brief, Compaction, Damage, FacilitatorSecret, Hash, Loaded, NewToken, NewWorkshop, Past, Quarantined,
    Rebirth, Revival, Seq, StoreOptions, Stored, TokenRecord, WorkshopRecord,
};
pub use sqlite::{Archive, FolderLock, NotCopied, SqliteStore};

/// What can be asked without changing anything.
///
/// `&mut` because an implementation may have to open its connection again after a fault.
pub trait ReadStore: Send + 'static {
    /// A workshop with everything needed to open it, or `None` if there is none of that id. Damaged records are left
    /// out and reported in [`Loaded::quarantined`]; good records after them are still delivered.
    ///
    /// # Errors
    /// A [`Fault`] if the disk cannot be read.
    fn load(&mut self, workshop: WorkshopId) -> Result<Option<Loaded>, Fault>;

    /// A workshop without its contents: what a join needs to tell which link was used.
    ///
    /// # Errors
    /// A [`Fault`] if the disk cannot be read.
    fn record(&mut self, workshop: WorkshopId) -> Result<Option<WorkshopRecord>, Fault>;

    /// Whom a token was given to. Tokens of an older generation are found too: their owner joins again with them.
    ///
    /// # Errors
    /// A [`Fault`] if the disk cannot be read.
    fn find_token(&mut self, hash: &Hash) -> Result<Option<TokenRecord>, Fault>;

    /// All workshops, oldest first.
    ///
    /// # Errors
    /// A [`Fault`] if the disk cannot be read.
    fn list_workshops(&mut self) -> Result<Vec<Brief>, Fault>;

    /// How many workshops there are.
    ///
    /// # Errors
    /// A [`Fault`] if the disk cannot be read.
    fn count_workshops(&mut self) -> Result<u64, Fault>;
}

/// A store with its one writer. When a method returns `Ok`, what it wrote survives a power cut.
///
/// After a [`Fault`] a write may or may not have happened: repeat it when the store has recovered. Repeating an append
/// is harmless, see [`Store::append`].
pub trait Store: ReadStore {
    /// A second way in for reads alone, for another thread.
    ///
    /// # Errors
    /// A [`Fault`] if it cannot be opened.
    fn reader(&self) -> Result<Box<dyn ReadStore>, Fault>;

    /// Creates a workshop with its first snapshot at seq 0; its log begins at seq 1.
    ///
    /// # Errors
    /// [`Rule::TooManyWorkshops`], [`Rule::WorkshopExists`], or a [`Fault`]; then nothing was created.
    fn create_workshop(&mut self, new: &NewWorkshop) -> Result<(), StoreError>;

    /// Appends to the logs of many workshops in one transaction; each answer is the last seq of that part, in the order
    /// of `batch`. A part that breaks a rule fails alone.
    ///
    /// Records that the log already holds, byte for byte at the same seqs, are acked again without being written:
    /// after a fault nobody knows whether the commit happened, so everyone may simply try again. [`Append::marks`] are put
    /// with the records, or again with records that are known.
    ///
    /// # Errors
    /// Per part: [`Rule::UnknownWorkshop`], [`Rule::WrongGeneration`], [`Rule::OutOfOrder`]. For all: a [`Fault`].
    fn append(&mut self, batch: &[Append]) -> Result<Vec<Result<Seq, Rule>>, Fault>;

    /// Replaces the snapshot and removes the log up to and including `upto_seq`; what is after it stays. Damaged
    /// records are moved to the quarantine, not removed.
    ///
    /// # Errors
    /// [`Rule::UnknownWorkshop`], [`Rule::WrongGeneration`], [`Rule::OutOfOrder`] (older than the present snapshot, or
    /// newer than the log), or a [`Fault`].
    fn compact(&mut self, compaction: &Compaction) -> Result<(), StoreError>;

    /// Replaces snapshot and log by one new snapshot at the last seq, and raises the generation to [`Rebirth::generation`]: after a
    /// restore, a hard delete or a rebuild. Answers the new generation.
    ///
    /// # Errors
    /// [`Rule::UnknownWorkshop`], [`Rule::WrongGeneration`], or a [`Fault`].
    fn raise_generation(&mut self, rebirth: &Rebirth) -> Result<u64, StoreError>;

    /// Puts a workshop that is not there (any more) back: its links, its people's tokens, its state at seq 0.
    ///
    /// # Errors
    /// [`Rule::WorkshopExists`], [`Rule::TooManyWorkshops`], or a [`Fault`]; then nothing was put back.
    fn revive_workshop(&mut self, revival: &Revival) -> Result<(), StoreError>;

    /// Moves the damaged records of a workshop to the quarantine; answers how many there were.
    ///
    /// # Errors
    /// [`Rule::UnknownWorkshop`], or a [`Fault`].
    fn mend(&mut self, workshop: WorkshopId) -> Result<u64, StoreError>;

    /// Remembers tokens, at most [`TOKENS_PER_PARTICIPANT_MAX`] for each participant: the oldest give way.
    ///
    /// # Errors
    /// Per token: [`Rule::UnknownWorkshop`]. For all: a [`Fault`].
    fn add_tokens(&mut self, tokens: &[NewToken]) -> Result<Vec<Result<(), Rule>>, Fault>;

    /// Forgets a token, if it is known.
    ///
    /// # Errors
    /// A [`Fault`].
    fn delete_token(&mut self, hash: &Hash) -> Result<(), Fault>;

    /// Forgets all tokens of a participant; answers how many there were.
    ///
    /// # Errors
    /// A [`Fault`].
    fn delete_tokens_of(&mut self, workshop: WorkshopId, participant: ParticipantId) -> Result<u64, Fault>;

    /// Adds a facilitator link's hash. Besides the first, the newest [`FACILITATOR_SECRETS_MINTED_MAX`] are kept.
    ///
    /// # Errors
    /// [`Rule::UnknownWorkshop`], or a [`Fault`].
    fn add_facilitator_secret(&mut self, workshop: WorkshopId, secret: &FacilitatorSecret) -> Result<(), StoreError>;

    /// Removes a workshop with all that belongs to it, and overwrites where it was.
    ///
    /// # Errors
    /// [`Rule::UnknownWorkshop`], or a [`Fault`].
    fn delete_workshop(&mut self, workshop: WorkshopId) -> Result<(), StoreError>;
}
