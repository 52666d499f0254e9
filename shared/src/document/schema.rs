//! The tree of the board document, and every key string in it.
//!
//! ```text
//! (document, schema 1)
//! ├─ workshop      Map   server only: schema, title, locale, phase, epoch, anonymous?
//! ├─ participants  Map   server only: {participant uuid → Map{ name, department, colour, role, granted? }}
//! ├─ departments   Map   server only: {department uuid → Map{ name, order }}
//! ├─ locks         Map   server only: {"wall" | "note:uuid" | "cluster:uuid" | "stage:uuid" → true}
//! ├─ rounds        Map   server only: {round uuid → Map{ about, budget, cap, number, open? }}
//! ├─ tallies       Map   server only: {"round uuid:note uuid" → dots}
//! ├─ notes         Map   {note uuid → Map{ kind, text: Text, pos: [x, y], author,
//! │                                        emotion?, touchpoint?, cluster?, order?, deleted? }}
//! ├─ clusters      Map   {cluster uuid → Map{ name, pos: [x, y], collapsed?, touchpoint?, deleted? }}
//! ├─ journeys      Map   {journey uuid → Map{ name, start?, end?, order, deleted? }}
//! ├─ stages        Map   {stage uuid → Map{ journey, name, order, deleted? }}
//! └─ steps         Map   {step uuid → Map{ journey, stage, touchpoint, order, deleted? }}
//! ```
//! Flat maps only, order by fractional keys, a position as one value: nested arrays fail to undo, two keys for a
//! position cost a thousand times the bytes (measured; see `docs/document.md`). Ids are stored as text.

/// The version of this tree. A reader of a higher one refuses to write.
pub const SCHEMA: u32 = 1;

/// The roots of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Root {
    Workshop,
    Participants,
    Departments,
    Locks,
    Rounds,
    Tallies,
    Notes,
    Clusters,
    Journeys,
    Stages,
    Steps,
}

impl Root {
    pub(crate) const ALL: [Self; 11] = [
        Self::Workshop,
        Self::Participants,
        Self::Departments,
        Self::Locks,
        Self::Rounds,
        Self::Tallies,
        Self::Notes,
        Self::Clusters,
        Self::Journeys,
        Self::Stages,
        Self::Steps,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Workshop => "workshop",
            Self::Participants => "participants",
            Self::Departments => "departments",
            Self::Locks => "locks",
            Self::Rounds => "rounds",
            Self::Tallies => "tallies",
            Self::Notes => "notes",
            Self::Clusters => "clusters",
            Self::Journeys => "journeys",
            Self::Stages => "stages",
            Self::Steps => "steps",
        }
    }

    /// The keys of an object in that root.
    pub(crate) fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Workshop => &[SCHEMA_KEY, TITLE, LOCALE, PHASE, EPOCH, ANONYMOUS],
            Self::Participants => &[NAME, DEPARTMENT, COLOUR, ROLE, GRANTED],
            Self::Departments => &[NAME, ORDER],
            Self::Locks | Self::Tallies => &[],
            Self::Rounds => &[ABOUT, BUDGET, CAP, NUMBER, OPEN],
            Self::Notes => &[KIND, TEXT, POS, AUTHOR, EMOTION, TOUCHPOINT, CLUSTER, ORDER, DELETED],
            Self::Clusters => &[NAME, POS, COLLAPSED, TOUCHPOINT, DELETED],
            Self::Journeys => &[NAME, START, END, ORDER, DELETED],
            Self::Stages => &[JOURNEY, NAME, ORDER, DELETED],
            Self::Steps => &[JOURNEY, STAGE, TOUCHPOINT, ORDER, DELETED],
        }
    }

    /// The roots that people change; the others are the server's.
    pub(crate) const PEOPLES: [Self; 5] = [Self::Notes, Self::Clusters, Self::Journeys, Self::Stages, Self::Steps];
}

/// Who writes under a root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writer {
    /// People, within the rules.
    People,
    /// The server alone.
    Server,
}

/// Who writes under the root of that name; `None` if there is no such root.
#[must_use]
pub fn writer_of(root: &str) -> Option<Writer> {
    let root = Root::ALL.into_iter().find(|known| known.name() == root)?;
    Some(if Root::PEOPLES.contains(&root) { Writer::People } else { Writer::Server })
}

pub(crate) const SCHEMA_KEY: &str = "schema";
pub(crate) const TITLE: &str = "title";
pub(crate) const LOCALE: &str = "locale";
pub(crate) const PHASE: &str = "phase";
pub(crate) const EPOCH: &str = "epoch";
pub(crate) const ANONYMOUS: &str = "anonymous";

pub(crate) const ABOUT: &str = "about";
pub(crate) const BUDGET: &str = "budget";
pub(crate) const CAP: &str = "cap";
pub(crate) const NUMBER: &str = "number";
pub(crate) const OPEN: &str = "open";

pub(crate) const KIND: &str = "kind";
pub(crate) const TEXT: &str = "text";
pub(crate) const POS: &str = "pos";
pub(crate) const AUTHOR: &str = "author";
pub(crate) const EMOTION: &str = "emotion";
pub(crate) const TOUCHPOINT: &str = "touchpoint";
pub(crate) const CLUSTER: &str = "cluster";
pub(crate) const ORDER: &str = "order";
pub(crate) const DELETED: &str = "deleted";

pub(crate) const NAME: &str = "name";
pub(crate) const COLLAPSED: &str = "collapsed";
pub(crate) const START: &str = "start";
pub(crate) const END: &str = "end";
pub(crate) const JOURNEY: &str = "journey";
pub(crate) const STAGE: &str = "stage";
pub(crate) const DEPARTMENT: &str = "department";
pub(crate) const COLOUR: &str = "colour";
pub(crate) const ROLE: &str = "role";
pub(crate) const GRANTED: &str = "granted";
