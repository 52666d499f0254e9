//! Coming by a link, seen from inside the room.

use journeyboard_shared::ids::DepartmentId;
use journeyboard_shared::model::{Colour, Role};
use uuid::Uuid;

use super::table::{Table, person};
use crate::room::core::{Answer, Joining, Question};

fn joining(number: u64, department: Option<&str>) -> Joining {
    Joining {
        participant: person(number),
        role: Role::Participant,
        name: Some(format!("Person {number}")),
        guest: "Guest".to_owned(),
        department: department.map(str::to_owned),
        colour: None,
        department_id: DepartmentId::from(Uuid::from_u128(u128::from(number) + 9_000)),
    }
}

#[test]
fn rm12_who_joins_is_in_the_document_once_that_is_on_disk() {
    let mut table = Table::laid();
    table.seat_and_sync(1, Role::Participant);
    let ticket = table.asks(Question::Join(joining(7, Some("Care"))));
    assert!(!table.answers.contains_key(&ticket), "not before it is on disk");
    table.disk_catches_up();
    assert_eq!(table.answers[&ticket], Answer::Joined);
    let board = table.people[&1].doc.board();
    assert_eq!(board.participants[&person(7)].name, "Person 7");
    assert_eq!(board.departments.len(), 1);
}

#[test]
fn rm12_a_department_is_the_same_without_case_and_accents() {
    let mut table = Table::laid();
    for (number, department) in [(1, "Péče o zákazníky"), (2, "pece o ZAKAZNIKY"), (3, "Sklad")] {
        table.asks(Question::Join(joining(number, Some(department))));
        table.disk_catches_up();
    }
    let board = table.core.doc.board();
    assert_eq!(board.departments.len(), 2);
    assert_eq!(board.participants[&person(2)].department, "Péče o zákazníky");
    let ticket = table.asks(Question::Invitation);
    let Answer::Invitation(invitation) = &table.answers[&ticket] else { panic!("an invitation") };
    assert_eq!(invitation.departments, ["Péče o zákazníky", "Sklad"]);
    assert_eq!(invitation.people, 3);
}

#[test]
fn rm12_everybody_gets_a_colour_that_few_have_or_the_one_they_chose() {
    let mut table = Table::laid();
    let chosen = Joining { colour: Some(Colour::new(0)), ..joining(1, None) };
    table.asks(Question::Join(chosen));
    for number in 2..=12 {
        table.asks(Question::Join(joining(number, None)));
    }
    let mut hues: Vec<u8> = table.core.doc.board().participants.values().map(|p| p.colour.number()).collect();
    hues.sort_unstable();
    assert_eq!(hues, (0..12).collect::<Vec<_>>());
}

#[test]
fn rm12_coming_back_keeps_what_is_not_said_anew() {
    let mut table = Table::laid();
    table.asks(Question::Join(joining(1, Some("Care"))));
    let again = Joining { name: Some("Anna".into()), department: None, role: Role::Facilitator, ..joining(1, None) };
    table.asks(Question::Join(again));
    let person = &table.core.doc.board().participants[&person(1)];
    assert_eq!((person.name.as_str(), person.department.as_str(), person.role), ("Anna", "Care", Role::Facilitator));
}

#[test]
fn rm12_who_returns_to_a_board_that_does_not_know_them_is_a_guest_until_they_say_their_name() {
    let mut table = Table::laid();
    table.asks(Question::Join(Joining { name: None, ..joining(1, None) }));
    assert_eq!(table.core.doc.board().participants[&person(1)].name, "Guest");
    table.asks(Question::Join(joining(1, None)));
    table.asks(Question::Join(Joining { name: None, ..joining(1, None) }));
    assert_eq!(table.core.doc.board().participants[&person(1)].name, "Person 1");
}

#[test]
fn rm12_a_workshop_holds_only_so_many_people() {
    let mut table = Table::laid();
    for number in 0..journeyboard_shared::limits::PARTICIPANTS_MAX as u64 {
        table.asks(Question::Join(joining(number, None)));
    }
    let ticket = table.asks(Question::Join(joining(999_999, None)));
    assert_eq!(table.answers[&ticket], Answer::Full);
    table.asks(Question::Join(joining(5, None)));
    table.disk_catches_up();
    assert!(!matches!(table.answers.values().last(), Some(Answer::Full)), "who was there may come back");
}
