//! Every cell of the table of capabilities, asked of a room with raw updates that no rule of ours has seen.

use bytes::Bytes;
use journeyboard_shared::document::{BoardDoc, Edit, Origin, SCHEMA};
use journeyboard_shared::draft::Draft;
use journeyboard_shared::ids::{ClusterId, JourneyId, NoteId, StageId, StepId};
use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::{
    About, Cluster, Colour, Journey, Note, NoteKind, Participant, Point, Role, Stage, Step,
};
use journeyboard_shared::rounds::Electorate;
use journeyboard_shared::rules::{Operation, Ownership, Phase, may};
use journeyboard_shared::wire::v1::{self, Parent};
use journeyboard_shared::wire::{self, Deed, DraftEdit, DraftNews, Message, Objection, Order};
use journeyboard_shared::words::Locale;
use uuid::Uuid;

use super::table::{Marks, Table, note_id, person};
use crate::room::core::{RoomEvent, SERVER_CLIENT_IDS_FROM};

const ME: u64 = 1;
const ANOTHER: u64 = 2;

fn a<I: From<Uuid>>(n: u128) -> I {
    Uuid::from_u128(n).into()
}

fn journey() -> (JourneyId, Journey) {
    let (name, start, end, order) = ("All".to_owned(), String::new(), String::new(), "a".to_owned());
    (a(1), Journey { name, start, end, order })
}

fn stage() -> (StageId, Stage) {
    (a(2), Stage { journey: a(1), name: "Before".to_owned(), order: "a".to_owned() })
}

fn cluster() -> (ClusterId, Cluster) {
    (a(3), Cluster { name: "Bread".to_owned(), pos: Point::new(9.0, 9.0), collapsed: false, touchpoint: None })
}

fn step(order: &str) -> (StepId, Step) {
    let touchpoint = note_of(Ownership::Anothers);
    (a(4), Step { journey: a(1), stage: a(2), touchpoint, order: order.to_owned() })
}

fn note_of(ownership: Ownership) -> NoteId {
    note_id(ownership as u64)
}

fn note(ownership: Ownership) -> Note {
    let author = match ownership {
        Ownership::Own => Some(person(ME)),
        Ownership::Anothers => Some(person(ANOTHER)),
        Ownership::Servers => None,
    };
    let (text, pos, order) = ("bread".to_owned(), Point::new(1.0, 2.0), String::new());
    let kind = NoteKind::Touchpoint;
    Note { kind, text, pos, author, emotion: None, touchpoint: None, cluster: None, order, deleted: false }
}

/// A workshop at that phase, with something of everybody's.
fn base(phase: Phase) -> Bytes {
    let mut doc = BoardDoc::new(SERVER_CLIENT_IDS_FROM + 7);
    doc.edit(Origin::Quiet, |edit| {
        edit.put_about(&About { schema: SCHEMA, title: "t".into(), locale: Locale::En, phase, epoch: 0 });
        edit.put_journey(journey().0, &journey().1);
        edit.put_stage(stage().0, &stage().1);
        edit.put_cluster(cluster().0, &cluster().1);
        for number in [ME, ANOTHER] {
            let (name, department, role) = ("Ann".to_owned(), String::new(), Role::Facilitator);
            let colour = Colour::default();
            edit.put_participant(person(number), &Participant { name, department, colour, role, granted: None });
        }
        for ownership in Ownership::ALL {
            edit.put_note(note_of(ownership), &note(ownership));
        }
        edit.put_step(step("a").0, &step("a").1);
    });
    doc.encode_all().into()
}

/// The operation done to what is owned so; nothing where there is no such thing.
fn write(edit: &mut Edit<'_>, operation: Operation, ownership: Ownership) {
    let id = note_of(ownership);
    match operation {
        Operation::CreateNote => edit.put_note(note_id(50), &note(ownership)),
        Operation::EditNote => edit.splice_text(id, 0, 1, "th"),
        Operation::MoveNote => edit.set_note_pos(id, Point::new(7.0, 7.0)),
        Operation::SortNote => edit.set_cluster(id, Some(cluster().0)),
        Operation::DeleteNote => edit.set_deleted(id, true),
        Operation::EraseNote
        | Operation::WriteDraft
        | Operation::Reveal
        | Operation::LeadRounds
        | Operation::Vote
        | Operation::SetPhase
        | Operation::Lock
        | Operation::GrantRole => {}
        _ if ownership != Ownership::Servers => {}
        Operation::ArrangeCluster => edit.put_cluster(cluster().0, &Cluster { collapsed: true, ..cluster().1 }),
        Operation::Sequence => edit.put_step(step("b").0, &step("b").1),
        Operation::ShapeJourney => edit.put_stage(stage().0, &Stage { name: "After".to_owned(), ..stage().1 }),
        Operation::DeleteStage => edit.delete_stage(stage().0),
    }
}

/// The order that is the operation, done to what is owned so; nothing where there is no such thing.
fn order(operation: Operation, ownership: Ownership) -> Option<Order> {
    let role = Role::Participant;
    let deed = match (operation, ownership) {
        (Operation::LeadRounds, Ownership::Servers) => {
            Deed::OpenRound { round: a(91), about: Electorate::All, budget: 3, cap: 1 }
        }
        (Operation::Vote, Ownership::Own) => Deed::Cast { round: a(92), note: a(93), dots: 0 },
        (Operation::Reveal, Ownership::Servers) => Deed::Reveal { participant: None },
        (Operation::SetPhase, Ownership::Servers) => Deed::SetPhase { phase: Phase::Open },
        (Operation::Lock, Ownership::Servers) => Deed::Lock { things: vec![Thing::Wall] },
        (Operation::GrantRole, Ownership::Own) => Deed::GrantRole { participant: person(ME), role },
        (Operation::GrantRole, Ownership::Anothers) => Deed::GrantRole { participant: person(ANOTHER), role },
        _ => return None,
    };
    Some(Order { op_id: a(9), epoch: 0, deed })
}

/// The frame that asks for it; nothing where there is no such thing.
fn asking(table: &mut Table, base: &[u8], operation: Operation, ownership: Ownership) -> Option<Bytes> {
    if operation == Operation::WriteDraft {
        let draft = Some(Draft { kind: NoteKind::Idea, text: "mine".to_owned(), emotion: None });
        let edit = DraftEdit { op_id: a(9), note: a(90), version: 0, anonymous: false, draft };
        return (ownership == Ownership::Own).then(|| wire::draft(&edit));
    }
    if operation.is_ordered() {
        return order(operation, ownership).map(|order| wire::order(&order));
    }
    if operation == Operation::EraseNote {
        return Some(wire::update(&erases(base, note_of(ownership))));
    }
    let replica = &mut table.people.get_mut(&ME).expect("seated").doc;
    let ((), change) = replica.edit(Origin::Own, |edit| write(edit, operation, ownership));
    change.updates.first().map(|update| wire::update(update))
}

/// Whether the room took it, and whether it said no.
fn verdict(table: &Table, operation: Operation) -> (bool, bool) {
    if !operation.is_ordered() {
        return (table.on_its_way.is_some(), table.nacks(ME).len() == 1);
    }
    let heard = table.heard(ME);
    let news = heard.iter().find_map(|message| match message {
        Message::DraftNews(DraftNews::Kept { .. }) => Some((true, false)),
        Message::DraftNews(DraftNews::Refused { why, .. }) => Some((false, *why == Objection::NotAllowed)),
        _ => None,
    });
    if let Some(verdict) = news {
        return verdict;
    }
    let receipt = heard.iter().find_map(|message| match message {
        Message::Receipt(receipt) => Some(receipt),
        _ => None,
    });
    let refused = receipt.and_then(|receipt| receipt.refused);
    // No round is open: whoever may vote hears that.
    let taken = refused.is_none() || refused == Some(Objection::RoundClosed);
    (receipt.is_some() && taken, refused == Some(Objection::NotAllowed))
}

/// Deletes the struct that holds a note's root entry, as a stock client undoes a creation.
fn erases(all: &[u8], id: NoteId) -> Vec<u8> {
    let name = id.to_string();
    let update = v1::update(all).expect("well formed");
    let entry = update
        .structs()
        .find(|one| one.parent == Parent::Root("notes") && one.parent_sub == Some(&name))
        .expect("the note's entry");
    let mut bytes = vec![0, 1];
    for mut number in [entry.id.client, 1, u64::from(entry.id.clock), 1] {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    bytes
}

#[test]
fn ca1_every_cell_of_the_table_is_what_the_room_takes_as_raw_bytes() {
    let mut cells = [0, 0];
    for phase in Phase::ALL {
        let base = base(phase);
        for role in [Role::Facilitator, Role::Participant, Role::Viewer] {
            for operation in Operation::ALL {
                for ownership in Ownership::ALL {
                    let mut table = Table::over(base.clone(), Vec::new(), Marks::new(), 1_800_000_000_000);
                    table.seat_and_sync(ME, role);
                    table.hello(ME);
                    let Some(frame) = asking(&mut table, &base, operation, ownership) else {
                        continue; // There is no such thing: clusters and stages record no author.
                    };
                    table.frame(ME, frame);
                    if operation.is_ordered() {
                        if table.phase_in.is_some() {
                            table.on(RoomEvent::PhaseDue);
                        }
                        table.disk_catches_up();
                    }
                    let (taken, refused) = verdict(&table, operation);
                    let expected = may(role, phase, operation, ownership);
                    assert_eq!(
                        (taken, refused),
                        (expected, !expected),
                        "{role:?} in {phase:?}: {operation:?} of what is {ownership:?}; {:?}",
                        table.nacks(ME)
                    );
                    cells[usize::from(expected)] += 1;
                }
            }
        }
    }
    assert_eq!(cells.iter().sum::<i32>(), 3 * Phase::COUNT as i32 * (6 * 3 + 4 + 4 + 4), "every cell that can be met");
    assert!(cells[0] > 200 && cells[1] > 200, "{cells:?}: refused and taken");
}
