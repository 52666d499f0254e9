//! Bytes that are no protocol: the socket that sent them is closed with 4400, and nobody else notices.

use std::time::Duration;

use journeyboard_shared::model::Role;
use journeyboard_shared::wire::{self, Nack, RefusalReason};
use journeyboard_tests::{RawPeer, Seat};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use super::House;

/// What refusing malformed bytes may take, on a busy machine: far less than reading what they declare.
const AT_ONCE: Duration = Duration::from_secs(5);

async fn closes_with(house: &House, seat: &Seat, frame: Vec<u8>) -> u16 {
    let mut raw = RawPeer::connect(&house.server, seat).await;
    raw.is_synced().await;
    raw.send(frame).await;
    timeout(AT_ONCE, raw.is_closed()).await.expect("malformed bytes cost nothing").code
}

/// A frame: type, subtype if it has one, length and body.
fn frame(head: &[u8], body: &[u8]) -> Vec<u8> {
    assert!(body.len() < 128, "its length is one byte");
    let mut frame = head.to_vec();
    frame.push(body.len() as u8);
    frame.extend_from_slice(body);
    frame
}

const STEP1: &[u8] = &[0, 0];
const STEP2: &[u8] = &[0, 1];
const UPDATE: &[u8] = &[0, 2];
const AWARENESS: &[u8] = &[1];

#[tokio::test]
async fn bf1_what_is_no_message_closes_its_socket_and_nobody_elses() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Viewer, "Mal").await;
    let nack = Nack { edit: 1, reason: RefusalReason::Viewer, note: None };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("nothing at all", vec![]),
        ("half a step 1", vec![0, 0, 5, 1]),
        ("a length beyond the frame", vec![0, 2, 100, 0, 0]),
        ("a number without an end", vec![0xff; 32]),
        ("bytes after the message", vec![0, 0, 1, 0, 0]),
        ("two messages in one frame", [wire::step1(&[0]).to_vec(), vec![1, 1, 0]].concat()),
        ("an unknown type", vec![42]),
        ("an unknown step", vec![0, 9, 0]),
        ("a type of a later version", vec![110, 0]),
        ("a hello that is no JSON", frame(&[100], b"hello")),
        ("a hello without a version", frame(&[100], b"{}")),
        ("what only the server says: welcome", frame(&[101], b"{}")),
        ("what only the server says: ack", wire::ack(1).to_vec()),
        ("what only the server says: nack", wire::nack(&nack).to_vec()),
        ("what only the server says: denied", wire::denied("you").to_vec()),
        ("presence that is no JSON text", frame(AWARENESS, &[1, 7, 1, 2, 0xff, 0xfe])),
        ("presence with a clock of 33 bits", frame(AWARENESS, &[1, 7, 0x80, 0x80, 0x80, 0x80, 0x10, 2, b'{', b'}'])),
        ("an update that is a text", frame(UPDATE, b"hello")),
        ("an update with bytes after it", frame(UPDATE, &[0, 0, 0])),
        ("a state vector that is a text", frame(STEP1, b"hello")),
    ];
    for (what, bytes) in cases {
        assert_eq!(closes_with(&house, &seat, bytes).await, 4400, "{what}");
    }
    house.goes_on().await;
}

#[tokio::test]
async fn bf2_five_bytes_that_declare_a_quarter_of_a_billion_entries_cost_nothing_wherever_they_come() {
    let house = House::open().await;
    let declares = [0x80, 0x80, 0x80, 0x80, 0x01];
    for role in [Role::Viewer, Role::Participant] {
        let seat = house.server.join(&house.workshop, role, "Mal").await;
        for head in [STEP1, STEP2, UPDATE, AWARENESS] {
            assert_eq!(closes_with(&house, &seat, frame(head, &declares)).await, 4400, "{head:?}");
        }
        let in_the_delete_set = [&[0][..], &declares].concat();
        assert_eq!(closes_with(&house, &seat, frame(UPDATE, &in_the_delete_set)).await, 4400);
        let structs_of_one_client = [&[1][..], &declares, &[5, 0]].concat();
        assert_eq!(closes_with(&house, &seat, frame(UPDATE, &structs_of_one_client)).await, 4400);
    }
    house.goes_on().await;
}

#[tokio::test]
async fn bf3_values_nested_without_end_are_refused_without_recursion() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Participant, "Mal").await;
    // notes.a = [[[[…]]]], 60,000 deep: reading it as deep as it is would overflow the stack and end the server.
    let mut body = b"\x01\x01\x05\x00\x28\x01\x05notes\x01a\x01".to_vec();
    body.extend([0x75, 0x01].repeat(30_000));
    body.extend([0x7e, 0x00]);
    assert_eq!(closes_with(&house, &seat, wire::update(&body).to_vec()).await, 4400);
    house.goes_on().await;
}

#[tokio::test]
async fn bf4_an_update_in_the_v2_encoding_is_malformed() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Participant, "Mal").await;
    // What yjs 13.6 writes for `doc.getMap('notes').set('a', 'x')` with encodeStateAsUpdateV2.
    let v2 = [0, 0, 1, 5, 0, 0, 1, 40, 9, 6, 110, 111, 116, 101, 115, 97, 5, 1, 1, 1, 0, 0, 1, 1, 0, 1, 119, 1, 120, 0];
    assert_eq!(closes_with(&house, &seat, frame(UPDATE, &v2)).await, 4400);
    assert_eq!(closes_with(&house, &seat, frame(STEP2, &v2)).await, 4400);
    house.goes_on().await;
}

#[tokio::test]
async fn bf5_text_frames_and_messages_past_their_bound_are_malformed() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Participant, "Mal").await;
    let mut raw = RawPeer::connect(&house.server, &seat).await;
    raw.send_raw(Message::text("[\"hello\"]")).await;
    assert_eq!(raw.is_closed().await.code, 4400);
    assert_eq!(closes_with(&house, &seat, wire::update(&[0; 64 * 1024]).to_vec()).await, 4400);
    assert_eq!(closes_with(&house, &seat, wire::step2(&vec![0; 4 * 1024 * 1024]).to_vec()).await, 4400);
    house.goes_on().await;
}

#[tokio::test]
async fn bf6_random_bytes_harm_only_the_socket_that_sent_them() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Participant, "Mal").await;
    let mut chance = Chance(0x5eed_0001);
    for round in 0..150 {
        let mut raw = RawPeer::connect_silent(&house.server, &seat).await;
        let head: &[u8] = [STEP1, STEP2, UPDATE, AWARENESS, &[], &[100]][round % 6];
        let body: Vec<u8> = (0..1 + chance.next() % 100).map(|_| chance.next() as u8).collect();
        raw.send(frame(head, &body)).await;
        // Whether these bytes mean something or not, the socket answers: with an end or with the document.
        raw.ask().await;
        raw.until_over_or(|raw| raw.synced).await;
        raw.leaves().await;
    }
    house.goes_on().await;
}

/// The same numbers on every run (xorshift, 32 bits).
struct Chance(u32);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }
}

#[tokio::test]
async fn bf7_whoever_floods_the_room_is_closed_with_4529_and_the_room_goes_on() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Viewer, "Mal").await;
    let mut raw = RawPeer::connect(&house.server, &seat).await;
    raw.is_synced().await;
    for _ in 0..400 {
        raw.send(wire::query_awareness().to_vec()).await;
    }
    assert_eq!(raw.is_closed().await.code, 4529);
    house.goes_on().await;
}

#[tokio::test]
async fn bf8_sockets_are_for_pages_of_this_server() {
    let house = House::open().await;
    let seat = house.server.join(&house.workshop, Role::Viewer, "Eve").await;
    let (id, token) = (house.workshop.id.to_string(), Some(seat.token.as_str()));
    let own = house.server.url();
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "nonsense"] {
        let mut raw = RawPeer::knock(&house.server, &id, token, Some(origin)).await;
        assert_eq!(raw.is_closed().await.code, 4403, "{origin}");
    }
    for origin in [None, Some(own.as_str())] {
        let mut raw = RawPeer::knock(&house.server, &id, token, origin).await;
        raw.ask().await;
        raw.is_synced().await;
    }
    house.goes_on().await;
}
