//! Everything in a workshop, in open formats: JSON that can be read back, and a table for spreadsheets.
//!
//! Pure functions of a [`Board`]. Refuses to know HTTP, files and who may see what: the caller hands in what the
//! reader may see.

mod csv;
mod fields;
mod problem;
mod read;
mod table;

pub use self::csv::csv;
pub use problem::{ImportError, ImportProblem};
pub use read::read;

use serde::Serialize;

use crate::idmap::IdMap;
use crate::ids::{ClusterId, DepartmentId, JourneyId, NoteId, ParticipantId, StageId, StepId};
use crate::limits::WALL_REACH;
use crate::locks::Locks;
use crate::model::{Board, Cluster, Department, Journey, Note, NoteKind, Participant, Point, Stage, Step};
use crate::rules::Phase;
use crate::words::Locale;

/// What stands in `format` of every export.
pub const FORMAT: &str = "journeyboard";
/// The version of the file's shape. A change that an older reader would misread raises it.
pub const VERSION: u32 = 1;

/// Whether deleted notes go into an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deleted {
    /// They stay out: what somebody took away is not handed on.
    #[default]
    LeftOut,
    /// They come with `"deleted": true`, for a full backup.
    Included,
}

/// A workshop as it stands in a file. Objects are sorted by id, absent fields left out, positions rounded to 1/100
/// board unit, so that export → import → export gives the same bytes. References to what is not in the file (a deleted
/// touchpoint, a removed stage) are left out, and so are steps and stages that hang on them: every export can be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Export {
    /// [`FORMAT`].
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
    /// The document schema of the objects, see `docs/document.md`.
    pub schema: u32,
    /// What holds for the whole workshop.
    pub workshop: Workshop,
    /// The notes by id.
    pub notes: IdMap<NoteId, Note>,
    /// The clusters by id.
    pub clusters: IdMap<ClusterId, Cluster>,
    /// The journeys by id.
    pub journeys: IdMap<JourneyId, Journey>,
    /// The stages by id.
    pub stages: IdMap<StageId, Stage>,
    /// The steps by id.
    pub steps: IdMap<StepId, Step>,
    /// The people by id.
    pub participants: IdMap<ParticipantId, Participant>,
    /// The departments by id.
    pub departments: IdMap<DepartmentId, Department>,
    /// What is locked.
    #[serde(skip_serializing_if = "Locks::is_empty")]
    pub locks: Locks,
}

/// What holds for the whole workshop, in a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Workshop {
    /// Its title.
    pub title: String,
    /// The language of its content.
    pub locale: Locale,
    /// The phase of the method.
    pub phase: Phase,
    /// How many phases it went through.
    pub epoch: u64,
}

/// The workshop as JSON, one line, ending with a line feed. Deleted notes stay out.
#[must_use]
pub fn json(board: &Board) -> String {
    Export::of(board, Deleted::LeftOut).to_json()
}

impl Export {
    /// What of a board goes into a file.
    #[must_use]
    pub fn of(board: &Board, deleted: Deleted) -> Self {
        let about = board.about.as_ref();
        let mut export = Self {
            format: FORMAT,
            version: VERSION,
            schema: about.map_or(crate::document::SCHEMA, |about| about.schema),
            workshop: Workshop {
                title: about.map_or_else(String::new, |about| about.title.clone()),
                locale: about.map_or_else(Locale::default, |about| about.locale),
                phase: about.map(|about| about.phase).unwrap_or_default(),
                epoch: about.map_or(0, |about| about.epoch),
            },
            notes: board.notes.clone(),
            clusters: board.clusters.clone(),
            journeys: board.journeys.clone(),
            stages: board.stages.clone(),
            steps: board.steps.clone(),
            participants: board.participants.clone(),
            departments: board.departments.clone(),
            locks: board.locks.clone(),
        };
        export.notes.retain(|_, note| deleted == Deleted::Included || !note.deleted);
        export.leave_out_dangling();
        export
    }

    /// The export as JSON, one line, ending with a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Strings, whole numbers, finite floats and maps keyed by ids: there is nothing that could fail.
        let mut text = serde_json::to_string(self).unwrap_or_default();
        text.push('\n');
        text
    }

    fn leave_out_dangling(&mut self) {
        let touchpoints: std::collections::BTreeSet<NoteId> =
            self.notes.iter().filter(|(_, note)| note.kind == NoteKind::Touchpoint).map(|(id, _)| *id).collect();
        let is_touchpoint = |id: &NoteId| touchpoints.contains(id);
        for note in self.notes.values_mut() {
            note.pos = rounded(note.pos);
            note.touchpoint = note.touchpoint.filter(is_touchpoint);
            note.cluster = note.cluster.filter(|id| self.clusters.contains_key(id));
            note.author = note.author.filter(|id| self.participants.contains_key(id));
        }
        for cluster in self.clusters.values_mut() {
            cluster.pos = rounded(cluster.pos);
            cluster.touchpoint = cluster.touchpoint.filter(is_touchpoint);
        }
        self.stages.retain(|_, stage| self.journeys.contains_key(&stage.journey));
        self.steps.retain(|_, step| {
            let stage = self.stages.get(&step.stage);
            stage.is_some_and(|stage| stage.journey == step.journey) && is_touchpoint(&step.touchpoint)
        });
    }
}

/// A place on the wall to 1/100 of a unit: a short decimal that every JSON reader takes back unchanged.
fn rounded(Point { x, y }: Point) -> Point {
    let round = |v: f64| {
        let v = if v.is_finite() { v.clamp(-WALL_REACH, WALL_REACH) } else { 0.0 };
        (v * 100.0).round() / 100.0 + 0.0
    };
    Point::new(round(x), round(y))
}

#[cfg(test)]
#[path = "export/tests.rs"]
mod tests;
