//! Well-formed updates that no client of ours would write: refused with a reason, and seen by nobody.

use journeyboard_shared::model::Role;
use journeyboard_shared::wire::{self, Message, RefusalReason};
use journeyboard_tests::words::{note, says, touchpoint};
use journeyboard_tests::{Person, RawPeer};

use super::House;

/// One struct of a fresh client, `root.key = value`, as in docs/protocol.md.
fn sets(client: u8, root: &str, key: &str, value: &[u8]) -> Vec<u8> {
    let mut update = vec![1, 1, client, 0, 0x28, 1, root.len() as u8];
    update.extend_from_slice(root.as_bytes());
    update.push(key.len() as u8);
    update.extend_from_slice(key.as_bytes());
    update.push(1);
    update.extend_from_slice(value);
    update.push(0);
    update
}

async fn refused(house: &House, update: &[u8]) -> RefusalReason {
    let seat = house.server.join(&house.workshop, Role::Facilitator, "Mal").await;
    let mut raw = RawPeer::connect_silent(&house.server, &seat).await;
    raw.say_hello().await;
    raw.ask().await;
    raw.is_synced().await;
    raw.send(wire::update(update).to_vec()).await;
    let reason = |raw: &RawPeer| {
        raw.heard.iter().find_map(|frame| match wire::read(frame) {
            Ok(Message::Nack(nack)) => Some(nack.reason),
            _ => None,
        })
    };
    raw.until("the refusal", |raw| reason(raw).is_some()).await;
    reason(&raw).expect("it is there")
}

const TEXT_X: &[u8] = &[0x77, 1, b'x'];

#[tokio::test]
async fn fo1_what_the_schema_does_not_have_is_written_by_nobody() {
    let house = House::open().await;
    let long = "k".repeat(100);
    for (client, root, key) in [
        (5, "notes", "not-an-id"),
        (6, "notes", "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3"),
        (7, "plans", "a"),
        (8, "Notes", "a"),
        (9, "clusters", long.as_str()),
        (10, "", "a"),
    ] {
        let reason = refused(&house, &sets(client, root, key, TEXT_X)).await;
        assert!(matches!(reason, RefusalReason::Malformed | RefusalReason::UnknownRoot), "{root}.{key}: {reason:?}");
    }
    house.goes_on().await;
}

#[tokio::test]
async fn fo2_what_only_the_server_writes_is_refused_by_name() {
    let house = House::open().await;
    for (client, root, key) in [
        (5, "workshop", "title"),
        (6, "workshop", "schema"),
        (7, "participants", "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3"),
        (8, "departments", "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3"),
        (9, "workshop", "anything"),
    ] {
        let reason = refused(&house, &sets(client, root, key, TEXT_X)).await;
        assert_eq!(reason, RefusalReason::ServerOnly, "{root}.{key}");
    }
    house.goes_on().await;
}

#[tokio::test]
async fn fo3_nobody_writes_under_the_client_id_of_another_person() {
    let house = House::open().await;
    house.ann.does(touchpoint("hers"));
    house.ann.is_saved().await;
    let seat = house.server.join(&house.workshop, Role::Participant, "Mal").await;
    let mut raw = RawPeer::connect_silent(&house.server, &seat).await;
    raw.say_hello().await;
    raw.ask().await;
    raw.is_synced().await;
    // A copy that writes on where Ann's stands.
    raw.writes_as(house.ann.client_id());
    raw.does(touchpoint("forged")).await;
    raw.until("the refusal", |raw| {
        raw.heard.iter().any(
            |frame| matches!(wire::read(frame), Ok(Message::Nack(nack)) if nack.reason == RefusalReason::ClientIdTaken),
        )
    })
    .await;
    house.goes_on().await;
    assert!(says(&house.ann.board(), "forged").is_none());
}

#[tokio::test]
async fn fo4_the_root_entry_of_a_note_is_removed_by_nobody_but_its_author() {
    let house = House::open().await;
    house.ann.does(touchpoint("hers"));
    house.ann.is_saved().await;
    // Deletes the first clock of Ann's copy: the entry itself.
    let mut id = house.ann.client_id();
    let mut update = vec![0, 1];
    while id >= 0x80 {
        update.push((id & 0x7f) as u8 | 0x80);
        id >>= 7;
    }
    update.extend([id as u8, 1, 0, 1]);
    assert_eq!(refused(&house, &update).await, RefusalReason::NotYours);
    assert!(house.ann.board().note(note("hers")).is_some());
    house.goes_on().await;
}

#[tokio::test]
async fn fo5_an_edit_that_builds_on_what_never_arrived_is_asked_for_and_then_given_up() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Participant, "Mal").await;
    let mut raw = RawPeer::connect(&house.server, &seat).await;
    raw.is_synced().await;
    raw.keep_silent();
    // Starts at clock 9 of a client of which nobody knows the first nine.
    let mut update = sets(5, "notes", "a", TEXT_X);
    update[3] = 9;
    for _ in 0..20 {
        raw.send(wire::update(&update).to_vec()).await;
    }
    let closed = raw.is_closed().await;
    assert_eq!(closed.code, 4400, "{closed:?}");
    house.goes_on().await;
}

#[tokio::test]
async fn fo3_a_client_id_stays_its_persons_across_a_restart() {
    let House { server, workshop, ann, .. } = House::open().await;
    ann.does(touchpoint("hers"));
    ann.is_saved().await;
    let (hers, seat) = (ann.client_id(), ann.seat().clone());
    ann.leaves().await;
    let mal = server.join(&workshop, Role::Participant, "Mal").await;
    let server = server.restart().await;
    let mut raw = RawPeer::connect_silent(&server, &mal).await;
    raw.say_hello().await;
    raw.ask().await;
    raw.is_synced().await;
    raw.writes_as(hers);
    raw.does(touchpoint("forged")).await;
    let is_refused = |raw: &RawPeer| {
        let nack = |frame: &Vec<u8>| matches!(wire::read(frame), Ok(Message::Nack(_)));
        raw.heard.iter().any(nack)
    };
    raw.until("an answer to all of it", |raw| is_refused(raw) || raw.acked >= raw.sent).await;
    let ann = Person::sit(&server, &seat, "Ann").await;
    assert_eq!(says(&ann.board(), "forged"), None, "written under an id that is Ann's");
}
