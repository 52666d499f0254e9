//! Arrow keys over the journey map: which note, empty place or point of the curve comes next. Knows rectangles and lanes.

use journeyboard_shared::map::Lane;
use journeyboard_shared::wall::Rect;

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Up its column.
    Up,
    /// Down its column.
    Down,
    /// Left in its lane.
    Left,
    /// Right in its lane.
    Right,
}

impl Direction {
    /// The direction of that `KeyboardEvent.key`.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            _ => return None,
        })
    }
}

/// Something that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop<P> {
    /// What.
    pub place: P,
    /// In which row.
    pub lane: Lane,
    /// Where, in px of the map.
    pub rect: Rect,
}

/// What comes next in a direction: left and right in the same lane, the nearest in height; up and down in the same
/// column, across lanes. `None` at the map's edge.
#[must_use]
pub fn next<P: Copy>(from: &Stop<P>, stops: &[Stop<P>], direction: Direction) -> Option<P> {
    let own = middle(&from.rect);
    let ahead = stops.iter().filter_map(|stop| {
        let there = middle(&stop.rect);
        let (along, aside, is_in_line) = match direction {
            Direction::Up | Direction::Down => (there.1 - own.1, 0.0, overlaps(&from.rect, &stop.rect)),
            Direction::Left | Direction::Right => (there.0 - own.0, (there.1 - own.1).abs(), from.lane == stop.lane),
        };
        let along = if matches!(direction, Direction::Up | Direction::Left) { -along } else { along };
        (is_in_line && along > 0.5).then_some((along, aside, stop.place))
    });
    ahead.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))).map(|(.., place)| place)
}

fn middle(rect: &Rect) -> (f64, f64) {
    (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0)
}

fn overlaps(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop(place: u8, lane: Lane, x: f64, y: f64) -> Stop<u8> {
        Stop { place, lane, rect: Rect::new(x, y, 184.0, 48.0) }
    }

    #[test]
    fn mv1_arrows_go_along_the_lane_and_along_the_column() {
        let stops = [
            stop(1, Lane::Touchpoint, 0.0, 0.0),
            stop(2, Lane::Touchpoint, 200.0, 0.0),
            stop(3, Lane::Experience, 0.0, 100.0),
            stop(4, Lane::Experience, 0.0, 160.0),
            stop(5, Lane::Experience, 200.0, 100.0),
            stop(6, Lane::Experience, 200.0, 160.0),
        ];
        let from = |place: u8, direction| next(&stops[usize::from(place) - 1], &stops, direction);
        assert_eq!(from(1, Direction::Right), Some(2));
        assert_eq!(from(1, Direction::Down), Some(3));
        assert_eq!(from(4, Direction::Right), Some(6), "the note at the same height");
        assert_eq!(from(6, Direction::Up), Some(5));
        assert_eq!(from(2, Direction::Right), None);
        assert_eq!(from(4, Direction::Down), None);
    }
}
