//! Who may do what to whose objects. One table; the client shows by it, the server enforces it.
//!
//! Two readers: commands ask before they write ([`may`]); the server asks of a raw change of a peer what it did
//! ([`judge_change`]), because a hostile client writes what it likes.

use crate::document::{Change, Oddity};
use crate::ids::{NoteId, ParticipantId};
use crate::limits;
use crate::model::{Board, Note, Role};

/// Something that people do to a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Add a note.
    CreateNote,
    /// Change a note's text, kind or emotion.
    EditNote,
    /// Move a note on the wall.
    MoveNote,
    /// Say where a note belongs: its touchpoint, its cluster, its order.
    SortNote,
    /// Delete a note or bring it back.
    DeleteNote,
    /// Make, name, move, fold or split a cluster.
    ArrangeCluster,
    /// Put a touchpoint into a journey's sequence, move it there, take it out.
    Sequence,
    /// Add, rename or move a stage; name a journey, its start and its end.
    ShapeJourney,
    /// Delete a stage or a journey.
    DeleteStage,
}

impl Operation {
    /// All operations, for tables and tests.
    pub const ALL: [Self; 9] = [
        Self::CreateNote,
        Self::EditNote,
        Self::MoveNote,
        Self::SortNote,
        Self::DeleteNote,
        Self::ArrangeCluster,
        Self::Sequence,
        Self::ShapeJourney,
        Self::DeleteStage,
    ];
}

/// Whose object it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ownership {
    /// The person's own, or nobody's yet.
    Own,
    /// Somebody else's, or the server's.
    Others,
}

/// Whether a role may do that in the first phase (`open`), in which everyone builds and nobody tears down what others made.
#[must_use]
pub fn may(role: Role, operation: Operation, ownership: Ownership) -> bool {
    match (role, operation, ownership) {
        (Role::Viewer, _, _) => false,
        (Role::Facilitator, _, _) => true,
        (Role::Participant, Operation::DeleteNote, Ownership::Others) => false,
        (Role::Participant, Operation::DeleteStage, _) => false,
        (Role::Participant, _, _) => true,
    }
}

/// Why something was not done. Shown to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A viewer only reads.
    #[error("viewers only read")]
    Viewer,
    /// That object is somebody else's.
    #[error("only its author or a facilitator may do that")]
    NotYours(Option<NoteId>),
    /// Only facilitators do that.
    #[error("only a facilitator may do that")]
    FacilitatorsOnly,
    /// It is gone.
    #[error("it is not there any more")]
    Gone,
    /// A text beyond its bound.
    #[error("the text is too long")]
    TooLong(Option<NoteId>),
    /// More objects than a workshop holds.
    #[error("the workshop is full")]
    TooMany,
    /// A value that means nothing here.
    #[error("that does not fit")]
    DoesNotFit,
    /// Only the server writes there.
    #[error("only the server writes there")]
    ServerOnly,
    /// Written by a newer version.
    #[error("this workshop was written by a newer version")]
    Newer,
}

/// Whose a note is, seen by a person.
#[must_use]
pub fn ownership_of(note: &Note, by: ParticipantId) -> Ownership {
    if note.author == Some(by) { Ownership::Own } else { Ownership::Others }
}

/// Judges what a raw change of a peer did, by comparing before and after. Total: any change gets an answer.
///
/// # Errors
/// The first thing found that the person may not do; the caller throws the whole change away.
pub fn judge_change(role: Role, by: ParticipantId, change: &Change, after: &Board) -> Result<(), Refusal> {
    if change.is_nothing() {
        return Ok(());
    }
    if role == Role::Viewer {
        return Err(Refusal::Viewer);
    }
    if change.server_owned {
        return Err(Refusal::ServerOnly);
    }
    judge_oddities(&change.oddities)?;
    for (id, before) in &change.notes {
        judge_note(role, by, *id, before.as_ref(), after.notes.get(id))?;
    }
    let asked = |operation| may(role, operation, Ownership::Others).then_some(()).ok_or(Refusal::FacilitatorsOnly);
    if !change.clusters.is_empty() {
        asked(Operation::ArrangeCluster)?;
    }
    if !change.steps.is_empty() {
        asked(Operation::Sequence)?;
    }
    if !change.stages.is_empty() || !change.journeys.is_empty() {
        asked(Operation::ShapeJourney)?;
    }
    let a_stage_went = change.stages.iter().any(|(id, before)| before.is_some() && !after.stages.contains_key(id));
    let a_journey_went =
        change.journeys.iter().any(|(id, before)| before.is_some() && !after.journeys.contains_key(id));
    // Taking one's own new stage back is undo; it is told from a deletion by being empty.
    if a_journey_went || (a_stage_went && !went_empty(change, after)) {
        asked(Operation::DeleteStage)?;
    }
    let full = after.notes.len() > limits::NOTES_MAX
        || after.clusters.len() > limits::CLUSTERS_MAX
        || after.stages.len() > limits::STAGES_MAX
        || after.journeys.len() > limits::STAGES_MAX
        || after.steps.len() > limits::STEPS_MAX;
    if full { Err(Refusal::TooMany) } else { Ok(()) }
}

/// Whether no touchpoint stood in any of the stages that went.
fn went_empty(change: &Change, after: &Board) -> bool {
    change
        .stages
        .iter()
        .filter(|(id, before)| before.is_some() && !after.stages.contains_key(id))
        .all(|(id, _)| after.steps.values().all(|step| step.stage != *id))
}

fn judge_oddities(oddities: &[Oddity]) -> Result<(), Refusal> {
    match oddities.first() {
        None => Ok(()),
        Some(Oddity::Field { root: "notes", id, field: "text" }) => Err(Refusal::TooLong(id.parse().ok())),
        Some(Oddity::Field { field: "name" | "start" | "end", .. }) => Err(Refusal::TooLong(None)),
        Some(_) => Err(Refusal::DoesNotFit),
    }
}

fn judge_note(
    role: Role,
    by: ParticipantId,
    id: NoteId,
    before: Option<&Note>,
    after: Option<&Note>,
) -> Result<(), Refusal> {
    let allowed = |operation, note: &Note| {
        may(role, operation, ownership_of(note, by)).then_some(()).ok_or(Refusal::NotYours(Some(id)))
    };
    match (before, after) {
        (None, None) => Ok(()),
        (None, Some(new)) => {
            if new.author != Some(by) {
                return Err(Refusal::NotYours(Some(id)));
            }
            allowed(Operation::CreateNote, new)
        }
        // A root entry is removed by nobody but its author (the undo of its creation), facilitators included.
        (Some(gone), None) => (gone.author == Some(by)).then_some(()).ok_or(Refusal::NotYours(Some(id))),
        (Some(old), Some(new)) => {
            if old.author != new.author {
                return Err(Refusal::ServerOnly);
            }
            if old.deleted != new.deleted {
                allowed(Operation::DeleteNote, old)?;
            }
            if old.text != new.text || old.kind != new.kind || old.emotion != new.emotion {
                allowed(Operation::EditNote, old)?;
            }
            if old.pos != new.pos {
                allowed(Operation::MoveNote, old)?;
            }
            if old.touchpoint != new.touchpoint || old.cluster != new.cluster || old.order != new.order {
                allowed(Operation::SortNote, old)?;
            }
            Ok(())
        }
    }
}
