//! Commands about journeys: stages, and touchpoints in their order.

use super::{Desk, keys_at, named};
use crate::document::Change;
use crate::ids::{JourneyId, NoteId, StageId, StepId};
use crate::limits;
use crate::locks::Thing;
use crate::model::{Journey, Stage, Step};
use crate::rules::{Operation, Refusal};

pub(super) fn add_stage(
    desk: &mut Desk<'_>,
    id: StageId,
    journey: JourneyId,
    name: &str,
    after: Option<StageId>,
) -> Result<Change, Refusal> {
    desk.ask(Operation::ShapeJourney)?;
    let board = desk.doc.board();
    if board.stages.len() >= limits::STAGES_MAX {
        return Err(Refusal::TooMany);
    }
    if !board.journeys.contains_key(&journey) {
        return Err(Refusal::Gone);
    }
    let (order, renewed) = stage_keys(desk, journey, id, after);
    let stage = Stage { journey, name: named(name)?.to_owned(), order };
    Ok(desk.create(
        |edit| {
            edit.put_stage(id, &stage);
            edit.delete_stage(id);
        },
        |edit| {
            edit.put_stage(id, &stage);
            for (other, renewed) in &renewed {
                edit.put_stage(*other, renewed);
            }
        },
    ))
}

pub(super) fn rename_stage(desk: &mut Desk<'_>, id: StageId, name: &str) -> Result<Change, Refusal> {
    desk.ask(Operation::ShapeJourney)?;
    let stage = Stage { name: named(name)?.to_owned(), ..stage(desk, id)? };
    Ok(desk.write(|edit| edit.put_stage(id, &stage)))
}

pub(super) fn move_stage(desk: &mut Desk<'_>, id: StageId, after: Option<StageId>) -> Result<Change, Refusal> {
    desk.ask(Operation::ShapeJourney)?;
    let stage = stage(desk, id)?;
    if after == Some(id) {
        return Ok(Change::default());
    }
    let (order, renewed) = stage_keys(desk, stage.journey, id, after);
    Ok(desk.write(|edit| {
        edit.put_stage(id, &Stage { order, ..stage });
        for (other, renewed) in &renewed {
            edit.put_stage(*other, renewed);
        }
    }))
}

pub(super) fn delete_stage(desk: &mut Desk<'_>, id: StageId) -> Result<Change, Refusal> {
    stage(desk, id)?;
    let is_empty = desk.doc.board().steps_of(id).is_empty();
    desk.ask(if is_empty { Operation::ShapeJourney } else { Operation::DeleteStage })?;
    Ok(desk.write(|edit| edit.delete_stage(id)))
}

pub(super) fn place(
    desk: &mut Desk<'_>,
    id: StepId,
    touchpoint: NoteId,
    stage_id: StageId,
    after: Option<StepId>,
) -> Result<Change, Refusal> {
    desk.ask(Operation::Sequence)?;
    let journey = stage(desk, stage_id)?.journey;
    let board = desk.doc.board();
    if !board.is_touchpoint(touchpoint) {
        return Err(Refusal::Gone);
    }
    let known = board.steps.get(&id);
    if known.is_some_and(|step| step.touchpoint != touchpoint) {
        return Err(Refusal::DoesNotFit);
    }
    if let Some(step) = known {
        desk.is_free(Thing::Stage(step.stage))?;
    }
    if known.is_none() && board.steps.len() >= limits::STEPS_MAX {
        return Err(Refusal::TooMany);
    }
    if after == Some(id) {
        return Ok(Change::default());
    }
    let others: Vec<(StepId, &Step)> = board.steps_of(stage_id).into_iter().filter(|(step, _)| *step != id).collect();
    let keys: Vec<&str> = others.iter().map(|(_, step)| step.order.as_str()).collect();
    let index = after.and_then(|after| others.iter().position(|(step, _)| *step == after)).map_or(0, |i| i + 1);
    let (order, renewed) = keys_at(&keys, index);
    let renewed: Vec<(StepId, Step)> =
        renewed.into_iter().map(|(i, order)| (others[i].0, Step { order, ..others[i].1.clone() })).collect();
    let is_new = known.is_none();
    let step = Step { journey, stage: stage_id, touchpoint, order };
    let shown = |edit: &mut crate::document::Edit<'_>| {
        edit.put_step(id, &step);
        for (other, renewed) in &renewed {
            edit.put_step(*other, renewed);
        }
    };
    if !is_new {
        return Ok(desk.write(shown));
    }
    Ok(desk.create(
        |edit| {
            edit.put_step(id, &step);
            edit.delete_step(id);
        },
        shown,
    ))
}

pub(super) fn unplace(desk: &mut Desk<'_>, id: StepId) -> Result<Change, Refusal> {
    desk.ask(Operation::Sequence)?;
    let step = desk.doc.board().steps.get(&id).ok_or(Refusal::Gone)?;
    desk.is_free(Thing::Stage(step.stage))?;
    Ok(desk.write(|edit| edit.delete_step(id)))
}

pub(super) fn describe(
    desk: &mut Desk<'_>,
    id: JourneyId,
    name: &str,
    start: &str,
    end: &str,
) -> Result<Change, Refusal> {
    desk.ask(Operation::ShapeJourney)?;
    let journey = desk.doc.board().journeys.get(&id).ok_or(Refusal::Gone)?;
    let journey = Journey {
        name: named(name)?.to_owned(),
        start: named(start)?.to_owned(),
        end: named(end)?.to_owned(),
        order: journey.order.clone(),
    };
    Ok(desk.write(|edit| edit.put_journey(id, &journey)))
}

/// A stage that is to be changed, or what stands in it.
fn stage(desk: &Desk<'_>, id: StageId) -> Result<Stage, Refusal> {
    desk.is_free(Thing::Stage(id))?;
    desk.doc.board().stages.get(&id).cloned().ok_or(Refusal::Gone)
}

/// The key of a stage put after another, and the stages whose keys have to make room.
fn stage_keys(
    desk: &Desk<'_>,
    journey: JourneyId,
    id: StageId,
    after: Option<StageId>,
) -> (String, Vec<(StageId, Stage)>) {
    let board = desk.doc.board();
    let others: Vec<(StageId, &Stage)> =
        board.stages_of(journey).into_iter().filter(|(stage, _)| *stage != id).collect();
    let keys: Vec<&str> = others.iter().map(|(_, stage)| stage.order.as_str()).collect();
    let index = after.and_then(|after| others.iter().position(|(stage, _)| *stage == after)).map_or(0, |i| i + 1);
    let (order, renewed) = keys_at(&keys, index);
    (order, renewed.into_iter().map(|(i, order)| (others[i].0, Stage { order, ..others[i].1.clone() })).collect())
}
