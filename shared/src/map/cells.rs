//! From top to bottom: the lanes, and in each cell its notes, one under the other. Knows a column's place, not how it
//! got there.

use std::collections::BTreeMap;

use super::columns::{Column, INSET, Spine};
use super::pen::{LANE, set};
use super::{
    Curve, CurvePoint, EmptyCell, Lane, LaneBox, MapLayout, MapOptions, NOTE_GUTTER, NOTE_PAD, NOTE_TYPE, NoteBox,
};
use crate::idmap::IdMap;
use crate::ids::NoteId;
use crate::model::{Board, Note, NoteKind};
use crate::text::wrap;
use crate::wall::{Rect, note_weight};

/// The width of the lanes' names, in px.
pub(super) const HEAD: f64 = 152.0;
/// Above the first and below the last note of a cell, in px.
const CELL_PAD: f64 = 12.0;
/// Between two notes of a cell, in px.
const NOTE_GAP: f64 = 8.0;
/// The lowest note with a department: room for its icon and the letters; and one without.
const NOTE_LOW: f64 = 48.0;
const NOTE_LOWEST: f64 = 36.0;
/// A note of the map shows so many lines; the rest is in the note (M42: only the essential).
const LINES_MAX: usize = 12;
/// From a note's text to its right edge, in px.
const NOTE_RIGHT: f64 = 8.0;
/// Between two levels of the curve, in px.
const LEVEL: f64 = 34.0;
/// Above the curve's highest level (the lane's name stands there), and below its lowest down to the figures, in px.
const CURVE_TOP: f64 = 56.0;
const CURVE_FIGURES: f64 = 36.0;
/// Below the figures, in px.
const CURVE_BOTTOM: f64 = 20.0;

/// What stands in the cells, read off the board once.
pub(super) struct Contents<'a> {
    board: &'a Board,
    belongings: IdMap<NoteId, Vec<NoteId>>,
    departments: BTreeMap<String, String>,
}

impl<'a> Contents<'a> {
    pub(super) fn of(board: &'a Board) -> Self {
        Self { board, belongings: board.belongings(), departments: super::department_marks(board) }
    }

    /// The notes of a touchpoint in a lane; those of the last lane kind by kind.
    fn notes(&self, touchpoint: NoteId, lane: Lane) -> Vec<(NoteId, &'a Note)> {
        let note = |id: &NoteId| self.board.note(*id).map(|note| (*id, note));
        if lane == Lane::Touchpoint {
            return note(&touchpoint).into_iter().collect();
        }
        let all = self.belongings.get(&touchpoint).map(Vec::as_slice).unwrap_or_default();
        let mut own: Vec<_> = all.iter().filter_map(note).filter(|(_, note)| Lane::of(note.kind) == lane).collect();
        crate::order::sort(&mut own, |(_, a), (_, b)| a.kind.cmp(&b.kind));
        own
    }

    fn has_any(&self, columns: &[Column], lane: Lane) -> bool {
        columns.iter().any(|column| !self.notes(column.touchpoint, lane).is_empty())
    }
}

/// Lays out the lanes from the area's top on, across its width; the answer is where they end.
pub(super) fn lanes(map: &mut MapLayout, contents: &Contents, spine: &Spine, options: &MapOptions, area: Rect) -> f64 {
    let mut y = area.y;
    for lane in Lane::ALL.into_iter().filter(|lane| options.lanes.contains(lane)) {
        if lane == Lane::More && !contents.has_any(&spine.columns, lane) {
            continue;
        }
        let name = lane.name().say(options.locale);
        let name = set(name, LANE, area.x + 24.0, y + CELL_PAD + NOTE_PAD, HEAD - 24.0, 6);
        let lowest = name.rect.height + 2.0 * (CELL_PAD + NOTE_PAD);
        let content = match lane {
            Lane::Curve => curve(map, contents, spine, y),
            _ => cells(map, contents, spine, lane, y),
        };
        let rect = Rect { y, height: content.max(lowest), ..area };
        map.lanes.push(LaneBox { lane, rect, head: Rect { width: HEAD, ..rect }, name });
        y = rect.bottom();
    }
    y
}

/// Fills one lane; the answer is the height that it takes.
fn cells(map: &mut MapLayout, contents: &Contents, spine: &Spine, lane: Lane, top: f64) -> f64 {
    let width = spine.column_width - 2.0 * INSET;
    let mut bottom = top + CELL_PAD + NOTE_LOWEST;
    for column in &spine.columns {
        let notes = contents.notes(column.touchpoint, lane);
        let mut y = top + CELL_PAD;
        if notes.is_empty() {
            let rect = Rect::new(column.note_x(), y, width, NOTE_LOWEST);
            map.empty.push(EmptyCell { step: column.step, touchpoint: column.touchpoint, lane, rect });
        }
        for (id, note) in notes {
            let made = note_box(contents, column, lane, (id, note), Rect::new(column.note_x(), y, width, 0.0));
            y = made.rect.bottom() + NOTE_GAP;
            bottom = bottom.max(made.rect.bottom());
            map.notes.push(made);
        }
    }
    bottom + CELL_PAD - top
}

fn note_box(contents: &Contents, column: &Column, lane: Lane, (id, note): (NoteId, &Note), slot: Rect) -> NoteBox {
    let text_width = slot.width - NOTE_GUTTER - NOTE_RIGHT;
    let department = contents.departments.get(contents.board.department_of(note)).cloned();
    let lowest = if department.is_some() { NOTE_LOW } else { NOTE_LOWEST };
    let lines = wrap(&note.text, NOTE_TYPE.0, note_weight(note.kind), text_width, LINES_MAX);
    let height = (2.0 * NOTE_PAD + lines.len() as f64 * NOTE_TYPE.1).max(lowest);
    NoteBox {
        note: id,
        step: column.step,
        lane,
        rect: Rect { height, ..slot },
        lines,
        kind: note.kind,
        department,
        emotion: note.emotion.filter(|_| note.kind == NoteKind::Emotion),
    }
}

/// Draws the curve from `top` on; the answer is the height that its lane takes.
fn curve(map: &mut MapLayout, contents: &Contents, spine: &Spine, top: f64) -> f64 {
    let levels = [4.0, 3.0, 2.0, 1.0, 0.0].map(|below| top + CURVE_TOP + below * LEVEL);
    let mut curve = Curve { levels, figures_y: levels[0] + CURVE_FIGURES, ..Curve::default() };
    let mut places = Vec::new();
    for (place, column) in spine.columns.iter().enumerate() {
        let values = contents.notes(column.touchpoint, Lane::Emotion).into_iter().filter_map(|(_, note)| note.emotion);
        let values: Vec<i8> = values.map(|emotion| emotion.value()).collect();
        let (Some(min), Some(max)) = (values.iter().min(), values.iter().max()) else { continue };
        let mean = values.iter().map(|value| f64::from(*value)).sum::<f64>() / values.len() as f64;
        places.push(place);
        curve.points.push(CurvePoint {
            step: column.step,
            touchpoint: column.touchpoint,
            x: column.x + spine.column_width / 2.0,
            y: curve.y_of(mean),
            mean,
            min: *min,
            max: *max,
            count: values.len(),
        });
    }
    curve.connect(&places);
    let height = curve.figures_y + CURVE_BOTTOM - top;
    map.curve = Some(curve);
    height
}
