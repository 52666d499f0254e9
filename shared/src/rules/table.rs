//! The one table of capabilities: role × phase × operation × ownership, every cell declared.
//!
//! The client shows by it, commands ask it, the server enforces it. An operation without a row and a phase without a
//! column do not compile. `docs/document.md` shows the same table, and a test holds it to that.

use super::operation::{Operation, Ownership};
use super::phase::Phase;
use super::refusal::Refusal;
use crate::ids::NoteId;
use crate::model::Role;

/// One cell: whose objects somebody may do something to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant(u8);

impl Grant {
    /// Nobody's.
    pub const NOBODYS: Self = Self(0);
    /// Their own.
    pub const OWN: Self = Self::of(&[Ownership::Own]);
    /// Whatever there is.
    pub const EVERYBODYS: Self = Self::of(&Ownership::ALL);

    const fn of(all: &[Ownership]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < all.len() {
            bits |= 1 << all[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Whether it is granted for what is owned so.
    #[must_use]
    pub const fn includes(self, ownership: Ownership) -> bool {
        self.0 & (1 << ownership as u8) != 0
    }

    /// Whether nothing is granted.
    #[must_use]
    pub const fn is_nobodys(self) -> bool {
        self.0 == 0
    }
}

/// One operation's cells, by phase in the order of the method.
#[derive(Debug)]
pub struct Row {
    /// A facilitator's.
    pub facilitator: [Grant; Phase::COUNT],
    /// A participant's.
    pub participant: [Grant; Phase::COUNT],
    /// A viewer's.
    pub viewer: [Grant; Phase::COUNT],
}

/// Nothing at all.
const N: Grant = Grant::NOBODYS;
/// One's own.
const O: Grant = Grant::OWN;
/// Everything.
const A: Grant = Grant::EVERYBODYS;

/// Whoever leads leads in every phase: also out of the last.
const ALWAYS: [Grant; Phase::COUNT] = [A; Phase::COUNT];
const NEVER: [Grant; Phase::COUNT] = [N; Phase::COUNT];
/// A facilitator does to the board what they find right, until it is read-only.
const UNTIL_THE_END: [Grant; Phase::COUNT] = [A, A, A, A, A, A, A, A, A, A, A, A, N];
/// In nobody's name but one's own, for facilitators too.
const OWN_UNTIL_THE_END: [Grant; Phase::COUNT] = [O, O, O, O, O, O, O, O, O, O, O, O, N];

/// Drafts are for the silent phase, and each person's own.
const OWN_IN_SILENCE: [Grant; Phase::COUNT] = [N, N, N, N, O, N, N, N, N, N, N, N, N];

/// The row of an operation. The columns are: open, kick-off, gather, brainstorm-open, brainstorm-silent, cluster,
/// characterise, rate, vote, sequence, confront, decide, read-only.
#[must_use]
pub const fn row(operation: Operation) -> Row {
    let (facilitator, participant) = match operation {
        Operation::CreateNote => (OWN_UNTIL_THE_END, [O, O, O, O, N, O, O, N, N, O, O, N, N]),
        Operation::EditNote => (UNTIL_THE_END, [A, O, A, O, N, O, A, N, N, O, O, N, N]),
        Operation::MoveNote => (UNTIL_THE_END, [A, O, A, O, N, A, A, N, N, A, A, N, N]),
        Operation::SortNote => (UNTIL_THE_END, [A, N, A, O, N, A, A, N, N, A, O, N, N]),
        Operation::DeleteNote => (UNTIL_THE_END, [O, O, O, O, N, O, O, N, N, O, O, N, N]),
        Operation::EraseNote => (OWN_UNTIL_THE_END, [O, O, O, O, N, O, O, N, N, O, O, N, N]),
        Operation::ArrangeCluster => (UNTIL_THE_END, [A, N, A, N, N, A, A, N, N, N, N, N, N]),
        Operation::Sequence => (UNTIL_THE_END, [A, N, N, N, N, N, N, N, N, A, A, N, N]),
        Operation::ShapeJourney => (UNTIL_THE_END, [A, N, N, N, N, N, N, N, N, A, N, N, N]),
        Operation::DeleteStage => (UNTIL_THE_END, NEVER),
        Operation::WriteDraft => (OWN_IN_SILENCE, OWN_IN_SILENCE),
        Operation::Reveal => (UNTIL_THE_END, NEVER),
        Operation::LeadRounds => (UNTIL_THE_END, NEVER),
        Operation::Vote => (OWN_UNTIL_THE_END, OWN_UNTIL_THE_END),
        Operation::SetPhase => (ALWAYS, NEVER),
        Operation::Lock => (ALWAYS, NEVER),
        Operation::GrantRole => (ALWAYS, NEVER),
    };
    Row { facilitator, participant, viewer: NEVER }
}

/// The cell of a role, a phase and an operation.
#[must_use]
pub const fn grant(role: Role, phase: Phase, operation: Operation) -> Grant {
    let row = row(operation);
    match role {
        Role::Facilitator => row.facilitator[phase as usize],
        Role::Participant => row.participant[phase as usize],
        Role::Viewer => row.viewer[phase as usize],
    }
}

/// Whether a role may do that in a phase to what is owned so.
#[must_use]
pub const fn may(role: Role, phase: Phase, operation: Operation, ownership: Ownership) -> bool {
    grant(role, phase, operation).includes(ownership)
}

/// As [`may`], with the reason why not: the same everywhere, for the person here and over the wire.
///
/// # Errors
/// The rule that forbids it. `note` is the note that it is about, if it is about one.
pub fn ask(
    role: Role,
    phase: Phase,
    operation: Operation,
    ownership: Ownership,
    note: Option<NoteId>,
) -> Result<(), Refusal> {
    if may(role, phase, operation, ownership) {
        return Ok(());
    }
    let sometimes = |ownership| Phase::ALL.into_iter().any(|phase| may(role, phase, operation, ownership));
    Err(match role {
        Role::Viewer => Refusal::Viewer,
        _ if may(role, phase, operation, Ownership::Own) => Refusal::NotYours(note),
        _ if sometimes(ownership) => Refusal::Phase,
        _ if sometimes(Ownership::Own) => Refusal::NotYours(note),
        _ => Refusal::FacilitatorsOnly,
    })
}

/// Whether a participant may do in the first phase what they may not in the second: then people who are writing are told
/// ahead of it.
#[must_use]
pub fn closes(from: Phase, to: Phase) -> bool {
    Operation::ALL.into_iter().any(|operation| {
        Ownership::ALL.into_iter().any(|ownership| {
            may(Role::Participant, from, operation, ownership) && !may(Role::Participant, to, operation, ownership)
        })
    })
}
