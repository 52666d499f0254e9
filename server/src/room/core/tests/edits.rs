//! What happens to an edit.

use journeyboard_shared::command::Command;
use journeyboard_shared::document::{BoardDoc, Origin};
use journeyboard_shared::model::{Note, NoteKind, Point, Role};
use journeyboard_shared::wire::{self, Message, RefusalReason};

use super::table::{Table, new_note, note_id, person};

fn two() -> Table {
    let mut table = Table::laid();
    table.seat_and_sync(1, Role::Participant);
    table.seat_and_sync(2, Role::Participant);
    table
}

#[test]
fn rm1_nobody_sees_an_edit_before_it_is_on_disk_and_its_author_is_acked_then() {
    let mut table = two();
    table.hello(1);
    let sent = table.does(1, new_note(1, "Queue")).len() as u64;
    assert!(!table.has_note(2, 1), "not before it is on disk");
    assert_eq!(table.acked(1), 0, "not before it is on disk");
    table.disk_catches_up();
    assert!(table.has_note(2, 1));
    assert_eq!(table.acked(1), sent);
    assert_eq!(table.people[&1].doc.board(), table.people[&2].doc.board());
}

#[test]
fn rm1_an_author_does_not_get_their_own_edit_back() {
    let mut table = two();
    table.forget_messages();
    table.does(1, new_note(1, "Queue"));
    table.disk_catches_up();
    assert!(table.heard(1).is_empty(), "{:?}", table.heard(1));
}

#[test]
fn rm2_what_comes_while_the_disk_writes_goes_together_in_the_next_append() {
    let mut table = two();
    table.does(1, new_note(1, "one"));
    assert_eq!(table.appends, 1, "the first goes at once");
    for number in 2..20 {
        table.does(1 + number % 2, new_note(number, "more"));
    }
    assert_eq!(table.appends, 1, "never two at a time");
    table.disk_writes();
    assert_eq!(table.appends, 2);
    table.disk_writes();
    assert_eq!(table.appends, 2, "all that waited went together");
    assert_eq!(table.people[&1].doc.board(), table.people[&2].doc.board());
}

#[test]
fn rm4_a_viewers_edit_is_refused_with_a_reason_and_the_socket_closed() {
    let mut table = two();
    table.seat_and_sync(3, Role::Viewer);
    let mut rogue = BoardDoc::new(3);
    rogue.integrate(&table.people[&1].doc.encode_all()).expect("a document");
    let note = Note {
        kind: NoteKind::Idea,
        text: "x".into(),
        pos: Point::default(),
        author: Some(person(3)),
        emotion: None,
        touchpoint: None,
        cluster: None,
        order: String::new(),
        deleted: false,
    };
    let (_, change) = rogue.edit(Origin::Own, |edit| edit.put_note(note_id(9), &note));
    table.frame(3, wire::update(&change.updates[0]));
    assert_eq!(table.close_code(3), Some(4403));
    assert!(matches!(table.heard(3).last(), Some(Message::Denied("viewers only read"))));
    assert_eq!(table.appends, 0);
}

#[test]
fn rm4_a_viewer_who_sends_back_what_the_room_knows_is_left_in_peace() {
    let mut table = two();
    table.does(1, new_note(1, "Queue"));
    table.does(1, Command::EditText { note: note_id(1), at: 0, delete: 2, insert: String::new() });
    table.disk_catches_up();
    table.seat_and_sync(3, Role::Viewer);
    let all = table.people[&3].doc.encode_all();
    table.frame(3, wire::step2(&all));
    table.frame(3, wire::step2(&[0, 0]));
    assert_eq!(table.close_code(3), None);
}

#[test]
fn rm5_a_client_id_belongs_to_whoever_used_it_first() {
    let mut table = two();
    table.does(1, new_note(1, "Queue"));
    table.disk_catches_up();
    let mut thief = BoardDoc::new(1);
    thief.integrate(&table.people[&2].doc.encode_all()).expect("a document");
    table.people.get_mut(&2).expect("seated").doc = thief;
    table.does(2, new_note(2, "stolen"));
    assert_eq!(table.close_code(2), Some(4403));
    assert!(table.on_its_way.is_none());
}

#[test]
fn rm5_nobody_writes_under_an_id_of_the_server() {
    let mut table = two();
    let mut thief = BoardDoc::new(crate::room::core::SERVER_CLIENT_IDS_FROM + 5);
    thief.integrate(&table.people[&2].doc.encode_all()).expect("a document");
    table.people.get_mut(&2).expect("seated").doc = thief;
    table.does(2, new_note(2, "stolen"));
    assert_eq!(table.close_code(2), Some(4403));
}

#[test]
fn rm6_a_hole_is_asked_for_and_not_applied() {
    let mut table = two();
    table.hello(1);
    let lost = table.does_offline(1, new_note(1, "lost on the way"));
    table.ask(1);
    let vector = table.people[&1].doc.encode_since(&[0]).expect("everything");
    table.forget_messages();
    table.does(1, new_note(2, "after the hole"));
    assert!(table.on_its_way.is_none(), "nothing was applied");
    assert_eq!(table.acked(1), 0);
    assert!(!lost.is_empty() && !vector.is_empty());
    // The room's first step 1 is still unanswered: it is not asked twice. The upload brings all.
    let all = table.people[&1].doc.encode_all();
    table.frame(1, wire::step2(&all));
    table.disk_catches_up();
    assert!(table.has_note(2, 1) && table.has_note(2, 2));
    let edits = table.acked(1);
    assert!(edits >= 2, "the upload covers what was not taken: {edits}");
}

#[test]
fn rm7_what_the_room_already_has_is_acked_and_neither_logged_nor_sent_on() {
    let mut table = two();
    table.hello(1);
    let updates = table.does(1, new_note(1, "Queue"));
    table.disk_catches_up();
    let (appends, sent) = (table.appends, updates.len() as u64);
    table.forget_messages();
    for update in &updates {
        table.frame(1, wire::update(update));
    }
    assert_eq!(table.appends, appends);
    assert_eq!(table.acked(1), sent * 2);
    assert!(table.heard(2).is_empty());
}

#[test]
fn rm7_a_resend_of_what_is_not_on_disk_yet_is_acked_only_when_it_is() {
    let mut table = two();
    table.hello(1);
    let updates = table.does(1, new_note(1, "Queue"));
    table.frame(1, wire::update(&updates[0]));
    assert_eq!(table.acked(1), 0);
    table.disk_catches_up();
    assert_eq!(table.acked(1), updates.len() as u64 + 1);
}

#[test]
fn rm10_a_refused_edit_leaves_no_trace_and_those_who_said_hello_stay() {
    let mut table = two();
    table.hello(2);
    table.does(1, new_note(1, "Ann's"));
    table.disk_catches_up();
    let before = table.people[&1].doc.board().clone();
    let rogue = &mut table.people.get_mut(&2).expect("seated").doc;
    let (_, change) = rogue.edit(Origin::Own, |edit| edit.set_deleted(note_id(1), true));
    let appends = table.appends;
    table.frame(2, wire::update(&change.updates[0]));
    assert_eq!(table.appends, appends, "nothing is logged");
    let nacks = table.nacks(2);
    assert_eq!((nacks.len(), nacks[0].reason, nacks[0].edit), (1, RefusalReason::NotYours, 1));
    assert_eq!(nacks[0].note, Some(note_id(1)));
    assert_eq!(table.close_code(2), None);
    table.does(1, new_note(3, "goes on"));
    table.disk_catches_up();
    table.seat_and_sync(4, Role::Participant);
    assert!(table.people[&4].doc.board().note(note_id(1)).is_some(), "still there");
    assert_eq!(table.people[&1].doc.board().notes.len(), before.notes.len() + 1);
}

#[test]
fn rm10_what_follows_a_refused_edit_in_the_same_copy_is_refused_as_a_gap() {
    let mut table = two();
    table.hello(2);
    table.does(1, new_note(1, "Ann's"));
    table.disk_catches_up();
    let rogue = &mut table.people.get_mut(&2).expect("seated").doc;
    let (_, change) = rogue.edit(Origin::Own, |edit| edit.set_deleted(note_id(1), true));
    table.frame(2, wire::update(&change.updates[0]));
    table.does(2, new_note(2, "built on what was refused"));
    assert!(table.nacks(2).iter().skip(1).all(|nack| nack.reason == RefusalReason::Gap));
    assert!(table.nacks(2).len() >= 2);
    assert!(table.on_its_way.is_none());
}

#[test]
fn rm11_bytes_that_are_not_the_protocol_close_with_4400() {
    for frame in [&b""[..], &[99], &[0, 0, 1], &[0, 2, 3, 1, 2, 3], &[0, 0, 5, 255, 255, 255, 255, 127], &[102, 1]] {
        let mut table = two();
        table.frame(1, bytes::Bytes::copy_from_slice(frame));
        assert_eq!(table.close_code(1), Some(4400), "{frame:?}");
        assert_eq!(table.close_code(2), None);
    }
}

#[test]
fn rm11_who_sends_too_much_at_once_is_closed_with_4529() {
    let mut table = two();
    for _ in 0..200 {
        table.frame(1, wire::update(&[0, 0]));
    }
    assert_eq!(table.close_code(1), Some(4529));
    assert_eq!(table.close_code(2), None);
    table.now += 60_000;
    table.seat_and_sync(1, Role::Participant);
    assert_eq!(table.close_code(1), None, "after a pause they may come back");
}

#[test]
fn rm11_a_message_over_its_bound_closes_with_4400_and_an_upload_may_be_larger() {
    let mut table = two();
    let long = "x".repeat(1_900);
    for number in 0..60 {
        table.does_offline(1, new_note(number, &long));
    }
    let all = table.people[&1].doc.encode_all();
    assert!(all.len() > journeyboard_shared::limits::LIVE_FRAME_BYTES_MAX);
    table.frame(1, wire::step2(&all));
    assert_eq!(table.close_code(1), None);
    table.frame(2, wire::update(&all));
    assert_eq!(table.close_code(2), Some(4400));
}

#[test]
fn rm19_nobody_but_the_server_writes_under_its_roots_or_under_unknown_ones() {
    use journeyboard_shared::model::About;
    let mut table = two();
    table.hello(1);
    let rogue = &mut table.people.get_mut(&1).expect("seated").doc;
    let about = About { title: "Mine".into(), ..rogue.board().about.clone().expect("a title") };
    let (_, change) = rogue.edit(Origin::Own, |edit| edit.put_about(&about));
    table.frame(1, wire::update(&change.updates[0]));
    assert_eq!(table.nacks(1)[0].reason, RefusalReason::ServerOnly);
    // One struct of client 2 at clock 0: root "foo", key "k", the value true.
    let foreign = [1, 1, 2, 0, 0x28, 1, 3, b'f', b'o', b'o', 1, b'k', 1, 120, 0];
    table.frame(2, wire::update(&foreign));
    assert_eq!(table.close_code(2), Some(4403));
    assert!(table.on_its_way.is_none());
    table.does(1, new_note(5, "x"));
}
