//! Every cell of the table of capabilities over a real socket, with bytes that no rule of ours has seen.

use journeyboard_shared::document::Edit;
use journeyboard_shared::ids::{ClusterId, JourneyId, NoteId, OpId, StageId, StepId};
use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::{Board, Cluster, Journey, Note, NoteKind, Point, Role, Stage, Step};
use journeyboard_shared::rounds::Electorate;
use journeyboard_shared::rules::{Operation, Ownership, Phase, may};
use journeyboard_shared::wire::v1::{self, Parent};
use journeyboard_shared::wire::{self, Deed, Message, Objection, Order, Receipt};
use journeyboard_tests::words::{adds, called, note};
use journeyboard_tests::{Person, RawPeer, Seat, TestServer, Workshop};
use serde_json::json;
use std::time::Duration;

const ROLES: [Role; 3] = [Role::Facilitator, Role::Participant, Role::Viewer];

/// What is done to a note, each to one of its own.
const TO_NOTES: [Operation; 5] =
    [Operation::EditNote, Operation::MoveNote, Operation::SortNote, Operation::DeleteNote, Operation::EraseNote];

fn label(owner: &str, operation: Operation, by: Role) -> String {
    format!("{owner}: {operation:?} by {by:?}")
}

/// Whose note it is, seen by somebody of that role.
fn owner(ownership: Ownership, operation: Operation, by: Role) -> String {
    match ownership {
        Ownership::Own => format!("{by:?} {}", turn(operation)),
        Ownership::Anothers => "another".to_owned(),
        Ownership::Servers => "server".to_owned(),
    }
}

fn target(operation: Operation, ownership: Ownership, by: Role) -> NoteId {
    note(&label(&owner(ownership, operation, by), operation, by))
}

/// Which of two people of a role tries an operation: one alone would come and be refused more often than the room bears.
fn turn(operation: Operation) -> usize {
    operation as usize % 2
}

/// A workshop in which one thing lies ready for each cell, at that phase.
struct Room {
    workshop: Workshop,
    seats: Vec<(Role, [Seat; 2])>,
    another: Seat,
}

async fn room_at(server: &TestServer, phase: Phase) -> Room {
    let reply = server.post_raw("/api/workshops/import", "application/json", file()).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    let workshop = Workshop::from_reply(&reply);
    let mut seats = Vec::new();
    for by in ROLES {
        let mut two = Vec::new();
        for turn in 0..2 {
            let name = format!("{by:?} {turn}");
            let seat = server.join(&workshop, by, &name).await;
            if by != Role::Viewer {
                write_notes(server, &seat, &name, &[by]).await;
            }
            two.push(seat);
        }
        seats.push((by, two.try_into().expect("two")));
    }
    let another = server.join(&workshop, Role::Facilitator, "another").await;
    write_notes(server, &another, "another", &ROLES).await;
    let mut lead = RawPeer::connect_silent(server, &another).await;
    lead.say_hello().await;
    let receipt = ordered(&mut lead, 0, Deed::SetPhase { phase }).await;
    assert_eq!(receipt.refused, None, "{phase:?}");
    Room { workshop, seats, another }
}

async fn write_notes(server: &TestServer, seat: &Seat, owner: &str, for_roles: &[Role]) {
    let person = Person::sit(server, seat, owner).await;
    for by in for_roles {
        for operation in TO_NOTES {
            person.does(adds(NoteKind::Touchpoint, &label(owner, operation, *by), "bread"));
        }
    }
    person.is_saved().await;
    person.leaves().await;
}

/// An export with what nobody wrote: notes, a cluster, a stage, a step.
fn file() -> String {
    let mut notes = serde_json::Map::new();
    for by in ROLES {
        for operation in TO_NOTES {
            let id = note(&label("server", operation, by)).to_string();
            notes.insert(id, json!({"kind": "touchpoint", "text": "bread", "pos": [0, 0]}));
        }
    }
    let placed = note("placed").to_string();
    notes.insert(placed.clone(), json!({"kind": "touchpoint", "text": "bread", "pos": [0, 0]}));
    let (journey, stage) = (called::<JourneyId>("journey").to_string(), called::<StageId>("stage").to_string());
    json!({
        "format": "journeyboard", "version": 1, "schema": 1,
        "workshop": {"title": "Bakery", "locale": "en", "phase": "open", "epoch": 0},
        "notes": notes,
        "clusters": {called::<ClusterId>("cluster").to_string(): {"name": "c", "pos": [0, 0]}},
        "journeys": {journey.clone(): {"name": "j", "order": "a"}},
        "stages": {stage.clone(): {"journey": journey, "name": "s", "order": "a"}},
        "steps": {called::<StepId>("step").to_string():
            {"journey": journey, "stage": stage, "touchpoint": placed, "order": "a"}},
    })
    .to_string()
}

fn write(edit: &mut Edit<'_>, board: &Board, room: &Room, by: (Role, &Seat), operation: Operation, whose: Ownership) {
    let id = target(operation, whose, by.0);
    match operation {
        Operation::CreateNote => {
            let author = match whose {
                Ownership::Own => Some(by.1.participant),
                Ownership::Anothers => Some(room.another.participant),
                Ownership::Servers => None,
            };
            let (kind, text, pos, order) = (NoteKind::Idea, "new".to_owned(), Point::default(), String::new());
            let new =
                Note { kind, text, pos, author, emotion: None, touchpoint: None, cluster: None, order, deleted: false };
            edit.put_note(note(&format!("new {whose:?} {:?}", by.0)), &new);
        }
        Operation::EditNote => edit.splice_text(id, 0, 1, "th"),
        Operation::MoveNote => edit.set_note_pos(id, Point::new(7.0, 7.0)),
        Operation::SortNote => edit.set_cluster(id, Some(called("cluster"))),
        Operation::DeleteNote => edit.set_deleted(id, true),
        Operation::EraseNote
        | Operation::WriteDraft
        | Operation::Reveal
        | Operation::LeadRounds
        | Operation::Vote
        | Operation::SetPhase
        | Operation::Lock
        | Operation::GrantRole => {}
        _ if whose != Ownership::Servers => {}
        Operation::ArrangeCluster => {
            let cluster: &Cluster = &board.clusters[&called("cluster")];
            edit.put_cluster(called("cluster"), &Cluster { name: format!("{:?}", by.0), ..cluster.clone() });
        }
        Operation::Sequence => {
            let step: &Step = &board.steps[&called("step")];
            edit.put_step(called("step"), &Step { order: format!("{}b", step.order), ..step.clone() });
        }
        Operation::ShapeJourney => {
            let journey: &Journey = &board.journeys[&called("journey")];
            edit.put_journey(called("journey"), &Journey { name: format!("{:?}", by.0), ..journey.clone() });
        }
        Operation::DeleteStage => {
            let stage: &Stage = &board.stages[&called("stage")];
            assert_eq!(stage.name, "s");
            edit.delete_stage(called("stage"));
        }
    }
}

/// Deletes the struct that holds a note's root entry, as a stock client undoes a creation.
fn erases(all: &[u8], id: NoteId) -> Vec<u8> {
    let name = id.to_string();
    let update = v1::update(all).expect("well formed");
    let is_entry = |one: &v1::Struct<'_>| one.parent == Parent::Root("notes") && one.parent_sub == Some(&name);
    let entry = update.structs().find(is_entry).expect("the note's entry").id;
    let mut bytes = vec![0, 1];
    for mut number in [entry.client, 1, u64::from(entry.clock), 1] {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    bytes
}

/// Gives an order and waits for its receipt.
async fn ordered(peer: &mut RawPeer, epoch: u64, deed: Deed) -> Receipt {
    let op_id: OpId = called(&format!("{deed:?} {epoch} {}", peer.doc.client_id()));
    peer.send(wire::order(&Order { op_id, epoch, deed }).to_vec()).await;
    let receipt = |peer: &RawPeer| {
        peer.heard.iter().find_map(|frame| match wire::read(frame) {
            Ok(Message::Receipt(receipt)) if receipt.op_id == op_id => Some(receipt),
            _ => None,
        })
    };
    peer.until("the receipt", |peer| receipt(peer).is_some()).await;
    receipt(peer).expect("it is there")
}

fn deed(room: &Room, by: (Role, &Seat), operation: Operation, whose: Ownership) -> Option<Deed> {
    let role = Role::Facilitator;
    match (operation, whose) {
        (Operation::SetPhase, Ownership::Servers) => None, // The phase stays while its cells are tried: see below.
        (Operation::LeadRounds, Ownership::Servers) => {
            Some(Deed::OpenRound { round: called("round"), about: Electorate::All, budget: 0, cap: 0 })
        }
        (Operation::Vote, Ownership::Own) => {
            Some(Deed::Cast { round: called("no round"), note: note("placed"), dots: 0 })
        }
        (Operation::Reveal, Ownership::Servers) => Some(Deed::Reveal { participant: None }),
        (Operation::Lock, Ownership::Servers) => Some(Deed::Unlock { things: vec![Thing::Wall] }),
        (Operation::GrantRole, Ownership::Own) => Some(Deed::GrantRole { participant: by.1.participant, role }),
        (Operation::GrantRole, Ownership::Anothers) => {
            Some(Deed::GrantRole { participant: room.another.participant, role })
        }
        _ => None,
    }
}

/// Whether the server takes it; nothing if there is no such thing to do.
async fn is_taken(
    server: &TestServer,
    room: &Room,
    by: (Role, &Seat),
    epoch: u64,
    operation: Operation,
    whose: Ownership,
) -> Option<bool> {
    let ordered_deed = deed(room, by, operation, whose);
    if operation.is_ordered() && ordered_deed.is_none() {
        return None;
    }
    let mut peer = RawPeer::connect_silent(server, by.1).await;
    peer.say_hello().await;
    peer.ask().await;
    peer.is_synced().await;
    if let Some(deed) = ordered_deed {
        let refused = ordered(&mut peer, epoch, deed).await.refused;
        // A round that makes no sense, and a dot in no round: whoever may do that hears so.
        let is_objected = matches!(operation, Operation::LeadRounds | Operation::Vote)
            && matches!(refused, Some(Objection::TooMany | Objection::RoundClosed));
        return Some(refused.is_none() || is_objected);
    }
    let before = peer.sent;
    if operation == Operation::EraseNote {
        let update = erases(&peer.doc.encode_all(), target(operation, whose, by.0));
        peer.send(wire::update(&update).to_vec()).await;
    } else {
        let board = peer.doc.board().clone();
        peer.forges(|edit| write(edit, &board, room, by, operation, whose)).await;
    }
    if peer.sent == before {
        return None;
    }
    // A nack; or, to whoever was refused very often, message 2 and the end.
    let refused = |peer: &RawPeer| {
        peer.heard.iter().any(|frame| matches!(wire::read(frame), Ok(Message::Nack(_) | Message::Denied(_))))
    };
    peer.until_over_or(|peer| refused(peer) || peer.acked >= peer.sent).await;
    assert_ne!(refused(&peer), peer.acked >= peer.sent, "an ack or a refusal");
    Some(!refused(&peer))
}

#[tokio::test]
async fn ca1_every_cell_of_the_table_holds_on_the_socket() {
    let server = TestServer::start_with(|options| options.phase_grace = Duration::ZERO).await;
    let (mut tried, mut taken_cells) = (0, 0);
    for phase in Phase::ALL {
        let room = room_at(&server, phase).await;
        let epoch = u64::from(phase != Phase::Open);
        for (role, two) in room.seats.iter().rev() {
            for operation in Operation::ALL {
                let seat = &two[turn(operation)];
                for whose in Ownership::ALL {
                    // A viewer owns nothing, and cannot make anything their own.
                    if *role == Role::Viewer && whose == Ownership::Own && TO_NOTES.contains(&operation) {
                        continue;
                    }
                    let Some(taken) = is_taken(&server, &room, (*role, seat), epoch, operation, whose).await else {
                        continue;
                    };
                    let expected = may(*role, phase, operation, whose);
                    assert_eq!(taken, expected, "{role:?} in {phase:?}: {operation:?} of what is {whose:?}");
                    tried += 1;
                    taken_cells += usize::from(taken);
                }
            }
        }
        leads_on(&server, &room, epoch).await;
    }
    assert!(tried > 900 && taken_cells > 250, "{tried} cells, {taken_cells} taken");
}

/// The cells of `set the phase`, last, because they change it: facilitators do, nobody else.
async fn leads_on(server: &TestServer, room: &Room, epoch: u64) {
    for (role, [seat, _]) in room.seats.iter().rev() {
        let mut peer = RawPeer::connect_silent(server, seat).await;
        peer.say_hello().await;
        let receipt = ordered(&mut peer, epoch, Deed::SetPhase { phase: Phase::Open }).await;
        assert_eq!(receipt.refused.is_none(), *role == Role::Facilitator, "{role:?} in {}", room.workshop.id);
    }
}
