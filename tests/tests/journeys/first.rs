//! The first things that must work: two people see each other's notes, and a restart loses none.

use journeyboard_shared::command::{Command, NewNote};
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::{NoteKind, Point, Role};
use journeyboard_tests::{RawPeer, Seat, TestServer};

fn note(id: &str, text: &str) -> Command {
    Command::CreateNote(NewNote {
        id: id.parse().expect("an id"),
        kind: NoteKind::Touchpoint,
        text: text.to_owned(),
        pos: Point::new(0.0, 0.0),
        emotion: None,
        touchpoint: None,
        cluster: None,
    })
}

const QUEUE: &str = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3";
const SMELL: &str = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b4";

async fn two_people(server: &TestServer) -> (Seat, Seat) {
    let workshop = server.create("Bakery").await;
    let ann = server.join(&workshop, Role::Facilitator, "Ann").await;
    let ben = server.join(&workshop, Role::Participant, "Ben").await;
    (ann, ben)
}

fn id(text: &str) -> NoteId {
    text.parse().expect("an id")
}

#[tokio::test]
async fn ws1_two_people_see_each_others_notes() {
    let server = TestServer::start().await;
    let (ann, ben) = two_people(&server).await;
    let mut ann = RawPeer::connect(&server, &ann).await;
    let mut ben = RawPeer::connect(&server, &ben).await;
    ann.is_synced().await;
    ben.is_synced().await;
    ann.does(note(QUEUE, "Queue at the desk")).await;
    ben.sees("Ann's note", |board| board.note(id(QUEUE)).is_some_and(|note| note.text == "Queue at the desk")).await;
    ben.does(note(SMELL, "Smell on entering")).await;
    ann.sees("Ben's note", |board| board.note(id(SMELL)).is_some()).await;
    assert_eq!(ann.doc.board(), ben.doc.board());
}

#[tokio::test]
async fn st1_what_was_acked_is_there_after_a_restart() {
    let server = TestServer::start().await;
    let (ann, ben) = two_people(&server).await;
    let mut first = RawPeer::connect_silent(&server, &ann).await;
    first.say_hello().await;
    first.ask().await;
    first.is_synced().await;
    first.does(note(QUEUE, "Queue at the desk")).await;
    first.is_saved().await;
    let server = server.restart().await;
    assert_eq!(first.is_closed().await.code, 1012);
    let mut ben = RawPeer::connect(&server, &ben).await;
    ben.sees("Ann's note", |board| board.note(id(QUEUE)).is_some()).await;
}
