//! People and their commands.

use uuid::Uuid;

use super::*;
use crate::model::{Board, Journey};

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

/// A desk with an empty journey, and people to work at it.
struct Room {
    doc: BoardDoc,
    anna: By,
    ben: By,
    vera: By,
    lead: By,
}

impl Room {
    fn new() -> Self {
        let mut doc = BoardDoc::new(7);
        doc.remember_own_changes(|| 0, 0);
        let journey = Journey {
            name: "All".into(),
            start: String::new(),
            end: String::new(),
            order: crate::order::between(None, None),
        };
        doc.edit(Origin::Quiet, |edit| edit.put_journey(id(900), &journey));
        let by = |n, role| By { participant: id(n), role };
        Self {
            doc,
            anna: by(1, Role::Participant),
            ben: by(2, Role::Participant),
            vera: by(3, Role::Viewer),
            lead: by(4, Role::Facilitator),
        }
    }

    fn does(&mut self, by: By, command: Command) -> Change {
        apply(&mut self.doc, by, command).expect("allowed")
    }

    fn note(&mut self, by: By, n: u128, kind: NoteKind, text: &str) -> NoteId {
        let pos = Point::new(n as f64 * 200.0, 0.0);
        let note = NewNote { id: id(n), kind, text: text.into(), pos, emotion: None, touchpoint: None, cluster: None };
        self.does(by, Command::CreateNote(note));
        id(n)
    }

    fn stage(&mut self, n: u128, after: Option<u128>) -> StageId {
        let (by, after) = (self.lead, after.map(id));
        self.does(by, Command::AddStage { stage: id(n), journey: id(900), name: format!("Stage {n}"), after });
        id(n)
    }

    fn board(&self) -> &Board {
        self.doc.board()
    }

    fn place(&mut self, touchpoint: NoteId, stage: StageId, after: Option<StepId>) -> StepId {
        let (by, step) = (self.anna, StepId::first_of(id(900), touchpoint));
        self.does(by, Command::Place { step, touchpoint, stage, after });
        step
    }

    fn order_in(&self, stage: StageId) -> Vec<NoteId> {
        self.board().steps_of(stage).into_iter().map(|(_, step)| step.touchpoint).collect()
    }
}

#[test]
fn cm1_a_note_is_there_at_once_and_undo_hides_it_without_tearing_out_what_others_wrote() {
    let mut room = Room::new();
    let note = room.note(room.anna, 10, NoteKind::Need, "Chairs");
    assert_eq!(room.board().note(note).map(|note| note.text.as_str()), Some("Chairs"));
    assert_eq!(room.board().notes[&note].author, Some(room.anna.participant));
    room.doc.undo().expect("a step");
    assert!(room.board().note(note).is_none());
    assert_eq!(room.board().notes[&note].text, "Chairs");
    room.doc.redo().expect("a step");
    assert!(room.board().note(note).is_some());
}

#[test]
fn cm2_only_its_author_or_a_facilitator_removes_a_note_and_undo_brings_it_back() {
    let mut room = Room::new();
    let note = room.note(room.anna, 10, NoteKind::Need, "Chairs");
    let refused = apply(&mut room.doc, room.ben, Command::DeleteNotes(vec![note]));
    assert_eq!(refused.expect_err("refused"), Refusal::NotYours(Some(note)));
    room.does(room.lead, Command::DeleteNotes(vec![note]));
    assert!(room.board().note(note).is_none());
    room.doc.undo().expect("a step");
    assert!(room.board().note(note).is_some());
}

#[test]
fn cm3_a_viewer_changes_nothing() {
    let mut room = Room::new();
    let note = room.note(room.anna, 10, NoteKind::Need, "Chairs");
    let before = room.board().clone();
    let tries = [
        Command::EditText { note, at: 0, delete: 0, insert: "x".into() },
        Command::MoveNotes(vec![(note, Point::new(1.0, 1.0))]),
        Command::DeleteNotes(vec![note]),
        Command::Cluster { cluster: id(50), notes: vec![note], pos: Point::default() },
        Command::AddStage { stage: id(60), journey: id(900), name: "x".into(), after: None },
    ];
    for command in tries {
        assert_eq!(apply(&mut room.doc, room.vera, command).expect_err("refused"), Refusal::Viewer);
    }
    assert_eq!(room.board(), &before);
}

#[test]
fn cm4_a_text_is_cut_between_characters_only_and_never_grows_past_its_bound() {
    let mut room = Room::new();
    let note = room.note(room.anna, 10, NoteKind::Need, "a😀b");
    let edit = |at, delete, insert: &str| Command::EditText { note, at, delete, insert: insert.into() };
    for torn in [edit(2, 0, "x"), edit(1, 1, ""), edit(4, 1, ""), edit(5, 0, "x"), edit(u32::MAX, u32::MAX, "x")] {
        assert_eq!(apply(&mut room.doc, room.ben, torn).expect_err("refused"), Refusal::DoesNotFit);
    }
    room.does(room.ben, edit(1, 2, "ž"));
    assert_eq!(room.board().notes[&note].text, "ažb");
    let long = "x".repeat(limits::NOTE_TEXT_MAX);
    assert_eq!(apply(&mut room.doc, room.ben, edit(0, 0, &long)).expect_err("refused"), Refusal::TooLong(Some(note)));
    assert_eq!(room.board().notes[&note].text, "ažb");
}

#[test]
fn cm5_notes_grouped_with_one_touchpoint_belong_to_it_and_split_free_again() {
    let mut room = Room::new();
    let queue = room.note(room.anna, 10, NoteKind::Touchpoint, "The queue");
    let hope = room.note(room.ben, 11, NoteKind::Expectation, "Five minutes");
    let pos = Point::new(40.0, 40.0);
    room.does(room.ben, Command::Cluster { cluster: id(50), notes: vec![hope, queue], pos });
    let members: Vec<NoteId> = room.board().members_of(id(50)).into_iter().map(|(note, _)| note).collect();
    assert_eq!(members, [queue, hope], "the touchpoint leads");
    assert_eq!(room.board().notes[&hope].touchpoint, Some(queue));
    let places = vec![(queue, Point::new(1.0, 2.0)), (hope, Point::new(3.0, 4.0))];
    room.does(room.ben, Command::SplitCluster { cluster: id(50), places });
    assert!(room.board().clusters.is_empty());
    assert_eq!(room.board().notes[&hope].touchpoint, None);
    assert_eq!(room.board().notes[&hope].pos, Point::new(3.0, 4.0));
    room.doc.undo().expect("a step");
    assert_eq!(room.board().notes[&hope].touchpoint, Some(queue), "undo puts the group together again");
    room.doc.undo().expect("a step");
    assert!(room.board().clusters.is_empty());
    assert_eq!(room.board().notes[&hope].cluster, None);
}

#[test]
fn cm6_a_named_group_becomes_a_touchpoint_with_what_belongs_to_it() {
    let mut room = Room::new();
    let notes = vec![
        room.note(room.anna, 10, NoteKind::Barrier, "No chairs"),
        room.note(room.ben, 11, NoteKind::Emotion, "Tired"),
    ];
    room.does(room.anna, Command::Cluster { cluster: id(50), notes: notes.clone(), pos: Point::default() });
    let make = Command::MakeTouchpoint { cluster: id(50), note: id(12) };
    assert_eq!(
        apply(&mut room.doc, room.anna, make.clone()).expect_err("refused"),
        Refusal::DoesNotFit,
        "it has no name"
    );
    room.does(room.anna, Command::NameCluster { cluster: id(50), name: " Waiting ".into() });
    room.does(room.anna, make);
    assert_eq!(
        room.board().note(id(12)).map(|note| (note.kind, note.text.as_str())),
        Some((NoteKind::Touchpoint, "Waiting"))
    );
    assert_eq!(room.board().belongings()[&id(12)], notes);
    room.doc.undo().expect("a step");
    assert!(room.board().note(id(12)).is_none());
    assert!(room.board().belongings().is_empty());
}

#[test]
fn cm7_touchpoints_stand_where_people_put_them() {
    let mut room = Room::new();
    let (first, second) = (room.stage(60, None), room.stage(61, Some(60)));
    let notes: Vec<NoteId> = (0..4).map(|n| room.note(room.anna, 20 + n, NoteKind::Touchpoint, "t")).collect();
    assert_eq!(room.board().unplaced_in(id(900)), notes);
    let steps: Vec<StepId> = notes.iter().map(|note| room.place(*note, first, None)).collect();
    assert_eq!(room.order_in(first), [notes[3], notes[2], notes[1], notes[0]]);
    room.place(notes[0], first, Some(steps[3]));
    assert_eq!(room.order_in(first), [notes[3], notes[0], notes[2], notes[1]]);
    room.place(notes[3], second, None);
    assert_eq!((room.order_in(first).len(), room.order_in(second)), (3, vec![notes[3]]));
    room.does(room.ben, Command::Unplace(steps[2]));
    assert_eq!(room.board().unplaced_in(id(900)), [notes[2]]);
    room.doc.undo().expect("a step");
    assert_eq!(room.order_in(first), [notes[0], notes[2], notes[1]]);
}

#[test]
fn cm8_a_stage_that_goes_leaves_its_touchpoints_in_the_tray_and_only_a_facilitator_takes_it() {
    let mut room = Room::new();
    let stage = room.stage(60, None);
    let note = room.note(room.anna, 20, NoteKind::Touchpoint, "t");
    room.place(note, stage, None);
    assert_eq!(
        apply(&mut room.doc, room.ben, Command::DeleteStage(stage)).expect_err("refused"),
        Refusal::FacilitatorsOnly
    );
    room.does(room.lead, Command::DeleteStage(stage));
    assert_eq!(room.board().unplaced_in(id(900)), [note]);
    room.doc.undo().expect("a step");
    assert_eq!(room.order_in(stage), [note]);
}

#[test]
fn cm9_equal_order_keys_of_two_people_do_not_keep_a_third_from_putting_something_between() {
    let mut room = Room::new();
    let stage = room.stage(60, None);
    let notes: Vec<NoteId> = (0..3).map(|n| room.note(room.anna, 20 + n, NoteKind::Touchpoint, "t")).collect();
    let key = crate::order::between(None, None);
    for note in &notes[..2] {
        let step = crate::model::Step { journey: id(900), stage, touchpoint: *note, order: key.clone() };
        room.doc.edit(Origin::Quiet, |edit| edit.put_step(StepId::first_of(id(900), *note), &step));
    }
    let tied = room.order_in(stage);
    room.place(notes[2], stage, Some(StepId::first_of(id(900), tied[0])));
    assert_eq!(room.order_in(stage), [tied[0], notes[2], tied[1]]);
}

#[test]
fn cm10_odd_values_are_refused_before_anything_is_written() {
    let mut room = Room::new();
    let note = room.note(room.anna, 10, NoteKind::Need, "x");
    let before = room.doc.state_vector();
    let far = Point::new(f64::NAN, 0.0);
    let odd = [
        Command::MoveNotes(vec![(note, far)]),
        Command::MoveNotes(vec![(note, Point::new(1e9, 0.0))]),
        Command::SetEmotion { note, emotion: Emotion::new(1) },
        Command::Cluster { cluster: id(50), notes: vec![], pos: Point::default() },
        Command::Cluster { cluster: id(50), notes: vec![id(404)], pos: Point::default() },
        Command::NameCluster { cluster: id(404), name: "x".into() },
        Command::Place { step: id(70), touchpoint: note, stage: id(60), after: None },
        Command::MoveNotes(vec![(note, Point::default()); limits::COMMAND_NOTES_MAX + 1]),
    ];
    for command in odd {
        assert!(apply(&mut room.doc, room.lead, command.clone()).is_err(), "{command:?}");
    }
    assert_eq!(room.doc.state_vector(), before);
}
