//! Many at the door at once, quiet rooms, deleted ones, a room that breaks.

use std::sync::Arc;
use std::time::Duration;

use journeyboard_shared::ids::{ParticipantId, WorkshopId};
use journeyboard_shared::model::Role;
use journeyboard_shared::words::Locale;
use uuid::Uuid;

use super::*;
use crate::room::ToSocket;
use crate::room::core::PeerId;
use crate::store::{MemoryStore, NewWorkshop, StoreOptions};
use crate::templates::{Template, initial_state};

fn workshop(number: u128) -> WorkshopId {
    WorkshopId::from(Uuid::from_u128(number))
}

async fn store_with(workshops: u128) -> StoreHandle {
    let store = StoreHandle::start(MemoryStore::new(StoreOptions::default())).expect("threads");
    for number in 0..workshops {
        let id = workshop(number);
        let new = NewWorkshop {
            id,
            created_at_ms: 0,
            generation: 1,
            facilitator_secret_hash: [0; 32],
            participant_secret: "p".into(),
            viewer_secret: "v".into(),
            is_demo: false,
            initial_state: initial_state(Template::Blank, Locale::En, "Bakery", id, 1).into(),
        };
        store.create_workshop(new).await.expect("created");
    }
    store
}

fn newcomer(number: u64) -> Newcomer {
    let participant = ParticipantId::from(Uuid::from_u128(u128::from(number)));
    Newcomer { peer: PeerId(number), participant, role: Role::Participant, session: String::new() }
}

async fn rooms_closing_after(idle: Duration) -> Rooms {
    Rooms::new(store_with(2).await, RoomTimes { idle_close: idle, ..RoomTimes::default() }, "test")
}

#[tokio::test(flavor = "multi_thread")]
async fn rm14_however_many_come_at_once_one_room_is_opened() {
    let rooms = rooms_closing_after(Duration::from_secs(60)).await;
    let doors = (0..200).map(|number| {
        let rooms = rooms.clone();
        tokio::spawn(async move { rooms.attach(workshop(0), newcomer(number), 1).await })
    });
    let mut first: Option<RoomHandle> = None;
    let mut inboxes = Vec::new();
    for door in doors.collect::<Vec<_>>() {
        let (room, inbox) = door.await.expect("no panic").expect("let in");
        assert!(first.get_or_insert_with(|| room.clone()).is_same(&room));
        inboxes.push(inbox);
    }
    assert_eq!(rooms.live(), 1);
}

#[tokio::test]
async fn rm14_there_is_no_room_without_a_workshop() {
    let rooms = rooms_closing_after(Duration::from_secs(60)).await;
    assert_eq!(rooms.ask(workshop(77), Question::Invitation).await, Err(RoomError::NoSuchWorkshop));
    assert_eq!(rooms.attach(workshop(77), newcomer(1), 1).await.err(), Some(RoomError::NoSuchWorkshop));
    assert_eq!(rooms.delete(workshop(77)).await, Err(RoomError::NoSuchWorkshop));
    assert_eq!(rooms.live(), 0, "nothing is left behind");
}

#[tokio::test]
async fn rm15_a_token_of_another_generation_is_not_let_in() {
    let rooms = rooms_closing_after(Duration::from_secs(60)).await;
    assert_eq!(rooms.attach(workshop(0), newcomer(1), 2).await.err(), Some(RoomError::OtherGeneration));
}

#[tokio::test(flavor = "multi_thread")]
async fn rm16_a_room_that_leaves_never_turns_a_joiner_away() {
    let rooms = Arc::new(rooms_closing_after(Duration::ZERO).await);
    let comers = (0..4_u64).map(|who| {
        let rooms = Arc::clone(&rooms);
        tokio::spawn(async move {
            for round in 0..200 {
                let id = workshop(u128::from(round % 2 == 0));
                let (room, mut inbox) = rooms.attach(id, newcomer(who), 1).await.expect("let in");
                assert!(matches!(inbox.next().await, Some(ToSocket::Frames(_))), "the room speaks");
                room.left(PeerId(who)).await;
                assert!(rooms.ask(id, Question::Invitation).await.is_ok());
            }
        })
    });
    for comer in comers.collect::<Vec<_>>() {
        comer.await.expect("no panic");
    }
}

#[tokio::test]
async fn rm17_deleting_closes_everybody_with_4404_and_forgets_the_workshop() {
    let rooms = rooms_closing_after(Duration::from_secs(60)).await;
    let (_room, mut inbox) = rooms.attach(workshop(0), newcomer(1), 1).await.expect("let in");
    rooms.delete(workshop(0)).await.expect("deleted");
    loop {
        match inbox.next().await.expect("a last word") {
            ToSocket::Frames(_) => {}
            ToSocket::Close(code, _) => break assert_eq!(code, 4404),
        }
    }
    assert_eq!(rooms.ask(workshop(0), Question::Invitation).await, Err(RoomError::NoSuchWorkshop));
    assert!(rooms.ask(workshop(1), Question::Invitation).await.is_ok(), "the room next door does not notice");
}

#[tokio::test]
async fn rm18_stopping_closes_everybody_with_1012_and_lets_nobody_in() {
    let rooms = rooms_closing_after(Duration::from_secs(60)).await;
    let (_room, mut inbox) = rooms.attach(workshop(0), newcomer(1), 1).await.expect("let in");
    let rename = Question::Rename("Shop".into());
    assert_eq!(rooms.ask(workshop(0), rename).await, Ok(Answer::Renamed));
    rooms.shutdown().await;
    loop {
        match inbox.next().await.expect("a last word") {
            ToSocket::Frames(_) => {}
            ToSocket::Close(code, _) => break assert_eq!(code, 1012),
        }
    }
    assert_eq!(rooms.ask(workshop(0), Question::Invitation).await, Err(RoomError::Restarting));
}

/// How the room ended for whoever reads there.
async fn last_word(inbox: &mut Inbox) -> u16 {
    loop {
        match inbox.next().await.expect("a last word") {
            ToSocket::Frames(_) => {}
            ToSocket::Close(code, _) => return code,
        }
    }
}

#[tokio::test]
async fn rm20_a_bug_costs_one_room_a_reload_and_nobody_else_notices() {
    let rooms = rooms_closing_after(Duration::from_secs(60)).await;
    let (_room, mut ann) = rooms.attach(workshop(0), newcomer(1), 1).await.expect("let in");
    let (_next_door, mut nel) = rooms.attach(workshop(1), newcomer(2), 1).await.expect("let in");
    assert_eq!(rooms.ask(workshop(0), Question::Rename("Kept".into())).await, Ok(Answer::Renamed));
    // Nobody waits for the answer to the second renaming: its append is on its way when the room breaks.
    let renaming = rooms.ask(workshop(0), Question::Rename("On its way".into()));
    let (renamed, broken) = tokio::join!(renaming, rooms.ask(workshop(0), Question::Panic));
    assert_eq!(broken, Err(RoomError::Unavailable), "whoever asks again and again is told so in the end");
    assert_eq!(last_word(&mut ann).await, 1011);
    assert_eq!(renamed, Ok(Answer::Renamed), "asked again of the room that was opened again");
    let (_again, mut ann) = rooms.attach(workshop(0), newcomer(3), 1).await.expect("let in again");
    assert!(matches!(ann.next().await, Some(ToSocket::Frames(_))), "the room speaks");
    let Ok(Answer::Invitation(found)) = rooms.ask(workshop(0), Question::Invitation).await else {
        panic!("the room answers");
    };
    assert_eq!(found.title, "On its way");
    assert_eq!(rooms.defects().rooms_reopened, FOLLOW_MAX as u64, "each time is counted");
    assert!(matches!(nel.next().await, Some(ToSocket::Frames(_))));
    assert!(rooms.ask(workshop(1), Question::Invitation).await.is_ok(), "the room next door goes on");
    assert_eq!(rooms.live(), 2);
}
