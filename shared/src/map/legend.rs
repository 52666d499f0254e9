//! What the marks on a poster mean: only those that are on it.

use std::collections::BTreeSet;

use super::frame::tight;
use super::pen::{SMALL, set};
use super::{LegendItem, MapLayout, Mark};
use crate::model::{Board, NoteKind};
use crate::text::shorten;
use crate::wall::Rect;
use crate::words::{Locale, kinds, map as words};

/// Side of a mark, and from its left edge to its label, in px.
const MARK: (f64, f64) = (16.0, 24.0);
/// Between two items, in px.
const GAP: f64 = 24.0;
/// Height of a row, in px.
const ROW: f64 = 24.0;
/// The longest label, in px.
const LABEL_MAX: f64 = 400.0;

/// Sets the legend in rows from the area's top on, a group per row at least; the answer is where it ends.
pub(super) fn legend(map: &mut MapLayout, board: &Board, locale: Locale, area: Rect) -> f64 {
    let mut y = area.y;
    for group in [kinds_of(map, locale), curve_marks(map, locale), departments(map, board)] {
        let mut x = area.x;
        let is_empty = group.is_empty();
        for (mark, label) in group {
            let label = shorten(&label, SMALL.0, SMALL.2, LABEL_MAX.min(area.width - MARK.1));
            let mut label = tight(set(&label, SMALL, x + MARK.1, y, area.width, 1));
            let width = MARK.1 + label.rect.width;
            if x + width > area.right() && x > area.x {
                (x, y) = (area.x, y + ROW);
            }
            label.rect.x = x + MARK.1;
            label.rect.y = y + (MARK.0 - SMALL.1) / 2.0;
            map.legend.push(LegendItem { mark, rect: Rect::new(x, y, width, MARK.0), label });
            x += width + GAP;
        }
        y += if is_empty { 0.0 } else { ROW };
    }
    y
}

fn kinds_of(map: &MapLayout, locale: Locale) -> Vec<(Mark, String)> {
    let there: BTreeSet<NoteKind> = map.notes.iter().map(|note| note.kind).collect();
    there.into_iter().map(|kind| (Mark::Kind(kind), kinds::kind(kind).say(locale).to_owned())).collect()
}

fn curve_marks(map: &MapLayout, locale: Locale) -> Vec<(Mark, String)> {
    let Some(curve) = map.curve.as_ref().filter(|curve| !curve.points.is_empty()) else { return Vec::new() };
    let mut marks = vec![(Mark::Mean, words::LEGEND_MEAN.say(locale).to_owned())];
    if curve.points.iter().any(|point| point.min < point.max) {
        marks.push((Mark::Spread, words::LEGEND_SPREAD.say(locale).to_owned()));
    }
    if !curve.dashed.is_empty() {
        marks.push((Mark::Gap, words::LEGEND_GAP.say(locale).to_owned()));
    }
    marks
}

fn departments(map: &MapLayout, board: &Board) -> Vec<(Mark, String)> {
    let used: BTreeSet<&str> = map.notes.iter().filter_map(|note| note.department.as_deref()).collect();
    let marks = super::department_marks(board).into_iter();
    marks.filter(|(_, mark)| used.contains(mark.as_str())).map(|(name, mark)| (Mark::Department(mark), name)).collect()
}
