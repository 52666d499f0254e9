//! What the room decides before it applies anything, and what becomes of a decision that was wrong.

use journeyboard_shared::command::Command;
use journeyboard_shared::model::Role;
use journeyboard_shared::wire::RefusalReason;
use journeyboard_shared::wire::v1;

use super::table::{Table, new_note, note_id};
use crate::room::core::Report;

/// A record that deletes everything that an update wrote.
fn forgets(update: &[u8]) -> Vec<u8> {
    let update = v1::update(update).expect("well formed");
    let range = update.summary().clients[0];
    let mut bytes = vec![0, 1];
    for mut number in [range.client, 1, u64::from(range.start), u64::from(range.end - range.start)] {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    bytes
}

fn types(text: &str) -> Command {
    Command::EditText { note: note_id(1), at: 0, delete: 0, insert: text.to_owned() }
}

#[test]
fn ga5_an_effect_that_was_not_foreseen_is_taken_back_told_and_counted() {
    let mut table = Table::laid();
    table.seat_and_sync(1, Role::Participant);
    table.seat_and_sync(2, Role::Participant);
    table.hello(2);
    table.does(1, new_note(1, ""));
    let typed = table.does(1, types(&"x".repeat(1_900)));
    table.disk_catches_up();
    let before = table.core.doc.board().clone();
    // A bug: the ledger takes the words for deleted. Ben's own copy does not know them yet and lets him type.
    let ben = &mut table.people.get_mut(&2).expect("seated").doc;
    let ((), change) = ben.edit(journeyboard_shared::document::Origin::Own, |edit| {
        edit.splice_text(note_id(1), 0, 0, &"y".repeat(400));
    });
    table.core.ledger.follow(&forgets(&typed[0]));
    let appends = table.appends;
    table.frame(2, journeyboard_shared::wire::update(&change.updates[0]));
    let slipped = table.reports.iter().filter(|report| matches!(report, Report::Slipped(_))).count();
    assert_eq!((slipped, table.appends), (1, appends));
    assert_eq!(table.nacks(2)[0].reason, RefusalReason::Malformed);
    assert_eq!(table.core.doc.board(), &before, "nothing of it is left");
    table.does(1, new_note(2, "and on"));
    table.disk_catches_up();
    assert!(table.has_note(2, 2));
}

#[test]
fn ga5_nothing_that_is_refused_touches_the_document() {
    let mut table = Table::laid();
    table.seat_and_sync(1, Role::Participant);
    table.seat_and_sync(2, Role::Participant);
    table.hello(2);
    table.does(1, new_note(1, "Ann's"));
    table.disk_catches_up();
    let before = (table.core.doc.state_vector(), table.core.doc.board().clone());
    let ben = &mut table.people.get_mut(&2).expect("seated").doc;
    let ((), change) = ben.edit(journeyboard_shared::document::Origin::Own, |edit| edit.set_deleted(note_id(1), true));
    table.frame(2, journeyboard_shared::wire::update(&change.updates[0]));
    assert_eq!(table.nacks(2)[0].reason, RefusalReason::NotYours);
    assert_eq!((table.core.doc.state_vector(), table.core.doc.board().clone()), before);
    assert!(!table.reports.iter().any(|report| matches!(report, Report::Slipped(_))), "it never came that far");
}
