//! What one transaction changed, as values: which objects, what they were before, what was odd.

use crate::idmap::{IdMap, Key};
use crate::ids::{ClusterId, JourneyId, NoteId, StageId, StepId};
use crate::model::{Cluster, Journey, Note, Stage, Step};

/// Something in the document that does not fit the schema. Skipped, reported, never a panic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A key of a root map that is no id.
    NotAnId {
        /// The root.
        root: &'static str,
        /// The key, cut to 64 characters.
        key: String,
    },
    /// An object without a field that it needs, or with a value of a wrong type or beyond its bound.
    Field {
        /// The root.
        root: &'static str,
        /// The object's id.
        id: String,
        /// The field.
        field: &'static str,
    },
    /// A key that objects of that root do not have.
    UnknownKey {
        /// The root.
        root: &'static str,
        /// The object's id.
        id: String,
        /// The key, cut to 64 characters.
        key: String,
    },
    /// An entry of a root that is not a map.
    NotAnObject {
        /// The root.
        root: &'static str,
        /// The entry's key, cut to 64 characters.
        key: String,
    },
}

/// What one call changed in a document. Each map holds what stood in the projection before (`None`: nothing).
#[derive(Debug, Default)]
pub struct Change {
    /// The updates (v1) that peers need; empty if nothing changed.
    pub updates: Vec<Vec<u8>>,
    /// Changed notes, and what they were.
    pub notes: IdMap<NoteId, Option<Note>>,
    /// Changed clusters, and what they were.
    pub clusters: IdMap<ClusterId, Option<Cluster>>,
    /// Changed journeys, and what they were.
    pub journeys: IdMap<JourneyId, Option<Journey>>,
    /// Changed stages, and what they were.
    pub stages: IdMap<StageId, Option<Stage>>,
    /// Changed steps, and what they were.
    pub steps: IdMap<StepId, Option<Step>>,
    /// Whether anything changed that only the server writes: title, phase, participants, departments.
    pub server_owned: bool,
    /// What was found odd in the changed objects.
    pub oddities: Vec<Oddity>,
    /// Structs of a peer that wait for others which have not arrived: the document must be asked for again.
    pub holes: bool,
}

impl Change {
    /// Whether peers have nothing to learn.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.updates.is_empty()
    }

    /// One change after another, as one.
    pub fn absorb(&mut self, later: Self) {
        fn keep_first<K: Key, V>(into: &mut IdMap<K, V>, from: IdMap<K, V>) {
            for (key, before) in from {
                into.or_insert_with(key, || before);
            }
        }
        self.updates.extend(later.updates);
        keep_first(&mut self.notes, later.notes);
        keep_first(&mut self.clusters, later.clusters);
        keep_first(&mut self.journeys, later.journeys);
        keep_first(&mut self.stages, later.stages);
        keep_first(&mut self.steps, later.steps);
        self.server_owned |= later.server_owned;
        self.oddities.extend(later.oddities);
        self.holes = later.holes;
    }
}
