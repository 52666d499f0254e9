//! Judges what a raw change of a peer did, by comparing before and after. Knows no bytes.

use super::operation::{Operation, Ownership, ownership_of};
use super::phase::Phase;
use super::refusal::Refusal;
use super::table::ask;
use crate::document::{Change, Oddity};
use crate::ids::{NoteId, ParticipantId};
use crate::limits;
use crate::locks::Thing;
use crate::model::{Board, Note, Role};

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
    let who = Who { role, by, phase: after.phase() };
    for (id, before) in &change.notes {
        judge_note(who, *id, before.as_ref(), after.notes.get(id))?;
    }
    let asked = |operation| ask(role, who.phase, operation, Ownership::Servers, None);
    if !change.clusters.is_empty() {
        asked(Operation::ArrangeCluster)?;
    }
    if !change.steps.is_empty() {
        asked(Operation::Sequence)?;
    }
    if !change.stages.is_empty() || !change.journeys.is_empty() {
        asked(Operation::ShapeJourney)?;
    }
    judge_locks(role, change, after)?;
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
        .all(|(id, _)| !after.steps.values().any(|step| step.stage == *id && after.is_touchpoint(step.touchpoint)))
}

fn judge_oddities(oddities: &[Oddity]) -> Result<(), Refusal> {
    match oddities.first() {
        None => Ok(()),
        Some(Oddity::Field { root: "notes", id, field: "text" }) => Err(Refusal::TooLong(id.parse().ok())),
        Some(Oddity::Field { field: "name" | "start" | "end", .. }) => Err(Refusal::TooLong(None)),
        Some(_) => Err(Refusal::DoesNotFit),
    }
}

/// What facilitators have locked only they change.
fn judge_locks(role: Role, change: &Change, after: &Board) -> Result<(), Refusal> {
    let locks = &after.locks;
    if role == Role::Facilitator || locks.is_empty() {
        return Ok(());
    }
    for (id, before) in &change.notes {
        let now = after.notes.get(id);
        if before.as_ref() == now {
            continue;
        }
        let clusters = [before.as_ref(), now].map(|note| note.and_then(|note| note.cluster));
        let joins_or_leaves = clusters[0] != clusters[1] || before.is_none() || now.is_none();
        let is_held = |cluster: &Option<_>| cluster.is_some_and(|id| locks.hold(Thing::Cluster(id)));
        if locks.hold(Thing::Note(*id)) || (joins_or_leaves && clusters.iter().any(is_held)) {
            return Err(Refusal::Locked(Some(*id)));
        }
    }
    let stages_of_steps = change
        .steps
        .iter()
        .flat_map(|(id, before)| [before.as_ref(), after.steps.get(id)])
        .flatten()
        .map(|step| Thing::Stage(step.stage));
    let held = change
        .clusters
        .keys()
        .map(|id| Thing::Cluster(*id))
        .chain(change.stages.keys().map(|id| Thing::Stage(*id)))
        .chain(change.journeys.keys().map(|_| Thing::Wall))
        .chain(stages_of_steps)
        .any(|thing| locks.hold(thing));
    if held { Err(Refusal::Locked(None)) } else { Ok(()) }
}

/// Who did it, and when.
#[derive(Clone, Copy)]
struct Who {
    role: Role,
    by: ParticipantId,
    phase: Phase,
}

fn judge_note(who: Who, id: NoteId, before: Option<&Note>, after: Option<&Note>) -> Result<(), Refusal> {
    let asked = |operation, note: &Note| ask(who.role, who.phase, operation, ownership_of(note, who.by), Some(id));
    match (before, after) {
        (None, None) => Ok(()),
        (None, Some(new)) => asked(Operation::CreateNote, new),
        (Some(gone), None) => asked(Operation::EraseNote, gone),
        (Some(old), Some(new)) => {
            if old.author != new.author {
                return Err(Refusal::ServerOnly);
            }
            if old.deleted != new.deleted {
                asked(Operation::DeleteNote, old)?;
            }
            if old.text != new.text || old.kind != new.kind || old.emotion != new.emotion {
                asked(Operation::EditNote, old)?;
            }
            if old.pos != new.pos {
                asked(Operation::MoveNote, old)?;
            }
            if old.touchpoint != new.touchpoint || old.cluster != new.cluster || old.order != new.order {
                asked(Operation::SortNote, old)?;
            }
            Ok(())
        }
    }
}
