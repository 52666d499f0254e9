//! From left to right: a column per touchpoint, a header across each stage. Knows order and widths, no heights.

use super::{COLUMN_WIDTH, COLUMN_WIDTH_MAX};
use crate::ids::{JourneyId, NoteId, StageId, StepId};
use crate::model::Board;

/// Between two stages, in px.
const STAGE_GAP: f64 = 16.0;
/// From a column's edge to the notes in it, and from a stage's edge to its header, in px.
pub(super) const INSET: f64 = 8.0;

/// One touchpoint's place.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) step: StepId,
    pub(super) touchpoint: NoteId,
    pub(super) stage: StageId,
    pub(super) x: f64,
}

/// One stage's share of the width.
pub(super) struct Span<'a> {
    pub(super) stage: StageId,
    pub(super) name: &'a str,
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) is_empty: bool,
}

/// All that lies side by side.
pub(super) struct Spine<'a> {
    pub(super) spans: Vec<Span<'a>>,
    pub(super) columns: Vec<Column>,
    pub(super) column_width: f64,
    /// Where the last one ends.
    pub(super) right: f64,
}

impl Column {
    /// Where a note's left edge is.
    pub(super) fn note_x(&self) -> f64 {
        self.x + INSET
    }
}

/// Lays out a journey's columns from `left` on; `room` is the width that they should fill
/// as far as their bounds allow.
pub(super) fn spine<'a>(board: &'a Board, journey: JourneyId, left: f64, room: f64) -> Spine<'a> {
    let stages: Vec<_> =
        board.stages_of(journey).into_iter().map(|(id, stage)| (id, stage.name.as_str(), board.steps_of(id))).collect();
    let count: usize = stages.iter().map(|(_, _, steps)| steps.len().max(1)).sum();
    let gaps = STAGE_GAP * stages.len().saturating_sub(1) as f64;
    let share = ((room - gaps) / count.max(1) as f64).floor();
    let column_width = share.clamp(COLUMN_WIDTH, COLUMN_WIDTH_MAX);
    let mut spine = Spine { spans: Vec::new(), columns: Vec::new(), column_width, right: left };
    for (i, (stage, name, steps)) in stages.into_iter().enumerate() {
        let x = if i == 0 { left } else { spine.right + STAGE_GAP };
        let width = steps.len().max(1) as f64 * column_width;
        spine.spans.push(Span { stage, name, x, width, is_empty: steps.is_empty() });
        spine.columns.extend(steps.iter().enumerate().map(|(i, (step, value))| Column {
            step: *step,
            touchpoint: value.touchpoint,
            stage,
            x: x + i as f64 * column_width,
        }));
        spine.right = x + width;
    }
    spine
}
