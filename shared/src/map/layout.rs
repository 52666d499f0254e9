//! Puts the parts of a map together: first what lies side by side, then from top to bottom.

use super::cells::{Contents, HEAD, lanes};
use super::columns::{INSET, spine};
use super::{ColumnBox, MapLayout, MapOptions, Setting, frame, legend};
use crate::ids::JourneyId;
use crate::model::Board;
use crate::wall::Rect;

/// Around a poster and around a screen's map, in px.
const MARGIN_POSTER: f64 = 48.0;
const MARGIN_SCREEN: f64 = 16.0;
/// Between the lanes' names and the first column, in px.
const HEAD_GAP: f64 = 8.0;
/// What stands over the columns needs so much width even where there are few, in px.
const COLUMNS_LEAST: f64 = 640.0;

/// Lays out a journey. A journey that is not there is one without stages. Total for any board; everything lies within
/// the map's size, no two notes overlap, and the same board gives the same layout.
#[must_use]
pub fn layout(board: &Board, journey: JourneyId, options: &MapOptions) -> MapLayout {
    let is_poster = options.setting == Setting::Poster;
    let margin = if is_poster { MARGIN_POSTER } else { MARGIN_SCREEN };
    let left = margin + HEAD + HEAD_GAP;
    let hint = options.width_hint.filter(|hint| hint.is_finite()).unwrap_or_default();
    let room = (hint - left - margin).max(COLUMNS_LEAST);
    let spine = spine(board, journey, left, room);
    let right = spine.right.max(left + COLUMNS_LEAST);
    let whole = |y: f64| Rect::new(margin, y, right - margin, 0.0);
    let over_columns = |y: f64| Rect::new(left + INSET, y, right - left - 2.0 * INSET, 0.0);

    let mut map = MapLayout { journey: Some(journey), width: right + margin, ..MapLayout::default() };
    let mut y = margin;
    if is_poster {
        y = frame::heading(&mut map, board, journey, options, whole(y));
    }
    y = frame::axis(&mut map, board, journey, options.locale, over_columns(y));
    let top = frame::stages(&mut map, &spine, options.locale, y);
    if spine.spans.is_empty() {
        y = frame::no_stages(&mut map, options.locale, whole(top));
    } else {
        let contents = Contents::of(board);
        y = lanes(&mut map, &contents, &spine, options, whole(top));
        frame::hints(&mut map, &spine, options.locale);
        map.columns = spine
            .columns
            .iter()
            .map(|column| ColumnBox {
                step: column.step,
                touchpoint: column.touchpoint,
                stage: column.stage,
                rect: Rect::new(column.x, top, spine.column_width, y - top),
            })
            .collect();
    }
    if is_poster {
        y = legend::legend(&mut map, board, options.locale, whole(y + 24.0));
        y = frame::footer(&mut map, board, journey, options.locale, whole(y + 16.0));
    }
    map.height = y + margin;
    map
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
