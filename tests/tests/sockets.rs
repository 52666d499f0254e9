//! The WebSocket's door: what is wrong is said by closing.

use futures_util::StreamExt as _;
use journeyboard_shared::model::Role;
use journeyboard_shared::wire::SUBPROTOCOL;
use journeyboard_tests::{Person, TestServer};
use tokio_tungstenite::tungstenite::Message;

async fn close_code(server: &TestServer, workshop: &str, protocols: &[&str]) -> Option<u16> {
    let protocols: Vec<String> = protocols.iter().map(|&p| p.to_owned()).collect();
    let mut socket = Person::open(server, workshop, &protocols).await;
    while let Some(Ok(message)) = socket.next().await {
        if let Message::Close(close) = message {
            return close.map(|close| close.code.into());
        }
    }
    None
}

#[tokio::test]
async fn ws2_the_upgrade_is_completed_and_what_is_wrong_is_said_by_closing() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let other = server.create("Shop").await;
    let seat = server.join(&workshop, Role::Participant, "Ann").await;
    let (id, bearer) = (workshop.id.to_string(), format!("bearer.{}", seat.token));
    assert_eq!(close_code(&server, &id, &[SUBPROTOCOL]).await, Some(4401));
    assert_eq!(close_code(&server, &id, &[SUBPROTOCOL, "bearer.wrong"]).await, Some(4401));
    assert_eq!(close_code(&server, &other.id.to_string(), &[SUBPROTOCOL, &bearer]).await, Some(4401));
    assert_eq!(close_code(&server, "not-an-id", &[SUBPROTOCOL, &bearer]).await, Some(4404));
    let nowhere = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3";
    assert_eq!(close_code(&server, nowhere, &[SUBPROTOCOL, &bearer]).await, Some(4404));
}

#[tokio::test]
async fn ws3_text_and_oversized_messages_are_closed_with_4400() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let seat = server.join(&workshop, Role::Participant, "Ann").await;
    let mut person = Person::connect(&server, &seat, 1).await;
    person.send_raw(Message::text("hello")).await;
    assert_eq!(person.is_closed().await.code, 4400);
    let mut person = Person::connect(&server, &seat, 2).await;
    person.send(vec![0; 5 * 1024 * 1024]).await;
    assert!(matches!(person.is_closed().await.code, 4400 | 1006), "it may not get to read the reason");
}

#[tokio::test]
async fn ws4_a_room_over_a_failing_disk_keeps_what_people_wrote() {
    use journeyboard_server::store::{Fault, FaultyStore, MemoryStore, Moment, StoreHandle, StoreOptions};
    use journeyboard_shared::command::{Command, NewNote};
    use journeyboard_shared::model::{NoteKind, Point};

    let (store, switch) = FaultyStore::new(MemoryStore::new(StoreOptions::default()));
    let server = TestServer::start_over(StoreHandle::start(store).expect("threads"), |_| {}).await;
    let workshop = server.create("Bakery").await;
    let ann = server.join(&workshop, Role::Facilitator, "Ann").await;
    let ben = server.join(&workshop, Role::Participant, "Ben").await;
    let mut ann = Person::connect_silent(&server, &ann, 11).await;
    ann.say_hello().await;
    ann.ask().await;
    ann.is_synced().await;
    let mut ben = Person::connect(&server, &ben, 12).await;
    ben.is_synced().await;
    switch.fail_from(1, Fault::DiskFull, Moment::Before);
    let id = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3".parse().expect("an id");
    let note = NewNote {
        id,
        kind: NoteKind::Idea,
        text: "Queue".into(),
        pos: Point::default(),
        emotion: None,
        touchpoint: None,
        cluster: None,
    };
    ann.does(Command::CreateNote(note)).await;
    ann.until("the bad news", |person| !person.heard.is_empty() && person.heard.iter().any(|frame| frame[0] == 104)).await;
    assert!(ben.doc.board().note(id).is_none());
    switch.heal();
    // People read only while they wait: Ann first, so that she answers when she is asked for what was not taken.
    ann.is_saved().await;
    ben.sees("Ann's note", |board| board.note(id).is_some()).await;
}
