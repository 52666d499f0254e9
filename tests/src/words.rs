//! Boards in a few words: things are called by a label, and the same label is the same thing everywhere.

use journeyboard_shared::command::{Command, NewNote};
use journeyboard_shared::ids::{ClusterId, JourneyId, NoteId, StageId, StepId};
use journeyboard_shared::model::{Board, NoteKind, Point};
use uuid::Uuid;

/// The id of the thing that tests call so.
#[must_use]
pub fn called<I: From<Uuid>>(label: &str) -> I {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, label.as_bytes()).into()
}

/// The note of that label.
#[must_use]
pub fn note(label: &str) -> NoteId {
    called(label)
}

/// The cluster of that label.
#[must_use]
pub fn cluster(label: &str) -> ClusterId {
    called(label)
}

/// A new note of that kind.
#[must_use]
pub fn adds(kind: NoteKind, label: &str, text: &str) -> Command {
    Command::CreateNote(NewNote {
        id: note(label),
        kind,
        text: text.to_owned(),
        pos: Point::new(40.0, 60.0),
        emotion: None,
        touchpoint: None,
        cluster: None,
    })
}

/// A new touchpoint whose text is its label.
#[must_use]
pub fn touchpoint(label: &str) -> Command {
    adds(NoteKind::Touchpoint, label, label)
}

/// Text put into a note.
#[must_use]
pub fn types(label: &str, at: u32, insert: &str) -> Command {
    Command::EditText { note: note(label), at, delete: 0, insert: insert.to_owned() }
}

/// A note taken off the wall.
#[must_use]
pub fn deletes(label: &str) -> Command {
    Command::DeleteNotes(vec![note(label)])
}

/// A stage at the end of the board's first journey.
#[must_use]
pub fn adds_stage(board: &Board, label: &str) -> Command {
    let journey = journey(board);
    let after = stages(board).last().map(|(id, _)| *id);
    Command::AddStage { stage: called(label), journey, name: label.to_owned(), after }
}

/// A touchpoint put into a stage, behind a step or first.
#[must_use]
pub fn places(board: &Board, label: &str, stage: StageId, after: Option<StepId>) -> Command {
    Command::Place { step: step(board, label), touchpoint: note(label), stage, after }
}

/// The step that a touchpoint has in the first journey.
#[must_use]
pub fn step(board: &Board, label: &str) -> StepId {
    StepId::first_of(journey(board), note(label))
}

/// The board's first journey.
#[must_use]
pub fn journey(board: &Board) -> JourneyId {
    board.main_journey().expect("every workshop has a journey")
}

/// The stages of the first journey, in order.
#[must_use]
pub fn stages(board: &Board) -> Vec<(StageId, String)> {
    board.stages_of(journey(board)).into_iter().map(|(id, stage)| (id, stage.name.clone())).collect()
}

/// What a note says; nothing if it is not there or deleted.
#[must_use]
pub fn says(board: &Board, label: &str) -> Option<String> {
    board.note(note(label)).map(|note| note.text.clone())
}

/// The texts of the touchpoints in a stage, in order.
#[must_use]
pub fn sequence(board: &Board, stage: StageId) -> Vec<String> {
    let steps = board.steps_of(stage).into_iter();
    steps.filter_map(|(_, step)| board.note(step.touchpoint)).map(|note| note.text.clone()).collect()
}
