//! What happens to an order: phases, locks, roles.

use journeyboard_shared::command::{Command, apply};
use journeyboard_shared::document::Origin;
use journeyboard_shared::ids::{DepartmentId, OpId};
use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::Role;
use journeyboard_shared::rules::Phase;
use journeyboard_shared::wire::{self, Deed, Message, Notice, Objection, Order, Receipt, RefusalReason};
use uuid::Uuid;

use super::table::{GRACE_MS, Table, new_note, note_id, person};
use crate::room::core::{Joining, Question, RoomEvent};

pub(super) const LEAD: u64 = 1;
pub(super) const BEN: u64 = 2;

pub(super) fn op(n: u128) -> OpId {
    Uuid::from_u128(n + 70_000).into()
}

/// A facilitator and a participant who have joined and said hello.
pub(super) fn two() -> Table {
    let mut table = Table::laid();
    joins(&mut table, LEAD, Role::Facilitator);
    joins(&mut table, BEN, Role::Participant);
    table.forget_messages();
    table
}

pub(super) fn joins(table: &mut Table, who: u64, role: Role) {
    table.asks(Question::Join(Joining {
        participant: person(who),
        role,
        name: Some(format!("Person {who}")),
        guest: "Guest".to_owned(),
        department: None,
        colour: None,
        department_id: DepartmentId::from(Uuid::from_u128(1)),
    }));
    table.disk_catches_up();
    sits(table, who, role);
}

pub(super) fn sits(table: &mut Table, who: u64, role: Role) {
    table.seat_and_sync(who, role);
    table.hello(who);
}

fn orders_at(table: &mut Table, who: u64, n: u128, epoch: u64, deed: Deed) {
    table.frame(who, wire::order(&Order { op_id: op(n), epoch, deed }));
}

pub(super) fn orders(table: &mut Table, who: u64, n: u128, deed: Deed) {
    orders_at(table, who, n, 0, deed);
}

pub(super) fn receipts(table: &Table, who: u64) -> Vec<Receipt> {
    let receipt = |message| match message {
        Message::Receipt(receipt) => Some(receipt),
        _ => None,
    };
    table.heard(who).into_iter().filter_map(receipt).collect()
}

pub(super) fn refused(table: &mut Table, who: u64, n: u128, deed: Deed) -> Option<Objection> {
    orders(table, who, n, deed);
    table.disk_catches_up();
    receipts(table, who).into_iter().find(|receipt| receipt.op_id == op(n)).expect("a receipt").refused
}

fn phase(table: &Table, who: u64) -> (Phase, u64) {
    let about = table.people[&who].doc.board().about.as_ref().expect("a workshop");
    (about.phase, about.epoch)
}

pub(super) fn goes_to(phase: Phase) -> Deed {
    Deed::SetPhase { phase }
}

#[test]
fn ph1_a_phase_that_closes_is_announced_and_comes_when_it_is_due() {
    let mut table = two();
    orders(&mut table, LEAD, 1, goes_to(Phase::Vote));
    let told = table.heard(BEN);
    let notice = Notice::PhaseCloses { phase: Phase::Vote, in_ms: GRACE_MS as u32 };
    assert!(told.contains(&Message::Notice(notice)), "{told:?}");
    assert_eq!((phase(&table, BEN), receipts(&table, LEAD).len()), ((Phase::Open, 0), 0));
    table.does(BEN, new_note(1, "my last words"));
    table.disk_catches_up();
    assert!(table.has_note(LEAD, 1), "until then everything is as before");
    assert_eq!(table.phase_in, Some(GRACE_MS));
    table.on(RoomEvent::PhaseDue);
    assert!(receipts(&table, LEAD).is_empty(), "not before it is on disk");
    table.disk_catches_up();
    assert_eq!(phase(&table, BEN), (Phase::Vote, 1));
    assert_eq!(receipts(&table, LEAD), [Receipt { op_id: op(1), epoch: 1, refused: None }]);
}

#[test]
fn ph2_what_comes_after_the_change_is_judged_by_the_new_phase() {
    let mut table = two();
    let early = table.does_offline(BEN, new_note(1, "written in time, sent too late"));
    orders(&mut table, LEAD, 1, goes_to(Phase::Vote));
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
    early.iter().for_each(|update| table.frame(BEN, wire::update(update)));
    assert_eq!(table.nacks(BEN)[0].reason, RefusalReason::Phase);
    assert!(table.on_its_way.is_none());
}

#[test]
fn ph3_a_phase_that_opens_comes_at_once_and_nothing_was_lost_by_going_back_and_forth() {
    let mut table = two();
    table.does(BEN, new_note(1, "bread"));
    table.disk_catches_up();
    let before = table.people[&BEN].doc.board().clone();
    for (n, (epoch, to)) in [(0, Phase::ReadOnly), (1, Phase::Gather), (2, Phase::Open)].into_iter().enumerate() {
        orders_at(&mut table, LEAD, n as u128, epoch, goes_to(to));
        if to == Phase::ReadOnly {
            table.on(RoomEvent::PhaseDue);
        }
        table.disk_catches_up();
        assert_eq!(phase(&table, BEN), (to, epoch + 1), "opening needs no announcement");
    }
    let after = table.people[&BEN].doc.board();
    assert_eq!(after.notes, before.notes);
    table.does(BEN, new_note(2, "and on"));
    table.disk_catches_up();
    assert!(table.has_note(LEAD, 2));
}

#[test]
fn ph4_one_change_at_a_time_and_only_by_whoever_saw_the_phase() {
    let mut table = two();
    orders(&mut table, LEAD, 1, goes_to(Phase::Vote));
    assert_eq!(refused(&mut table, LEAD, 2, goes_to(Phase::Rate)), Some(Objection::Busy));
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
    assert_eq!(refused(&mut table, LEAD, 3, goes_to(Phase::Open)), Some(Objection::StaleEpoch));
    let last = receipts(&table, LEAD).pop().expect("a receipt");
    assert_eq!(last.epoch, 1, "it says which the present one is");
    assert_eq!(refused(&mut table, BEN, 4, goes_to(Phase::Open)), Some(Objection::NotAllowed));
    assert_eq!(phase(&table, BEN), (Phase::Vote, 1));
}

#[test]
fn ph5_whoever_comes_while_a_phase_closes_is_told_and_the_room_stays_for_it() {
    let mut table = two();
    orders(&mut table, LEAD, 1, goes_to(Phase::Vote));
    table.now += 500;
    sits(&mut table, 3, Role::Participant);
    let notice = Notice::PhaseCloses { phase: Phase::Vote, in_ms: GRACE_MS as u32 - 500 };
    assert!(table.heard(3).contains(&Message::Notice(notice)));
    for who in [LEAD, BEN, 3] {
        table.leaves(who);
    }
    assert!(!table.core.is_quiet(), "what was announced happens");
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
    assert!(table.core.is_quiet());
    let mut again = table.reopened();
    sits(&mut again, BEN, Role::Participant);
    assert_eq!(phase(&again, BEN), (Phase::Vote, 1));
}

#[test]
fn od1_an_order_that_is_repeated_changes_nothing_and_is_answered_the_same() {
    let mut table = two();
    let lock = Deed::Lock { things: vec![Thing::Wall] };
    let unlock = Deed::Unlock { things: vec![Thing::Wall] };
    assert_eq!(refused(&mut table, LEAD, 1, lock.clone()), None);
    assert_eq!(refused(&mut table, LEAD, 2, unlock), None);
    let (first, log) = (receipts(&table, LEAD)[0].clone(), table.log.len());
    orders(&mut table, LEAD, 1, lock.clone());
    assert_eq!(receipts(&table, LEAD).last(), Some(&first));
    assert_eq!((table.log.len(), table.on_its_way.is_some()), (log, false));
    assert!(table.people[&BEN].doc.board().locks.is_empty(), "it is not locked again");
    // Whose order it is counts, not its id alone.
    assert_eq!(refused(&mut table, BEN, 1, lock.clone()), Some(Objection::NotAllowed));
    let mut again = table.reopened();
    sits(&mut again, LEAD, Role::Facilitator);
    sits(&mut again, BEN, Role::Facilitator);
    orders(&mut again, LEAD, 1, lock.clone());
    assert_eq!(receipts(&again, LEAD), [first], "after a restart too");
    assert_eq!(refused(&mut again, BEN, 1, lock), Some(Objection::NotAllowed), "a refusal stays one");
    assert!(again.people[&LEAD].doc.board().locks.is_empty());
}

#[test]
fn od1_an_order_that_is_repeated_while_it_waits_is_answered_once_to_each_connection() {
    let mut table = two();
    orders(&mut table, LEAD, 1, goes_to(Phase::Vote));
    table.seat_as(9, LEAD, Role::Facilitator);
    table.hello(9);
    orders(&mut table, 9, 1, goes_to(Phase::Vote));
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
    assert_eq!((receipts(&table, LEAD).len(), receipts(&table, 9).len()), (1, 1));
    assert_eq!(phase(&table, BEN), (Phase::Vote, 1), "once");
}

#[test]
fn od3_while_the_disk_fails_an_order_is_neither_done_nor_refused() {
    let mut table = two();
    table.does(BEN, new_note(1, "bread"));
    table.disk_fails();
    orders(&mut table, LEAD, 1, Deed::Lock { things: vec![Thing::Wall] });
    assert!(receipts(&table, LEAD).is_empty());
    table.now += 500;
    table.on(RoomEvent::RetryAppend);
    table.disk_catches_up();
    assert_eq!(refused(&mut table, LEAD, 1, Deed::Lock { things: vec![Thing::Wall] }), None, "given again");
    assert!(table.people[&LEAD].doc.board().locks.has(Thing::Wall));
}

#[test]
fn od4_orders_are_for_those_who_said_hello_and_in_measure() {
    let mut table = Table::laid();
    table.seat_and_sync(LEAD, Role::Facilitator);
    orders(&mut table, LEAD, 1, Deed::Unknown);
    assert_eq!(table.close_code(LEAD), Some(4400));
    let mut table = two();
    assert_eq!(refused(&mut table, LEAD, 1, Deed::Unknown), Some(Objection::Unknown));
    for n in 2..30 {
        orders(&mut table, BEN, n, Deed::Unknown);
    }
    assert_eq!(table.close_code(BEN), Some(4529));
    assert_eq!(table.close_code(LEAD), None);
}

#[test]
fn lo1_what_a_facilitator_locked_a_participant_leaves_alone_until_it_is_unlocked() {
    let mut table = two();
    table.does(BEN, new_note(1, "bread"));
    table.disk_catches_up();
    let things = vec![Thing::Note(note_id(1))];
    assert_eq!(refused(&mut table, LEAD, 1, Deed::Lock { things: things.clone() }), None);
    let types = Command::EditText { note: note_id(1), at: 0, delete: 1, insert: "B".into() };
    let ben = table.people.get_mut(&BEN).expect("seated");
    let own = apply(&mut ben.doc, ben.by, types.clone());
    assert!(own.is_err(), "their own client says so already");
    let forged = ben.doc.edit(Origin::Own, |edit| edit.splice_text(note_id(1), 0, 1, "B")).1;
    table.frame(BEN, wire::update(&forged.updates[0]));
    let nack = table.nacks(BEN)[0].clone();
    assert_eq!((nack.reason, nack.note), (RefusalReason::Locked, Some(note_id(1))));
    table.does(LEAD, types.clone());
    table.disk_catches_up();
    assert_eq!(refused(&mut table, LEAD, 2, Deed::Unlock { things }), None);
    table.seat_and_sync(BEN, Role::Participant);
    table.does(BEN, types);
    table.disk_catches_up();
    assert_eq!(table.close_code(BEN), None);
}

#[test]
fn lo2_a_locked_wall_takes_nothing_new_and_locks_outlive_a_restart() {
    let mut table = two();
    assert_eq!(refused(&mut table, LEAD, 1, Deed::Lock { things: vec![Thing::Wall] }), None);
    let mut table = table.reopened();
    sits(&mut table, BEN, Role::Participant);
    let ben = table.people.get_mut(&BEN).expect("seated");
    assert!(apply(&mut ben.doc, ben.by, new_note(1, "x")).is_err());
    assert!(ben.doc.board().locks.has(Thing::Wall));
}

#[test]
fn lo3_only_what_is_there_is_locked_and_so_many_at_once() {
    let mut table = two();
    let lock = |things| Deed::Lock { things };
    assert_eq!(refused(&mut table, LEAD, 1, lock(vec![Thing::Note(note_id(7))])), Some(Objection::NoSuchThing));
    let many = vec![Thing::Wall; journeyboard_shared::limits::ORDER_THINGS_MAX + 1];
    assert_eq!(refused(&mut table, LEAD, 2, lock(many)), Some(Objection::TooMany));
    assert!(table.people[&BEN].doc.board().locks.is_empty());
}

#[test]
fn rl1_a_facilitator_makes_a_participant_one_and_back_at_once() {
    let mut table = two();
    let grant = |who, role| Deed::GrantRole { participant: person(who), role };
    assert_eq!(refused(&mut table, LEAD, 1, grant(BEN, Role::Facilitator)), None);
    let role = |table: &Table| {
        let told = table.heard(BEN).into_iter().rev().find_map(|message| match message {
            Message::Welcome(welcome) => Some(welcome.role),
            _ => None,
        });
        (told, table.people[&LEAD].doc.board().participants[&person(BEN)].role)
    };
    assert_eq!(role(&table), (Some(Role::Facilitator), Role::Facilitator));
    assert_eq!(refused(&mut table, BEN, 2, Deed::Lock { things: vec![Thing::Wall] }), None);
    // The link that they came by is still a participant's; what was granted outlives a restart.
    let mut table = table.reopened();
    sits(&mut table, LEAD, Role::Facilitator);
    sits(&mut table, BEN, Role::Participant);
    assert_eq!(role(&table).0, Some(Role::Facilitator));
    assert_eq!(refused(&mut table, LEAD, 3, grant(BEN, Role::Participant)), None);
    assert_eq!(role(&table), (Some(Role::Participant), Role::Participant));
    assert_eq!(refused(&mut table, BEN, 4, Deed::Unlock { things: vec![Thing::Wall] }), Some(Objection::NotAllowed));
}

#[test]
fn rl2_the_last_facilitator_stays_one_and_viewers_stay_viewers() {
    let mut table = two();
    let grant = |who, role| Deed::GrantRole { participant: person(who), role };
    let last = Some(Objection::LastFacilitator);
    assert_eq!(refused(&mut table, LEAD, 1, grant(LEAD, Role::Participant)), last);
    assert_eq!(refused(&mut table, LEAD, 2, grant(77, Role::Facilitator)), Some(Objection::NoSuchPerson));
    joins(&mut table, 3, Role::Viewer);
    assert_eq!(refused(&mut table, LEAD, 3, grant(3, Role::Facilitator)), Some(Objection::NoSuchPerson));
    assert_eq!(refused(&mut table, LEAD, 4, grant(BEN, Role::Viewer)), Some(Objection::NotAllowed));
    assert_eq!(refused(&mut table, LEAD, 5, grant(BEN, Role::Facilitator)), None);
    assert_eq!(refused(&mut table, LEAD, 6, grant(LEAD, Role::Participant)), None);
    assert_eq!(refused(&mut table, BEN, 7, grant(BEN, Role::Participant)), last);
    // A facilitator who looks through a viewer's link only looks, whatever was granted.
    table.seat_as(9, BEN, Role::Viewer);
    table.hello(9);
    assert_eq!(refused(&mut table, 9, 8, Deed::Lock { things: vec![Thing::Wall] }), Some(Objection::NotAllowed));
}
