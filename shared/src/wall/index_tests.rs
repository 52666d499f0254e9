//! What people rely on when thousands of notes lie on one wall.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::NoteKind;

pub(in crate::wall) fn note_id(number: u128) -> NoteId {
    Uuid::from_u128(number + 1).into()
}

pub(in crate::wall) fn cluster_id(number: u128) -> ClusterId {
    Uuid::from_u128(number + 1).into()
}

pub(in crate::wall) fn note(kind: NoteKind, text: &str) -> Note {
    let (text, order) = (text.to_owned(), String::new());
    let pos = Point::default();
    Note { kind, text, pos, author: None, emotion: None, touchpoint: None, cluster: None, order, deleted: false }
}

fn cluster_at(x: f64, y: f64) -> Cluster {
    Cluster { name: "Desk".into(), pos: Point::new(x, y), collapsed: false, touchpoint: None }
}

/// A board of `count` notes in rows of a hundred; every fifth in one of twenty clusters below them.
fn wall_of(count: u128) -> Board {
    let mut board = Board::default();
    for i in 0..count {
        let mut made = note(NoteKind::Experience, "Queue at the desk");
        made.pos = Point::new((i % 100) as f64 * 200.0, (i / 100) as f64 * 120.0);
        made.cluster = (i % 5 == 0).then(|| cluster_id(i % 20));
        board.notes.insert(note_id(i), made);
    }
    for i in (0..20).step_by(5) {
        board.clusters.insert(cluster_id(i), cluster_at(i as f64 * 300.0, 20_000.0));
    }
    board
}

#[test]
fn wl5_a_screen_draws_only_what_it_shows() {
    let index = WallIndex::of(&wall_of(10_000));
    let near = visible_objects(&index, &Camera::default(), Size::new(1280.0, 800.0), 100.0);
    assert!(!near.is_empty() && near.len() < 100, "{}", near.len());
    let far = Camera { zoom: 0.1, x: 0.0, y: 0.0 };
    assert!(visible_objects(&index, &far, Size::new(1280.0, 800.0), 0.0).len() > 3_000);
}

#[test]
fn wl5_notes_of_a_collapsed_cluster_are_not_on_the_wall() {
    let mut board = wall_of(20);
    let mut index = WallIndex::of(&board);
    assert_eq!(index.within(WallId::Note(note_id(0))), Some(cluster_id(0)));
    board.clusters.get_mut(&cluster_id(0)).expect("a cluster").collapsed = true;
    index.refresh(&board, [WallId::Cluster(cluster_id(0))]);
    assert_eq!(index.rect(WallId::Note(note_id(0))), None);
    assert_eq!(index, WallIndex::of(&board));
}

#[test]
fn wl5_the_topmost_thing_is_the_one_that_is_hit() {
    let mut index = WallIndex::default();
    index.insert(WallId::Cluster(cluster_id(1)), Rect::new(0.0, 0.0, 400.0, 400.0), None);
    index.insert(WallId::Note(note_id(1)), Rect::new(10.0, 10.0, 184.0, 104.0), Some(cluster_id(1)));
    index.insert(WallId::Note(note_id(2)), Rect::new(50.0, 50.0, 184.0, 104.0), None);
    assert_eq!(index.at(Point::new(60.0, 60.0)), Some(WallId::Note(note_id(2))));
    assert_eq!(index.at(Point::new(20.0, 20.0)), Some(WallId::Note(note_id(1))));
    assert_eq!(index.at(Point::new(390.0, 390.0)), Some(WallId::Cluster(cluster_id(1))));
    assert_eq!(index.at(Point::new(500.0, 390.0)), None);
    assert_eq!(index.bounds(), Some(Rect::new(0.0, 0.0, 400.0, 400.0)));
    assert_eq!(bounds(&Board::default()), None);
}

#[derive(Debug, Clone)]
enum Change {
    Move(u128, f64, f64),
    Join(u128, u128),
    Leave(u128),
    Delete(u128),
    Collapse(u128),
    Dissolve(u128),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..40u128, -3_000.0..3_000.0f64, -3_000.0..3_000.0f64).prop_map(|(n, x, y)| Change::Move(n, x, y)),
        (0..40u128, 0..20u128).prop_map(|(n, c)| Change::Join(n, c)),
        (0..40u128).prop_map(Change::Leave),
        (0..40u128).prop_map(Change::Delete),
        (0..20u128).prop_map(Change::Collapse),
        (0..20u128).prop_map(Change::Dissolve),
    ]
}

fn make(board: &mut Board, change: Change) -> WallId {
    match change {
        Change::Collapse(c) | Change::Dissolve(c) => {
            if matches!(change, Change::Dissolve(_)) {
                board.clusters.remove(&cluster_id(c));
            } else if let Some(cluster) = board.clusters.get_mut(&cluster_id(c)) {
                cluster.collapsed = !cluster.collapsed;
            }
            WallId::Cluster(cluster_id(c))
        }
        Change::Move(n, ..) | Change::Join(n, _) | Change::Leave(n) | Change::Delete(n) => {
            let note = board.notes.get_mut(&note_id(n)).expect("a note");
            match change {
                Change::Move(_, x, y) => note.pos = Point::new(x, y),
                Change::Join(_, c) => note.cluster = Some(cluster_id(c)),
                Change::Leave(_) => note.cluster = None,
                _ => note.deleted = !note.deleted,
            }
            WallId::Note(note_id(n))
        }
    }
}

proptest! {
    #[test]
    fn wl6_an_index_that_follows_is_the_same_as_one_made_anew(steps in prop::collection::vec(prop::collection::vec(change(), 1..12), 1..12)) {
        let mut board = wall_of(40);
        let mut index = WallIndex::of(&board);
        for step in steps {
            let changed: Vec<WallId> = step.into_iter().map(|change| make(&mut board, change)).collect();
            index.refresh(&board, changed);
            let anew = WallIndex::of(&board);
            prop_assert_eq!(&index.entries, &anew.entries);
            prop_assert_eq!(index.cells.keys().collect::<Vec<_>>(), anew.cells.keys().collect::<Vec<_>>());
        }
    }

    #[test]
    fn wl6_a_query_finds_exactly_what_overlaps(x in -500.0..6_000.0f64, y in -500.0..3_000.0f64, w in 1.0..9_000.0f64, h in 1.0..9_000.0f64) {
        let index = WallIndex::of(&wall_of(400));
        let area = Rect::new(x, y, w, h);
        let all: Vec<WallId> = index.entries.iter().filter(|(_, e)| e.rect.overlaps(&area)).map(|(id, _)| *id).collect();
        prop_assert_eq!(index.query(&area), all);
    }
}
