//! Whose a client id is, across restarts.

use journeyboard_shared::document::BoardDoc;
use journeyboard_shared::model::Role;
use journeyboard_shared::wire::RefusalReason;

use super::table::{Table, new_note};

#[test]
fn rm5_a_client_id_stays_its_persons_when_the_room_was_away() {
    let mut table = Table::laid();
    table.seat_and_sync(1, Role::Participant);
    table.seat_and_sync(2, Role::Participant);
    table.does(1, new_note(1, "Ann's"));
    table.does(1, new_note(2, "Ann's too"));
    table.disk_catches_up();
    assert_eq!(table.marks.len(), 1, "once per client id that wrote");
    let mut table = table.reopened();
    table.seat_and_sync(2, Role::Participant);
    table.hello(2);
    let mut thief = BoardDoc::new(1);
    thief.integrate(&table.people[&2].doc.encode_all()).expect("a document");
    table.people.get_mut(&2).expect("seated").doc = thief;
    table.does(2, new_note(3, "forged"));
    assert_eq!(table.nacks(2)[0].reason, RefusalReason::ClientIdTaken);
    assert!(table.on_its_way.is_none());
    // Whose it is goes on under it.
    table.seat_and_sync(1, Role::Participant);
    table.does(1, new_note(4, "from the same tab"));
    table.disk_catches_up();
    table.seat_and_sync(3, Role::Viewer);
    assert!(table.has_note(3, 4) && !table.has_note(3, 3));
}

#[test]
fn rm5_an_id_that_was_only_shown_is_not_remembered_for_good() {
    let mut table = Table::laid();
    table.seat_and_sync(1, Role::Participant);
    assert!(table.marks.is_empty() && table.log.is_empty());
}
