//! The WebSocket's door: what is wrong is said by closing.

use journeyboard_shared::model::Role;
use journeyboard_tests::words::touchpoint;
use journeyboard_tests::{Person, RawPeer, TestServer};
use tokio_tungstenite::tungstenite::Message;

async fn close_code(server: &TestServer, workshop: &str, token: Option<&str>) -> u16 {
    RawPeer::knock(server, workshop, token, None).await.is_closed().await.code
}

#[tokio::test]
async fn ws2_the_upgrade_is_completed_and_what_is_wrong_is_said_by_closing() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let other = server.create("Shop").await;
    let seat = server.join(&workshop, Role::Participant, "Ann").await;
    let (id, token) = (workshop.id.to_string(), Some(seat.token.as_str()));
    assert_eq!(close_code(&server, &id, None).await, 4401);
    assert_eq!(close_code(&server, &id, Some("wrong")).await, 4401);
    assert_eq!(close_code(&server, &id, Some("of+another/alphabet")).await, 4401);
    assert_eq!(close_code(&server, &other.id.to_string(), token).await, 4401, "a token of another workshop");
    assert_eq!(close_code(&server, "not-an-id", token).await, 4404);
    assert_eq!(close_code(&server, "..%2f..%2fetc", token).await, 4404);
    assert_eq!(close_code(&server, "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3", token).await, 4404);
}

#[tokio::test]
async fn ws3_text_and_oversized_messages_are_closed_with_4400() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let seat = server.join(&workshop, Role::Participant, "Ann").await;
    let mut peer = RawPeer::connect(&server, &seat).await;
    peer.send_raw(Message::text("hello")).await;
    assert_eq!(peer.is_closed().await.code, 4400);
    let mut peer = RawPeer::connect(&server, &seat).await;
    peer.send(vec![0; 5 * 1024 * 1024]).await;
    assert!(matches!(peer.is_closed().await.code, 4400 | 1006), "it may not get to read the reason");
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
    let mut ann = RawPeer::connect_silent(&server, &ann).await;
    ann.say_hello().await;
    ann.ask().await;
    ann.is_synced().await;
    let mut ben = RawPeer::connect(&server, &ben).await;
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
    ann.until("the bad news", |peer| !peer.heard.is_empty() && peer.heard.iter().any(|frame| frame[0] == 104)).await;
    assert!(ben.doc.board().note(id).is_none());
    switch.heal();
    // People read only while they wait: Ann first, so that she answers when she is asked for what was not taken.
    ann.is_saved().await;
    ben.sees("Ann's note", |board| board.note(id).is_some()).await;
}

#[tokio::test]
async fn ws5_whoever_is_told_that_the_document_is_here_has_all_of_it() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let ann = server.join(&workshop, Role::Participant, "Ann").await;
    let ann = Person::sit(&server, &ann, "Ann").await;
    for n in 0..5 {
        ann.does(touchpoint(&format!("moment {n}")));
    }
    ann.is_saved().await;
    let mut ben = RawPeer::connect(&server, ann.seat()).await;
    ben.is_synced().await;
    assert_eq!(ben.doc.board(), &ann.board());
}
