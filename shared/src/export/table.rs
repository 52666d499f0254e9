//! The rows of the touchpoint table, before they are written in any format. Knows the board; no commas, no quotes.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{NoteId, StageId};
use crate::model::{Board, NoteKind};

/// One touchpoint in its place, or one that has none yet.
pub(super) struct Row<'a> {
    /// Number (from 1) and name of the stage, and the place in it (from 1).
    pub(super) place: Option<(usize, &'a str, usize)>,
    pub(super) touchpoint: NoteId,
    pub(super) text: &'a str,
    pub(super) author: &'a str,
    pub(super) mean: Option<(f64, usize)>,
    /// The texts of its notes by kind, in order.
    pub(super) notes: BTreeMap<NoteKind, Vec<&'a str>>,
    /// The departments whose people wrote any of it.
    pub(super) departments: BTreeSet<&'a str>,
}

/// The main journey's touchpoints in order, one row per place, then the touchpoints that have no place in it.
pub(super) fn rows(board: &Board) -> Vec<Row<'_>> {
    let belongings = board.belongings();
    let journey = board.main_journey();
    let stages: Vec<(StageId, &str)> = journey
        .map(|journey| board.stages_of(journey).into_iter().map(|(id, stage)| (id, stage.name.as_str())).collect())
        .unwrap_or_default();
    let mut places = Vec::new();
    for (number, (stage, name)) in stages.into_iter().enumerate() {
        for (position, (_, step)) in board.steps_of(stage).into_iter().enumerate() {
            places.push((Some((number + 1, name, position + 1)), step.touchpoint));
        }
    }
    let unplaced = match journey {
        Some(journey) => board.unplaced_in(journey),
        None => board.living_notes().filter(|(_, note)| note.kind == NoteKind::Touchpoint).map(|(id, _)| id).collect(),
    };
    places.extend(unplaced.into_iter().map(|touchpoint| (None, touchpoint)));
    let own = |touchpoint| belongings.get(&touchpoint).map(Vec::as_slice).unwrap_or_default();
    places.into_iter().filter_map(|(place, touchpoint)| row(board, place, touchpoint, own(touchpoint))).collect()
}

fn row<'a>(
    board: &'a Board,
    place: Option<(usize, &'a str, usize)>,
    touchpoint: NoteId,
    own: &[NoteId],
) -> Option<Row<'a>> {
    let note = board.note(touchpoint)?;
    let author = note.author.and_then(|author| board.participants.get(&author));
    let mut notes: BTreeMap<NoteKind, Vec<&str>> = BTreeMap::new();
    let mut departments = BTreeSet::from([board.department_of(note)]);
    for note in own.iter().filter_map(|id| board.note(*id)) {
        notes.entry(note.kind).or_default().push(&note.text);
        departments.insert(board.department_of(note));
    }
    departments.remove("");
    Some(Row {
        place,
        touchpoint,
        text: &note.text,
        author: author.map_or("", |person| person.name.as_str()),
        mean: board.emotion_mean(own),
        notes,
        departments,
    })
}
