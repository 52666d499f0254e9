//! What each role may: asked of the client core, and of the server with raw updates that no rule of ours has seen.

use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_shared::rules::{Phase, Refusal};
use journeyboard_shared::sync::End;
use journeyboard_shared::wire::{self, Message, RefusalReason};
use journeyboard_tests::words::{adds, deletes, note, says, types};
use journeyboard_tests::{Person, RawPeer, Told};

use super::{agree, ann_and_ben, sit};

/// The reason of the first refusal that a peer heard of.
fn nack(peer: &RawPeer) -> Option<RefusalReason> {
    peer.heard.iter().find_map(|frame| match wire::read(frame) {
        Ok(Message::Nack(nack)) => Some(nack.reason),
        _ => None,
    })
}

async fn says_hello(peer: &mut RawPeer) {
    peer.say_hello().await;
    peer.ask().await;
    peer.is_synced().await;
}

#[tokio::test]
async fn pe1_a_viewer_reads_everything_and_changes_nothing() {
    let (server, workshop, ann, _ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    let eve = sit(&server, &workshop, Role::Viewer, "Eve").await;
    eve.sees("the note", |board| says(board, "bread").as_deref() == Some("Fresh bread")).await;
    assert_eq!(eve.tries(adds(NoteKind::Idea, "cake", "Cake")).err(), Some(Refusal::Viewer));
    assert_eq!(eve.tries(types("bread", 0, "x")).err(), Some(Refusal::Viewer));
    ann.does(types("bread", 11, "!"));
    eve.sees("what comes later", |board| says(board, "bread").as_deref() == Some("Fresh bread!")).await;
    for kind in ["json", "csv", "svg"] {
        assert!(!server.export(eve.seat(), kind).await.is_empty());
    }
}

#[tokio::test]
async fn pe2_a_viewers_raw_edit_reaches_nobody_and_ends_the_connection() {
    let (server, workshop, ann, _ben) = ann_and_ben().await;
    let seat = server.join(&workshop, Role::Viewer, "Eve").await;
    let mut eve = RawPeer::connect(&server, &seat).await;
    eve.is_synced().await;
    let before = ann.board();
    let journey = before.main_journey().expect("a journey");
    let mut renamed = before.journeys[&journey].clone();
    renamed.name = "Mine".into();
    eve.forges(|edit| edit.put_journey(journey, &renamed)).await;
    let closed = eve.is_closed().await;
    assert_eq!((closed.code, closed.reason.as_str()), (4403, "viewers only read"));
    assert!(eve.heard.iter().any(|frame| matches!(wire::read(frame), Ok(Message::Denied(_)))), "message 2 says why");
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ann.is_saved().await;
    assert_eq!(ann.board().journeys, before.journeys);
}

#[tokio::test]
async fn pe3_a_viewer_of_ours_is_told_with_a_nack_and_reads_on() {
    let (server, workshop, ann, _ben) = ann_and_ben().await;
    let seat = server.join(&workshop, Role::Viewer, "Eve").await;
    let mut eve = RawPeer::connect_silent(&server, &seat).await;
    says_hello(&mut eve).await;
    let journey = eve.doc.board().main_journey().expect("a journey");
    let mut renamed = eve.doc.board().journeys[&journey].clone();
    renamed.name = "Mine".into();
    eve.forges(|edit| edit.put_journey(journey, &renamed)).await;
    eve.until("the refusal", |eve| nack(eve) == Some(RefusalReason::Viewer)).await;
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    eve.sees("what comes later", |board| says(board, "bread").is_some()).await;
    assert_ne!(ann.board().journeys[&journey].name, "Mine");
}

#[tokio::test]
async fn pe4_a_participant_deletes_their_own_notes_and_a_facilitator_anyones() {
    let (server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ben.does(adds(NoteKind::Idea, "cake", "Cake"));
    ben.does(adds(NoteKind::Idea, "tea", "Tea"));
    ben.sees("Ann's note", |board| says(board, "bread").is_some()).await;
    assert_eq!(ben.tries(deletes("bread")).err(), Some(Refusal::NotYours(Some(note("bread")))));
    ben.does(deletes("cake"));
    ann.sees("Ben's note gone", |board| says(board, "cake").is_none() && says(board, "tea").is_some()).await;
    ann.does(deletes("tea"));
    ben.sees("the other note gone", |board| says(board, "tea").is_none()).await;
    let mut raw = RawPeer::connect_silent(&server, ben.seat()).await;
    says_hello(&mut raw).await;
    raw.forges(|edit| edit.set_deleted(note("bread"), true)).await;
    raw.until("the refusal", |raw| nack(raw) == Some(RefusalReason::NotYours)).await;
    ann.does(adds(NoteKind::Idea, "milk", "Milk"));
    ben.sees("the next note", |board| says(board, "milk").is_some()).await;
    assert!(says(&ben.board(), "bread").is_some(), "what was refused reached nobody");
}

#[tokio::test]
async fn pe5_what_only_the_server_writes_nobody_else_does_not_even_a_facilitator() {
    let (server, _, ann, ben) = ann_and_ben().await;
    for seat in [ann.seat(), ben.seat()] {
        let mut raw = RawPeer::connect_silent(&server, seat).await;
        says_hello(&mut raw).await;
        let mut about = raw.doc.board().about.clone().expect("a workshop");
        about.phase = Phase::ReadOnly;
        raw.forges(|edit| edit.put_about(&about)).await;
        raw.until("the refusal", |raw| nack(raw) == Some(RefusalReason::ServerOnly)).await;

        let mut raw = RawPeer::connect_silent(&server, seat).await;
        says_hello(&mut raw).await;
        let (me, mut person) =
            raw.doc.board().participants.iter().next().map(|(id, one)| (*id, one.clone())).expect("somebody");
        person.role = Role::Facilitator;
        person.name = "Mallory".into();
        raw.forges(|edit| edit.put_participant(me, &person)).await;
        raw.until("the refusal", |raw| nack(raw) == Some(RefusalReason::ServerOnly)).await;
    }
    let mut fresh = RawPeer::connect(&server, ann.seat()).await;
    fresh.is_synced().await;
    let board = fresh.doc.board();
    assert_eq!(board.about.as_ref().map(|about| about.phase), Some(Phase::Open));
    assert!(board.participants.values().all(|person| person.name != "Mallory"));
}

#[tokio::test]
async fn pe6_nobody_writes_in_anothers_name() {
    let (server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ann.is_saved().await;
    let bread = ann.board().note(note("bread")).cloned().expect("her note");

    let mut raw = RawPeer::connect_silent(&server, ben.seat()).await;
    says_hello(&mut raw).await;
    raw.forges(|edit| edit.put_note(note("forged"), &bread)).await;
    raw.until("the refusal of a new note", |raw| nack(raw) == Some(RefusalReason::NotYours)).await;

    let mut raw = RawPeer::connect_silent(&server, ben.seat()).await;
    says_hello(&mut raw).await;
    let mut mine = bread.clone();
    mine.author = Some(ben.seat().participant);
    raw.forges(|edit| edit.put_note(note("bread"), &mine)).await;
    raw.until("the refusal of another author", |raw| nack(raw).is_some()).await;

    let mut fresh = RawPeer::connect(&server, ann.seat()).await;
    fresh.is_synced().await;
    assert_eq!(fresh.doc.board().notes.len(), 1);
    assert_eq!(fresh.doc.board().note(note("bread")), Some(&bread));
}

#[tokio::test]
async fn pe7_a_note_over_its_bound_comes_back_to_its_writer_and_everything_else_is_done_again() {
    let (server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "long", &"a".repeat(1_500)));
    ben.sees("the long note", |board| says(board, "long").is_some_and(|text| text.len() == 1_500)).await;
    // Each half fits where it is typed; together they do not.
    ann.goes_offline();
    ben.goes_offline();
    ann.does(types("long", 1_500, &"b".repeat(400)));
    ben.does(types("long", 0, &"c".repeat(400)));
    ben.does(adds(NoteKind::Idea, "short", "Short"));
    ann.comes_back().await;
    ann.is_saved().await;
    ben.comes_back().await;
    let text = ben
        .is_told("what was not accepted", |told| match told {
            Told::NotAccepted { text, .. } => Some(text.clone()),
            _ => None,
        })
        .await;
    assert_eq!(text.as_deref(), Some("c".repeat(400).as_str()));
    ben.is_told("a fresh copy", |told| (*told == Told::Anew).then_some(())).await;
    let fresh = Person::sit(&server, ann.seat(), "Ann elsewhere").await;
    fresh.sees("Ben's other note", |board| says(board, "short").as_deref() == Some("Short")).await;
    assert_eq!(says(&fresh.board(), "long").map(|text| text.len()), Some(1_900));
    ben.is_saved().await;
    assert_eq!(ben.board(), fresh.board());
}

#[tokio::test]
async fn pe10_of_two_who_fill_a_note_at_once_one_gets_their_words_back_with_the_reason() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "long", &"a".repeat(1_500)));
    ben.sees("the long note", |board| says(board, "long").is_some_and(|text| text.len() == 1_500)).await;
    // Nothing is sent between these two lines: neither knows of the other.
    ann.does(types("long", 0, &"b".repeat(400)));
    ben.does(types("long", 0, &"c".repeat(400)));
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ben.does(adds(NoteKind::Idea, "cake", "Cake"));
    let refused = |told: &Told| match told {
        Told::NotAccepted { text, nack: Some(nack) } => Some((text.clone().unwrap_or_default(), nack.clone())),
        _ => None,
    };
    let (text, nack) = tokio::select! {
        refused = ann.is_told("her words back", refused) => refused,
        refused = ben.is_told("his words back", refused) => refused,
    };
    assert!(text == "b".repeat(400) || text == "c".repeat(400), "{text}");
    assert_eq!((nack.reason, nack.note), (RefusalReason::TooLong, Some(note("long"))));
    for person in [&ann, &ben] {
        person.sees("both other notes", |board| says(board, "bread").is_some() && says(board, "cake").is_some()).await;
    }
    agree(&ann, &ben).await;
    assert_eq!(says(&ann.board(), "long").map(|text| text.len()), Some(1_900));
}

#[tokio::test]
async fn pe8_a_new_note_over_its_bound_is_refused_by_the_server_too() {
    let (server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ann.is_saved().await;
    let mut long = ann.board().note(note("bread")).cloned().expect("her note");
    (long.text, long.author) = ("x".repeat(2_001), Some(ben.seat().participant));
    let mut raw = RawPeer::connect_silent(&server, ben.seat()).await;
    says_hello(&mut raw).await;
    raw.forges(|edit| edit.put_note(note("long"), &long)).await;
    raw.until("the refusal", |raw| nack(raw) == Some(RefusalReason::TooLong)).await;
    long.text.truncate(2_000);
    let mut raw = RawPeer::connect_silent(&server, ben.seat()).await;
    says_hello(&mut raw).await;
    raw.forges(|edit| edit.put_note(note("as long as may be"), &long)).await;
    ann.sees("the longest note", |board| says(board, "as long as may be").is_some()).await;
    assert!(says(&ann.board(), "long").is_none());
}

#[tokio::test]
async fn pe9_a_person_whose_workshop_is_gone_is_told_so_and_stays_away() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    let path = format!("/api/workshops/{}", workshop.id);
    server.request(reqwest::Method::DELETE, &path, Some(&ann.seat().token), None).await;
    for person in [&ann, &ben] {
        let end = person
            .is_told("the end", |told| match told {
                Told::Ended(end) => Some(*end),
                _ => None,
            })
            .await;
        assert_eq!(end, End::NoSuchWorkshop);
        assert_eq!(person.connections(), 1);
    }
}
