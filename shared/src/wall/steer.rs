//! From thing to thing with the arrow keys. Knows rectangles only.

use super::{Rect, WallId, WallIndex};

/// Where an arrow key points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// ←
    Left,
    /// →
    Right,
    /// ↑
    Up,
    /// ↓
    Down,
}

impl Direction {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];
}

/// The thing that an arrow key goes to: the nearest in that direction, straight ahead before aside. A cluster is met at
/// its title bar, so that its own notes lie below it. None where there is nothing.
#[must_use]
pub fn nearest_in_direction(from: WallId, direction: Direction, index: &WallIndex) -> Option<WallId> {
    let start = index.handle(from)?;
    index
        .handles()
        .filter(|(id, _)| *id != from)
        .filter_map(|(id, rect)| Some((effort(&start, &rect, direction)?, id)))
        .min_by(|(a, a_id), (b, b_id)| a.total_cmp(b).then(a_id.cmp(b_id)))
        .map(|(_, id)| id)
}

/// How far it is to `to`; each step aside costs three ahead. None if it lies behind.
fn effort(from: &Rect, to: &Rect, direction: Direction) -> Option<f64> {
    let (here, there) = (from.centre(), to.centre());
    let (dx, dy) = (there.x - here.x, there.y - here.y);
    let (ahead, gap, aside) = match direction {
        Direction::Left => (-dx, from.x - to.right(), between(from.y, from.bottom(), to.y, to.bottom())),
        Direction::Right => (dx, to.x - from.right(), between(from.y, from.bottom(), to.y, to.bottom())),
        Direction::Up => (-dy, from.y - to.bottom(), between(from.x, from.right(), to.x, to.right())),
        Direction::Down => (dy, to.y - from.bottom(), between(from.x, from.right(), to.x, to.right())),
    };
    let drift = match direction {
        Direction::Left | Direction::Right => dy.abs(),
        Direction::Up | Direction::Down => dx.abs(),
    };
    // The last two terms only tell apart what is equally near: centres in line first.
    (ahead > 0.0).then(|| gap.max(0.0) + 3.0 * aside + 0.1 * ahead + 0.2 * drift)
}

/// The distance between two spans on one axis; 0 where they share something.
fn between(a_low: f64, a_high: f64, b_low: f64, b_high: f64) -> f64 {
    (b_low - a_high).max(a_low - b_high).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wall::index::tests::{cluster_id, note_id};

    fn note(n: u128) -> WallId {
        WallId::Note(note_id(n))
    }

    #[test]
    fn wl10_arrow_keys_walk_along_rows_and_columns() {
        let mut index = WallIndex::default();
        for i in 0..9u128 {
            let (x, y) = ((i % 3) as f64 * 200.0, (i / 3) as f64 * 120.0);
            index.insert(note(i), Rect::new(x, y, 184.0, 104.0), None);
        }
        let go = |from, direction| nearest_in_direction(note(from), direction, &index);
        assert_eq!(Direction::ALL.map(|d| go(4, d)), [Some(note(3)), Some(note(5)), Some(note(1)), Some(note(7))]);
        assert_eq!(go(2, Direction::Right), None);
        assert_eq!(go(0, Direction::Up), None);
    }

    #[test]
    fn wl10_a_cluster_is_met_at_its_title_and_its_notes_below_it() {
        let mut board = crate::model::Board::default();
        let pos = crate::model::Point::new(300.0, 0.0);
        board.clusters.insert(
            cluster_id(1),
            crate::model::Cluster { name: "Desk".into(), pos, collapsed: false, touchpoint: None },
        );
        for i in 0..3 {
            let mut member = crate::wall::index::tests::note(crate::model::NoteKind::Idea, "x");
            member.cluster = Some(cluster_id(1));
            board.notes.insert(note_id(i), member);
        }
        let index = WallIndex::of(&board);
        let title = WallId::Cluster(cluster_id(1));
        let first = nearest_in_direction(title, Direction::Down, &index).expect("a note");
        assert!([note(0), note(1)].contains(&first));
        assert_eq!(nearest_in_direction(first, Direction::Up, &index), Some(title));
    }
}
