//! Rooms open when somebody comes, are one for all who come, and leave memory when nobody is there.

use journeyboard_shared::model::Role;
use journeyboard_tests::words::{says, touchpoint};
use journeyboard_tests::{Person, TestServer};
use serde_json::json;

use super::{rooms_in_memory, sit};

#[tokio::test]
async fn ro1_a_quiet_room_leaves_memory_and_comes_back_with_everything() {
    let server = TestServer::start_forgetful().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    for n in 0..80 {
        ann.does(touchpoint(&format!("moment {n}")));
    }
    ann.is_saved().await;
    let before = ann.board();
    let seat = ann.seat().clone();
    rooms_in_memory(&server, 1).await;
    ann.leaves().await;
    rooms_in_memory(&server, 0).await;
    let again = Person::sit(&server, &seat, "Ann again").await;
    assert_eq!(again.board(), before);
    again.does(touchpoint("one more"));
    again.is_saved().await;
}

#[tokio::test]
async fn ro2_fifty_who_come_at_the_same_moment_are_in_one_room() {
    let server = TestServer::start_forgetful().await;
    let workshop = server.create_from(json!({ "title": "Fibre", "template": "demo", "locale": "en" })).await;
    let mut seats = Vec::new();
    for n in 0..50 {
        seats.push(server.join(&workshop, Role::Participant, &format!("Person {n}")).await);
    }
    rooms_in_memory(&server, 0).await;
    let people: Vec<Person> = seats.iter().map(|seat| Person::approach(&server, seat, "one of fifty")).collect();
    for (n, person) in people.iter().enumerate() {
        person.sees("the demo", |board| !board.notes.is_empty() && board.participants.len() >= 50).await;
        person.does(touchpoint(&format!("from {n}")));
    }
    for person in &people {
        person
            .sees("a note of each of the fifty", |board| (0..50).all(|n| says(board, &format!("from {n}")).is_some()))
            .await;
        person.is_saved().await;
    }
    let board = people[0].board();
    assert!(people.iter().all(|person| person.board() == board));
    rooms_in_memory(&server, 1).await;
}

#[tokio::test]
async fn ro3_what_is_said_in_one_room_is_not_heard_next_door() {
    let server = TestServer::start().await;
    let (bakery, shop) = (server.create("Bakery").await, server.create("Shop").await);
    let ann = sit(&server, &bakery, Role::Facilitator, "Ann").await;
    let nel = sit(&server, &shop, Role::Facilitator, "Nel").await;
    ann.does(touchpoint("queue"));
    nel.does(touchpoint("parking"));
    ann.is_saved().await;
    nel.is_saved().await;
    assert!(says(&ann.board(), "parking").is_none() && says(&nel.board(), "queue").is_none());
    assert!(nel.others().is_empty() && nel.board().participants.len() == 1);
}

#[tokio::test]
async fn ro4_coming_and_going_while_a_room_leaves_loses_nothing() {
    let server = TestServer::start_forgetful().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    for n in 0..30 {
        ann.does(touchpoint(&format!("visit {n}")));
        ann.is_saved().await;
        ann.goes_offline();
        ann.comes_back().await;
    }
    ann.is_saved().await;
    let fresh = Person::sit(&server, ann.seat(), "Ann elsewhere").await;
    fresh.sees("a note of each visit", |board| board.living_notes().count() == 30).await;
    assert_eq!(fresh.board(), ann.board());
}
