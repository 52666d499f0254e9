//! What goes into a store and comes out of it, as plain values. Contents are bytes that nothing here looks into.

use std::fmt;
use std::ops::RangeInclusive;

use bytes::Bytes;
use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::Role;

use super::marks::Mark;

/// A place in a workshop's log. The first snapshot is at 0, the first record at 1.
pub type Seq = u64;

/// SHA-256 of a secret or a token.
pub type Hash = [u8; 32];

/// How much a store may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreOptions {
    /// Workshops at the same time.
    pub max_workshops: u64,
    /// Size of the database file in bytes (the write-ahead log beside it not counted). Reaching it behaves as a full disk.
    pub max_data_bytes: Option<u64>,
}

impl Default for StoreOptions {
    /// A thousand workshops, as large as the disk.
    fn default() -> Self {
        Self { max_workshops: 1_000, max_data_bytes: None }
    }
}

/// A workshop about to exist.
#[derive(Clone, PartialEq, Eq)]
pub struct NewWorkshop {
    /// Its name for ever.
    pub id: WorkshopId,
    /// Unix time in milliseconds.
    pub created_at_ms: u64,
    /// Its first generation.
    pub generation: u64,
    /// The first facilitator link's secret, hashed.
    pub facilitator_secret_hash: Hash,
    /// The participant link's secret, in clear: facilitators can show it again.
    pub participant_secret: String,
    /// The viewer link's secret, in clear: facilitators can show it again.
    pub viewer_secret: String,
    /// Whether it is the demo of the first start.
    pub is_demo: bool,
    /// The first snapshot, at seq 0.
    pub initial_state: Bytes,
}

impl fmt::Debug for NewWorkshop {
    /// Without the secrets: this ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewWorkshop")
            .field("id", &self.id)
            .field("generation", &self.generation)
            .field("is_demo", &self.is_demo)
            .finish_non_exhaustive()
    }
}

/// A workshop without its contents.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkshopRecord {
    /// Its name.
    pub id: WorkshopId,
    /// Unix time in milliseconds.
    pub created_at_ms: u64,
    /// Its present generation.
    pub generation: u64,
    /// The participant link's secret.
    pub participant_secret: String,
    /// The viewer link's secret.
    pub viewer_secret: String,
    /// Hashes of all valid facilitator secrets, the first one first, then the minted ones from old to new.
    pub facilitator_hashes: Vec<Hash>,
    /// Whether it is the demo of the first start.
    pub is_demo: bool,
}

impl fmt::Debug for WorkshopRecord {
    /// Without the secrets: this ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkshopRecord")
            .field("id", &self.id)
            .field("created_at_ms", &self.created_at_ms)
            .field("generation", &self.generation)
            .field("is_demo", &self.is_demo)
            .finish_non_exhaustive()
    }
}

/// Everything needed to open a workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The workshop itself.
    pub record: WorkshopRecord,
    /// The newest snapshot and the seq that it includes. `None` only if it was damaged: then see `quarantined`.
    pub snapshot: Option<(Seq, Bytes)>,
    /// The good records after the snapshot (all good ones if there is no snapshot), in order.
    pub tail: Vec<(Seq, Bytes)>,
    /// The seq of the newest record ever acked; the next append begins one after it.
    pub last_seq: Seq,
    /// What the workshop remembers beside its log.
    pub marks: Vec<Mark>,
    /// Acked records after the snapshot that cannot be read any more. What comes after such a hole may stay pending in
    /// a CRDT until someone who has it returns.
    pub missing: Vec<RangeInclusive<Seq>>,
    /// Everything of this workshop that was found damaged, now or earlier.
    pub quarantined: Vec<Quarantined>,
}

/// Something that could not be trusted any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarantined {
    /// What it was stored as.
    pub stored: Stored,
    /// The seq that it claimed.
    pub seq: Seq,
    /// What is wrong with it.
    pub damage: Damage,
    /// Whether it has already been moved out of the way; its bytes are kept for whoever repairs.
    pub moved: bool,
}

/// What a row was stored as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// A snapshot.
    Snapshot,
    /// A record of the log.
    Record,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// Its bytes, seq, generation or workshop are not those that were written.
    Checksum,
    /// It is whole, but at a place where the log has no record.
    OutOfOrder,
}

/// Records for one workshop's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// Which.
    pub workshop: WorkshopId,
    /// The generation that the records belong to.
    pub generation: u64,
    /// The seq of the first record; the others follow without a hole.
    pub first_seq: Seq,
    /// The records, none of them looked into.
    pub records: Vec<Bytes>,
    /// What is remembered or forgotten beside them, in the same transaction; in order.
    pub marks: Vec<Mark>,
}

impl Append {
    /// The seq of the last record (of the one before, if there are no records).
    #[must_use]
    pub fn last_seq(&self) -> Seq {
        self.first_seq.saturating_add(self.records.len() as u64).saturating_sub(1)
    }
}

/// A newer snapshot that takes the place of an older one and of the log up to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compaction {
    /// Which.
    pub workshop: WorkshopId,
    /// The generation that the snapshot belongs to.
    pub generation: u64,
    /// The newest record that the snapshot includes.
    pub upto_seq: Seq,
    /// The state.
    pub snapshot: Bytes,
}

/// A new life of a workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebirth {
    /// Which.
    pub workshop: WorkshopId,
    /// The generation that ends.
    pub from_generation: u64,
    /// The new generation is above this one too: the generation of a backup, say, that the state comes from.
    pub above: u64,
    /// The state that the next one begins with.
    pub snapshot: Bytes,
    /// What happens to what was quarantined.
    pub past: Past,
}

impl Rebirth {
    /// The generation that begins.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.from_generation.max(self.above).saturating_add(1)
    }
}

/// What happens to a workshop's quarantine when a new generation begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// Kept for whoever repairs (a restore, a rebuild).
    Keep,
    /// Removed, with every trace in the write-ahead log: someone asked for their words to be gone (a hard delete).
    Erase,
}

/// A token about to be handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewToken {
    /// Of the token.
    pub hash: Hash,
    /// Whom it stands for.
    pub record: TokenRecord,
}

/// Whom a token stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenRecord {
    /// Where it is valid.
    pub workshop: WorkshopId,
    /// Whose it is.
    pub participant: ParticipantId,
    /// What its owner may do.
    pub role: Role,
    /// The generation in which it was made.
    pub generation: u64,
    /// Unix time in milliseconds.
    pub created_at_ms: u64,
}

/// A facilitator link about to be valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacilitatorSecret {
    /// Of the secret.
    pub hash: Hash,
    /// Unix time in milliseconds.
    pub created_at_ms: u64,
}

/// A workshop that was lost and is to be there again, with its links and its people.
#[derive(Debug, Clone)]
pub struct Revival {
    /// As it was.
    pub record: WorkshopRecord,
    /// Its new generation: one that none of its earlier lives had.
    pub generation: u64,
    /// The state that it begins with.
    pub snapshot: Bytes,
    /// The tokens of its people, of older generations: with them they are the same people when they join again.
    pub tokens: Vec<NewToken>,
    /// What it remembered beside its log: whose the client ids in its state are, among others.
    pub marks: Vec<Mark>,
}

impl Revival {
    /// The workshop with its first link.
    pub(super) fn as_new(&self) -> NewWorkshop {
        let record = &self.record;
        NewWorkshop {
            id: record.id,
            created_at_ms: record.created_at_ms,
            generation: self.generation,
            facilitator_secret_hash: record.facilitator_hashes.first().copied().unwrap_or_default(),
            participant_secret: record.participant_secret.clone(),
            viewer_secret: record.viewer_secret.clone(),
            is_demo: record.is_demo,
            initial_state: self.snapshot.clone(),
        }
    }

    /// The links minted later; they come back with the age of the workshop.
    pub(super) fn minted(&self) -> impl Iterator<Item = FacilitatorSecret> + '_ {
        let created_at_ms = self.record.created_at_ms;
        self.record.facilitator_hashes.iter().skip(1).map(move |hash| FacilitatorSecret { hash: *hash, created_at_ms })
    }
}

/// One line of the list of workshops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brief {
    /// Which.
    pub id: WorkshopId,
    /// Whether it is the demo of the first start.
    pub is_demo: bool,
    /// Unix time in milliseconds.
    pub created_at_ms: u64,
    /// Snapshot and log together, in bytes.
    pub bytes: u64,
}
