//! Hands on the wall.

use journeyboard_shared::model::{Cluster, Note, NoteKind};
use uuid::Uuid;

use super::*;

fn note_id(n: u128) -> NoteId {
    Uuid::from_u128(n).into()
}

fn cluster_id(n: u128) -> ClusterId {
    Uuid::from_u128(n).into()
}

/// Three loose notes in a row, 300 apart, and a cluster with a fourth below.
fn board() -> Board {
    let mut board = Board::default();
    for n in 1..=4 {
        let note = Note {
            kind: NoteKind::Experience,
            text: format!("note {n}"),
            pos: Point::new(n as f64 * 300.0, 0.0),
            author: None,
            emotion: None,
            touchpoint: None,
            cluster: (n == 4).then(|| cluster_id(9)),
            order: String::new(),
            deleted: false,
        };
        board.notes.insert(note_id(n), note);
    }
    let cluster = Cluster { name: "Waiting".into(), pos: Point::new(0.0, 600.0), collapsed: false, touchpoint: None };
    board.clusters.insert(cluster_id(9), cluster);
    board
}

fn drag(board: &Board, id: WallId, to: Point) -> Vec<Command> {
    let index = WallIndex::of(board);
    let rect = index.rect(id).expect("it lies on the wall");
    let camera = Camera::default();
    let mut gesture =
        Gesture::Pressed { at: rect.centre(), target: Target::Thing(id), intent: Intent::Drag, adds: false };
    gesture.moved(to, &camera, |id| vec![(id, index.rect(id).expect("there").origin())]);
    match gesture.released() {
        Release::Drop(dragged) => dragged.drop(board, &index, cluster_id(77)),
        other => panic!("a drag ends with a drop, not {other:?}"),
    }
}

#[test]
fn wa1_a_note_dropped_on_the_bare_wall_lies_there() {
    let board = board();
    let moved = drag(&board, WallId::Note(note_id(1)), Point::new(1_000.0, 2_000.0));
    let [Command::MoveNotes(places)] = moved.as_slice() else { panic!("{moved:?}") };
    assert_eq!(places.len(), 1);
    assert!(places[0].1.y > 1_900.0, "{places:?}");
}

#[test]
fn wa2_a_note_dropped_on_another_makes_a_cluster_of_both_where_the_other_lay() {
    let board = board();
    let moved = drag(&board, WallId::Note(note_id(1)), Point::new(650.0, 40.0));
    let expected =
        Command::Cluster { cluster: cluster_id(77), notes: vec![note_id(2), note_id(1)], pos: Point::new(600.0, 0.0) };
    assert_eq!(moved, vec![expected]);
}

#[test]
fn wa2_a_note_dropped_on_a_cluster_joins_it_and_one_dragged_out_is_free() {
    let board = board();
    let joined = drag(&board, WallId::Note(note_id(1)), Point::new(40.0, 620.0));
    assert!(matches!(joined.as_slice(), [Command::Cluster { cluster, .. }] if *cluster == cluster_id(9)), "{joined:?}");
    let out = drag(&board, WallId::Note(note_id(4)), Point::new(3_000.0, 620.0));
    assert!(matches!(out.as_slice(), [Command::TakeOut(places)] if places[0].0 == note_id(4)), "{out:?}");
    let within = drag(&board, WallId::Note(note_id(4)), Point::new(60.0, 610.0));
    assert!(within.is_empty(), "{within:?}");
}

#[test]
fn wa1_a_trembling_hand_clicks() {
    let mut gesture =
        Gesture::Pressed { at: Point::new(10.0, 10.0), target: Target::Wall, intent: Intent::Lasso, adds: false };
    gesture.moved(Point::new(12.0, 11.0), &Camera::default(), |_| Vec::new());
    assert_eq!(gesture.released(), Release::Click { target: Target::Wall, adds: false });
}

#[test]
fn wa3_a_cluster_is_carried_with_what_lies_in_it() {
    let board = board();
    let moved = drag(&board, WallId::Cluster(cluster_id(9)), Point::new(5_000.0, 5_000.0));
    assert!(matches!(moved.as_slice(), [Command::MoveCluster { .. }]), "{moved:?}");
}
