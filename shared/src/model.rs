//! What a workshop is made of, as plain values: notes, clusters, journeys, stages, steps, people.
//!
//! Refuses to know how they are stored or sent: see `document` for that.

use serde::{Deserialize, Serialize};

use crate::idmap::IdMap;
use crate::ids::{ClusterId, DepartmentId, JourneyId, NoteId, ParticipantId, StageId, StepId};
use crate::locks::Locks;
use crate::rounds::Rounds;
use crate::rules::Phase;
use crate::words::Locale;

/// What a note speaks about (M25, M30, M51).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// A moment in which the customer meets the firm.
    Touchpoint,
    /// What the customer expects there.
    Expectation,
    /// What really happens there.
    Experience,
    /// What the customer feels there, −2…+2.
    Emotion,
    /// What stands in the way.
    Barrier,
    /// An unmet need.
    Need,
    /// How it could be better.
    Idea,
    /// What nobody in the room knows.
    Question,
}

impl NoteKind {
    /// All kinds, in the order of the palette.
    pub const ALL: [Self; 8] = [
        Self::Touchpoint,
        Self::Expectation,
        Self::Experience,
        Self::Emotion,
        Self::Barrier,
        Self::Need,
        Self::Idea,
        Self::Question,
    ];

    /// The kind's name in documents and exports.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Touchpoint => "touchpoint",
            Self::Expectation => "expectation",
            Self::Experience => "experience",
            Self::Emotion => "emotion",
            Self::Barrier => "barrier",
            Self::Need => "need",
            Self::Idea => "idea",
            Self::Question => "question",
        }
    }

    /// The kind of that name, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// How a moment feels: −2 (awful) … +2 (delightful).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Emotion(i8);

impl Emotion {
    /// From awful to delightful.
    pub const ALL: [Self; 5] = [Self(-2), Self(-1), Self(0), Self(1), Self(2)];
    /// Neither good nor bad.
    pub const NEUTRAL: Self = Self(0);

    /// The emotion of that value, −2…+2.
    #[must_use]
    pub fn new(value: i64) -> Option<Self> {
        (-2..=2).contains(&value).then_some(Self(value as i8))
    }

    /// −2…+2.
    #[must_use]
    pub fn value(self) -> i8 {
        self.0
    }
}

impl TryFrom<i64> for Emotion {
    type Error = &'static str;
    fn try_from(value: i64) -> Result<Self, Self::Error> {
        Self::new(value).ok_or("an emotion is a whole number from -2 to 2")
    }
}

impl From<Emotion> for i64 {
    fn from(emotion: Emotion) -> Self {
        i64::from(emotion.0)
    }
}

/// A place on the wall, in board units (1 unit = 1 CSS px at 100 %); x to the right, y down. A note's is its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// A point at `x`, `y`.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

impl From<[f64; 2]> for Point {
    fn from([x, y]: [f64; 2]) -> Self {
        Self { x, y }
    }
}

impl From<Point> for [f64; 2] {
    fn from(point: Point) -> Self {
        [point.x, point.y]
    }
}

/// What a person may do in a workshop; comes with the link that they joined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Prepares, leads, tidies up.
    Facilitator,
    /// Adds and edits notes.
    Participant,
    /// Reads.
    Viewer,
}

impl Role {
    /// What somebody may do who came by a link of this role: a viewer's link never lets anybody write, else a grant counts
    /// more than the link.
    #[must_use]
    pub fn with_grant(self, granted: Option<Role>) -> Self {
        if self == Self::Viewer { self } else { granted.unwrap_or(self) }
    }

    /// The role's name in documents, tokens and exports.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Facilitator => "facilitator",
            Self::Participant => "participant",
            Self::Viewer => "viewer",
        }
    }

    /// The role of that name, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Facilitator, Self::Participant, Self::Viewer].into_iter().find(|role| role.key() == key)
    }
}

/// One of twelve hues in which a person's cursor and initials are drawn. The theme decides the shade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub struct Colour(u8);

impl Colour {
    /// How many there are.
    pub const COUNT: u8 = 12;

    /// The hue of that number; numbers past the last start again.
    #[must_use]
    pub fn new(number: u8) -> Self {
        Self(number % Self::COUNT)
    }

    /// 0…11.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}

impl From<u8> for Colour {
    fn from(number: u8) -> Self {
        Self::new(number)
    }
}

impl From<Colour> for u8 {
    fn from(colour: Colour) -> Self {
        colour.0
    }
}

/// A sticky note; what is named on the wall *is* the cell of the map (D1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Its kind.
    pub kind: NoteKind,
    /// What it says; at most [`crate::limits::NOTE_TEXT_MAX`] UTF-16 units.
    pub text: String,
    /// Where it lies while it is in no cluster.
    pub pos: Point,
    /// Who wrote it; the server's own notes (templates, demo) may have nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<ParticipantId>,
    /// The value of an emotion note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emotion: Option<Emotion>,
    /// The touchpoint that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<NoteId>,
    /// The cluster that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<ClusterId>,
    /// Its place among its cluster's notes, then in its map cell. See [`crate::order`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// Whether it was deleted; kept, so that its deletion can be undone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
}

/// A group of notes on the wall with one name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// What they have in common; empty until somebody names it.
    pub name: String,
    /// Its top left corner on the wall.
    pub pos: Point,
    /// Drawn as one card.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub collapsed: bool,
    /// The touchpoint that it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touchpoint: Option<NoteId>,
}

/// One sequence of touchpoints over the one library (M17, M40, M41).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Journey {
    /// Its name, often the segment's.
    pub name: String,
    /// What starts it (M7).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub start: String,
    /// What ends it (M7).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub end: String,
    /// Its place among the journeys.
    pub order: String,
}

/// A phase of a journey, a column of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// The journey that it is a phase of.
    pub journey: JourneyId,
    /// Its name.
    pub name: String,
    /// Its place in the journey.
    pub order: String,
}

/// A touchpoint's place in a journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The journey.
    pub journey: JourneyId,
    /// The stage in which it stands.
    pub stage: StageId,
    /// The note of kind touchpoint that stands there.
    pub touchpoint: NoteId,
    /// Its place in the stage.
    pub order: String,
}

/// A person, as everyone in the room may know them. Written by the server only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// What they call themselves.
    pub name: String,
    /// Their department as they wrote it.
    pub department: String,
    /// The hue of their cursor.
    pub colour: Colour,
    /// What they may do.
    pub role: Role,
    /// The role that a facilitator granted them; counts more than the link that they come by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<Role>,
}

/// A department of the firm (M6). Written by the server only: from the template, then from whoever joins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Department {
    /// Its name.
    pub name: String,
    /// Its place among the departments; also picks its stripe.
    pub order: String,
}

/// What holds for the whole workshop. Written by the server only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The document schema in which it was written.
    pub schema: u32,
    /// The workshop's title.
    pub title: String,
    /// The language of its content.
    pub locale: Locale,
    /// The phase of the method; a new workshop starts in [`Phase::Open`].
    pub phase: Phase,
    /// Rises by one at each change of the phase.
    pub epoch: u64,
}

/// Everything that a reader of the document sees, deleted objects aside (deleted notes are kept apart).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// What holds for the whole workshop; absent only in a document that no server made.
    pub about: Option<About>,
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
    /// What facilitators have locked.
    pub locks: Locks,
    /// Whether names are dropped from what is written in the silent phase now.
    pub anonymous: bool,
    /// Rounds of votes.
    pub rounds: Rounds,
}
