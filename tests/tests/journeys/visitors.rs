//! How people come in, and come again.

use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_tests::words::{adds, says};
use journeyboard_tests::{Person, Seat};
use serde_json::json;

use super::{agree, ann_and_ben, sit};

#[tokio::test]
async fn vi1_whoever_comes_again_with_their_old_token_is_the_same_person() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    ben.does(adds(NoteKind::Idea, "cake", "Cake"));
    ben.is_saved().await;
    let body = json!({ "secret": workshop.participant });
    let reply = server.post(&workshop.path("join"), Some(&ben.seat().token), body).await;
    let again = Seat::from_reply(workshop.id, &reply);
    assert_eq!(again.participant, ben.seat().participant);
    assert_ne!(again.token, ben.seat().token);
    let ben_again = Person::sit(&server, &again, "Ben again").await;
    ben_again.does(journeyboard_tests::words::deletes("cake"));
    ann.sees("the note gone", |board| says(board, "cake").is_none()).await;
    assert_eq!(ann.board().participants.len(), 2);
}

#[tokio::test]
async fn vi2_a_stranger_with_the_same_name_is_another_person() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    ben.does(adds(NoteKind::Idea, "cake", "Cake"));
    let other = sit(&server, &workshop, Role::Participant, "Ben").await;
    assert_ne!(other.seat().participant, ben.seat().participant);
    other.sees("Ben's note", |board| says(board, "cake").is_some()).await;
    assert!(other.tries(journeyboard_tests::words::deletes("cake")).is_err());
    ann.sees("three people", |board| board.participants.len() == 3).await;
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn vi3_one_person_in_two_tabs_sees_both() {
    let (server, _, ann, _ben) = ann_and_ben().await;
    let other_tab = Person::sit(&server, ann.seat(), "Ann's other tab").await;
    other_tab.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ann.sees("her own note", |board| says(board, "bread").is_some()).await;
    ann.does(journeyboard_tests::words::deletes("bread"));
    other_tab.sees("it gone", |board| says(board, "bread").is_none()).await;
}

#[tokio::test]
async fn vi4_a_token_of_one_workshop_opens_no_other() {
    let (server, _, ann, _ben) = ann_and_ben().await;
    let other = server.create("Shop").await;
    let token = Some(ann.seat().token.as_str());
    for kind in ["json", "csv", "svg"] {
        server.get(&other.path(&format!("export.{kind}")), token).await.refuses(401, "not-authorized");
    }
    server.get(&format!("/api/workshops/{}", other.id), token).await.refuses(401, "not-authorized");
    let body = json!({ "secret": other.participant, "name": "Ann" });
    let there = Seat::from_reply(other.id, &server.post(&other.path("join"), token, body).await);
    assert_ne!(there.participant, ann.seat().participant, "nobody is the same person in two workshops");
}
