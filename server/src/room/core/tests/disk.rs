//! What the room does with a slow disk, a failing one, and one that came back.

use journeyboard_shared::model::Role;
use journeyboard_shared::wire::{self, Message, Notice};

use super::table::{Table, new_note};
use crate::room::core::{Answer, Question, RoomEvent};

fn three() -> Table {
    let mut table = Table::laid();
    for number in 1..=3 {
        table.seat_and_sync(number, Role::Participant);
        // Answered, so that the room waits for nothing.
        table.frame(number, wire::step2(&[0, 0]));
    }
    table
}

#[test]
fn rm3_a_joiner_gets_what_is_on_disk_and_the_rest_when_it_is() {
    let mut table = three();
    table.does(1, new_note(1, "on disk"));
    table.disk_catches_up();
    table.does(1, new_note(2, "on its way"));
    table.seat_and_sync(4, Role::Participant);
    assert!(table.has_note(4, 1) && !table.has_note(4, 2));
    table.disk_catches_up();
    assert!(table.has_note(4, 2));
    assert_eq!(table.people[&4].doc.board(), table.people[&1].doc.board());
}

#[test]
fn rm3_somebody_who_returns_is_answered_from_the_disk_too() {
    let mut table = three();
    table.on(RoomEvent::Left(crate::room::core::PeerId(3)));
    table.does(1, new_note(1, "on its way"));
    table.on(RoomEvent::Joined(crate::room::core::Newcomer {
        peer: crate::room::core::PeerId(3),
        participant: super::table::person(3),
        role: Role::Participant,
        session: String::new(),
    }));
    table.forget_messages();
    table.ask(3);
    assert!(table.heard(3).is_empty(), "not before it is on disk");
    table.disk_catches_up();
    assert!(table.has_note(3, 1));
    assert!(table.heard(3).iter().any(|message| matches!(message, Message::Step2(_))));
}

#[test]
fn rm3_joiners_share_the_same_bytes() {
    let mut table = three();
    for number in 0..100 {
        table.does(1 + number % 3, new_note(number, "note"));
        table.disk_catches_up();
        table.now += 1_000;
    }
    for joiner in [10, 11] {
        table.seat_and_sync(joiner, Role::Participant);
        assert_eq!(table.people[&joiner].doc.board().notes.len(), 100);
    }
    let first_state =
        |peer: u64| table.people[&peer].got.iter().find(|frame| frame[..2] == [0, 2]).expect("a state").as_ptr();
    assert_eq!(first_state(10), first_state(11));
}

#[test]
fn rm8_while_the_disk_fails_nothing_is_refused_nothing_sent_on_and_reading_goes_on() {
    let mut table = three();
    table.hello(1);
    table.hello(2);
    table.does(1, new_note(1, "before the fault"));
    table.disk_fails();
    table.does(2, new_note(2, "during the fault"));
    assert!(table.heard(1).contains(&Message::Notice(Notice::Degraded)));
    assert!(!table.heard(3).iter().any(|message| matches!(message, Message::Notice(_))), "3 did not say hello");
    assert!(table.nacks(1).is_empty() && table.nacks(2).is_empty());
    assert!(!table.has_note(2, 1) && !table.has_note(3, 2));
    assert!((1..=3).all(|peer| table.close_code(peer).is_none()));
    table.seat_and_sync(4, Role::Participant);
    assert!(table.people[&4].doc.board().about.is_some(), "reading goes on");
    assert!(!table.has_note(4, 1), "from the disk");
}

#[test]
fn rm8_when_the_disk_is_back_everybody_is_asked_and_everything_arrives() {
    let mut table = three();
    table.hello(1);
    table.hello(2);
    table.does(1, new_note(1, "before the fault"));
    table.disk_fails();
    table.does(2, new_note(2, "during the fault"));
    table.does(3, new_note(3, "from a stock client"));
    table.on(RoomEvent::RetryAppend);
    table.disk_fails();
    table.on(RoomEvent::RetryAppend);
    table.forget_messages();
    table.disk_catches_up();
    assert!(table.heard(2).contains(&Message::Notice(Notice::Recovered)));
    for peer in 1..=3 {
        assert!(table.heard(peer).iter().any(|message| matches!(message, Message::Step1(_))), "{peer} is asked");
        let all = table.people[&peer].doc.encode_all();
        table.frame(peer, wire::step2(&all));
    }
    table.disk_catches_up();
    for peer in 1..=3 {
        assert!((1..=3).all(|note| table.has_note(peer, note)), "{peer} has all");
    }
    assert!(table.acked(2) >= 3, "the upload's ack covers what was not taken");
    let reopened = table.reopened();
    assert_eq!(reopened.core.doc.board(), table.people[&1].doc.board());
}

#[test]
fn rm8_an_edit_that_was_not_taken_is_not_acked_by_a_later_one() {
    let mut table = three();
    table.hello(2);
    table.does(1, new_note(1, "x"));
    table.disk_fails();
    table.does(2, new_note(2, "not taken"));
    table.on(RoomEvent::RetryAppend);
    table.disk_writes();
    let before = table.acked(2);
    table.frame(2, wire::update(&[0, 0]));
    assert_eq!(table.acked(2), before, "the hole comes first");
}

#[test]
fn rm8_who_wants_to_join_while_the_disk_fails_is_told_to_come_back() {
    let mut table = three();
    table.does(1, new_note(1, "x"));
    table.disk_fails();
    let ticket = table.asks(Question::Rename("New".into()));
    assert_eq!(table.answers[&ticket], Answer::Degraded);
    let ticket = table.asks(Question::Board);
    let Answer::Board(board) = &table.answers[&ticket] else { panic!("a board") };
    assert!(board.notes.is_empty(), "from the disk");
}

#[test]
fn rm13_a_long_log_is_folded_and_says_the_same() {
    let mut table = three();
    for number in 0..super::super::limits::FOLD_RECORDS as u64 / 2 + 5 {
        table.does(1 + number % 3, new_note(number, "note"));
        table.disk_catches_up();
        table.now += 1_000;
    }
    assert_eq!(table.folds.len(), 1, "once");
    let base = crate::room::fold::fold(&table.folds[0]).expect("it folds");
    table.on(RoomEvent::Compacted(base));
    table.does(1, new_note(90_000, "after"));
    table.disk_catches_up();
    table.seat_and_sync(9, Role::Participant);
    assert_eq!(table.people[&9].doc.board(), table.people[&1].doc.board());
}
