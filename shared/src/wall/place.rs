//! Where things go: what a dragged note would land on, where a new one finds room, how a selection is tidied.
//! Answers with places; changes nothing.

use super::{NOTE_HEIGHT_MIN, NOTE_WIDTH, Rect, Size, WallId, WallIndex};
use crate::ids::NoteId;
use crate::model::Point;

/// New notes and tidied ones stand on this grid, in board units.
pub const GRID: f64 = 16.0;
/// Near by, every grid place within so many steps is tried.
const NEAR_STEPS: i32 = 40;
/// Farther out, only every sixth, within so many of these larger steps: about 100,000 units.
const FAR_STEP: f64 = 6.0 * GRID;
const FAR_STEPS: i32 = 100;

/// What a dragged thing would land on when its centre is at `point`: a note that lies loose, or the cluster there (a
/// note in a cluster stands for its cluster). Never one of the `dragged` things, nor a note of a dragged cluster.
#[must_use]
pub fn drop_target(point: Point, dragged: &[WallId], index: &WallIndex) -> Option<WallId> {
    index.all_at(point).into_iter().find_map(|id| {
        let within = index.within(id).map(WallId::Cluster);
        let is_dragged = dragged.contains(&id) || within.is_some_and(|cluster| dragged.contains(&cluster));
        (!is_dragged).then(|| within.unwrap_or(id))
    })
}

/// The nearest place to `near` (as top left corner) at which a thing of that `size` overlaps nothing and keeps a gap
/// of [`GRID`] around it. On the grid; the same for the same wall. On a wall that is full all around: right of it all.
#[must_use]
pub fn free_spot(index: &WallIndex, near: Point, size: Size) -> Point {
    let origin = Point::new(snap(near.x), snap(near.y));
    search(index, origin, size, GRID, NEAR_STEPS)
        .or_else(|| search(index, origin, size, FAR_STEP, FAR_STEPS))
        .unwrap_or_else(|| index.bounds().map_or(origin, |all| Point::new(snap(all.right()) + 2.0 * GRID, origin.y)))
}

/// Where a note that was just added goes because it hides another one: people who add at the same moment, each without
/// the other's newest, are all given the same [`free_spot`]. Of two such notes the one with the greater id steps aside.
#[must_use]
pub fn steps_aside(index: &WallIndex, note: NoteId) -> Option<Point> {
    let id = WallId::Note(note);
    let own = index.rect(id).filter(|_| index.within(id).is_none())?;
    let is_hidden = |other: &WallId| {
        let is_earlier = matches!(other, WallId::Note(other) if *other < note) && index.within(*other).is_none();
        let rect = index.rect(*other).filter(|_| is_earlier);
        rect.is_some_and(|rect| {
            (rect.x - own.x).abs() < NOTE_WIDTH / 2.0 && (rect.y - own.y).abs() < NOTE_HEIGHT_MIN / 2.0
        })
    };
    index.query(&own).iter().any(is_hidden).then(|| free_spot(index, own.origin(), own.size()))
}

/// Places for a selection that make it a tidy grid: its reading order and its top left corner stay. `items` are the
/// things with where they are now; the answer has as many.
#[must_use]
pub fn arrange(items: &[(NoteId, Rect)]) -> Vec<(NoteId, Point)> {
    let Some(around) = Rect::around(items.iter().map(|(_, rect)| *rect)) else { return Vec::new() };
    let ordered = reading_order(items);
    // A little broader than high, as screens are.
    let columns = ((items.len() as f64 * 1.2).sqrt().ceil() as usize).max(1);
    let mut places = Vec::with_capacity(items.len());
    let mut y = snap(around.y);
    for row in ordered.chunks(columns) {
        for (column, (id, _)) in row.iter().enumerate() {
            places.push((*id, Point::new(snap(around.x) + column as f64 * (NOTE_WIDTH + GRID), y)));
        }
        y += snap_up(row.iter().map(|(_, rect)| rect.height).fold(0.0, f64::max) + GRID);
    }
    places
}

/// Top to bottom in rows, left to right in a row; what begins above the middle of a row's first thing is in that row.
fn reading_order(items: &[(NoteId, Rect)]) -> Vec<(NoteId, Rect)> {
    let mut rest = items.to_vec();
    crate::order::sort(&mut rest, |(a_id, a), (b_id, b)| {
        a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)).then(a_id.cmp(b_id))
    });
    let mut ordered = Vec::with_capacity(rest.len());
    let mut start = 0;
    while start < rest.len() {
        let middle = rest[start].1.centre().y;
        let end = rest[start..].iter().position(|(_, rect)| rect.y > middle).map_or(rest.len(), |n| start + n);
        let mut row = rest[start..end].to_vec();
        crate::order::sort(&mut row, |(a_id, a), (b_id, b)| a.x.total_cmp(&b.x).then(a_id.cmp(b_id)));
        ordered.append(&mut row);
        start = end;
    }
    ordered
}

/// Goes outwards in square rings; of the free places of the first ring that has any, the nearest.
fn search(index: &WallIndex, origin: Point, size: Size, step: f64, rings: i32) -> Option<Point> {
    (0..=rings).find_map(|ring| {
        ring_of(ring)
            .map(|(x, y)| (x * x + y * y, Point::new(origin.x + f64::from(x) * step, origin.y + f64::from(y) * step)))
            .filter(|(_, at)| index.is_free(&Rect::at(*at, size).inflated(GRID)))
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, at)| at)
    })
}

/// The steps of one ring: right and below first, as people read.
fn ring_of(ring: i32) -> impl Iterator<Item = (i32, i32)> {
    let sides = (-ring..=ring).flat_map(move |i| [(ring, i), (i, ring), (-ring, i), (i, -ring)]);
    sides.take(if ring == 0 { 1 } else { usize::MAX })
}

fn snap(v: f64) -> f64 {
    (v / GRID).round() * GRID
}

fn snap_up(v: f64) -> f64 {
    (v / GRID).ceil() * GRID
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wall::index::tests::{cluster_id, note_id};

    const NOTE: Size = Size::new(NOTE_WIDTH, 104.0);

    fn wall(notes: &[(f64, f64)]) -> WallIndex {
        let mut index = WallIndex::default();
        for (i, (x, y)) in notes.iter().enumerate() {
            index.insert(WallId::Note(note_id(i as u128)), Rect::at(Point::new(*x, *y), NOTE), None);
        }
        index
    }

    #[test]
    fn wl7_a_note_dropped_on_a_note_of_a_cluster_joins_the_cluster() {
        let mut index = wall(&[(0.0, 0.0)]);
        let (cluster, member) = (WallId::Cluster(cluster_id(1)), WallId::Note(note_id(9)));
        index.insert(cluster, Rect::new(300.0, 0.0, 400.0, 400.0), None);
        index.insert(member, Rect::new(320.0, 60.0, 184.0, 104.0), Some(cluster_id(1)));
        let over_member = Point::new(330.0, 70.0);
        assert_eq!(drop_target(over_member, &[WallId::Note(note_id(0))], &index), Some(cluster));
        assert_eq!(drop_target(over_member, &[member], &index), Some(cluster));
        assert_eq!(drop_target(over_member, &[cluster], &index), None);
        assert_eq!(drop_target(Point::new(10.0, 10.0), &[], &index), Some(WallId::Note(note_id(0))));
        assert_eq!(drop_target(Point::new(10.0, 10.0), &[WallId::Note(note_id(0))], &index), None);
    }

    #[test]
    fn wl8_a_new_note_goes_where_it_was_asked_if_there_is_room() {
        assert_eq!(free_spot(&wall(&[]), Point::new(100.0, 50.0), NOTE), Point::new(96.0, 48.0));
        let beside = free_spot(&wall(&[(96.0, 48.0)]), Point::new(100.0, 50.0), NOTE);
        assert_eq!(beside, Point::new(96.0, 48.0 + 128.0));
    }

    #[test]
    fn wl8_of_two_notes_added_at_the_same_moment_one_steps_aside() {
        let mut index = wall(&[(0.0, 0.0), (0.0, 0.0)]);
        assert_eq!(steps_aside(&index, note_id(0)), None);
        let aside = steps_aside(&index, note_id(1)).expect("it hides the other");
        index.insert(WallId::Note(note_id(1)), Rect::at(aside, NOTE), None);
        assert_eq!((steps_aside(&index, note_id(0)), steps_aside(&index, note_id(1))), (None, None));
        let touching = wall(&[(0.0, 0.0), (0.0, 90.0)]);
        assert_eq!(steps_aside(&touching, note_id(1)), None, "laid on its edge, as people do");
    }

    #[test]
    fn wl8_a_wall_without_a_gap_still_gets_its_note() {
        let mut index = WallIndex::default();
        index.insert(WallId::Note(note_id(1)), Rect::new(-20_000.0, -20_000.0, 40_000.0, 40_000.0), None);
        let spot = free_spot(&index, Point::new(0.0, 0.0), NOTE);
        assert!(index.is_free(&Rect::at(spot, NOTE)));
    }

    #[test]
    fn wl9_tidying_keeps_the_reading_order() {
        let at = |x, y| Rect::at(Point::new(x, y), NOTE);
        let items = [(note_id(1), at(500.0, 20.0)), (note_id(2), at(0.0, 0.0)), (note_id(3), at(10.0, 300.0))];
        let order: Vec<NoteId> = arrange(&items).into_iter().map(|(id, _)| id).collect();
        assert_eq!(order, [note_id(2), note_id(1), note_id(3)]);
        assert_eq!(arrange(&items)[0].1, Point::new(0.0, 0.0));
        assert!(arrange(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn wl8_a_new_note_overlaps_nothing(notes in prop::collection::vec((-800.0..800.0f64, -800.0..800.0f64), 0..60), x in -900.0..900.0f64, y in -900.0..900.0f64) {
            let index = wall(&notes);
            let spot = Rect::at(free_spot(&index, Point::new(x, y), NOTE), NOTE);
            prop_assert!(index.is_free(&spot));
        }

        #[test]
        fn wl9_tidied_notes_do_not_overlap(notes in prop::collection::vec((-800.0..800.0f64, -800.0..800.0f64, 104.0..264.0f64), 0..60)) {
            let items: Vec<(NoteId, Rect)> = notes.iter().enumerate()
                .map(|(i, (x, y, h))| (note_id(i as u128), Rect::new(*x, *y, NOTE_WIDTH, *h))).collect();
            let places: Vec<Rect> = arrange(&items).into_iter().map(|(id, at)| {
                let size = items.iter().find(|(other, _)| *other == id).expect("an item").1.size();
                Rect::at(at, size)
            }).collect();
            prop_assert_eq!(places.len(), items.len());
            for (i, a) in places.iter().enumerate() {
                prop_assert!(places[..i].iter().all(|b| !a.overlaps(b)));
            }
        }
    }
}
