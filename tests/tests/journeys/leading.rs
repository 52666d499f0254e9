//! A facilitator leads: phases, locks, a second facilitator; with the real clients on real sockets.

use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_shared::rules::{Phase, Refusal};
use journeyboard_shared::sync::Badge;
use journeyboard_shared::wire::{Deed, Objection};
use journeyboard_tests::words::{adds, note, says, types};
use journeyboard_tests::{Person, Told};

use super::{ann_and_ben, sit};

fn settled(told: &Told) -> Option<Option<Objection>> {
    match told {
        Told::Settled { refused, .. } => Some(*refused),
        _ => None,
    }
}

#[tokio::test]
async fn ph1_participants_hear_that_a_phase_closes_and_then_it_is_closed() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ben.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ann.orders(Deed::SetPhase { phase: Phase::Vote });
    let coming = ben
        .is_told("what comes", |told| match told {
            Told::PhaseCloses(phase) => Some(*phase),
            _ => None,
        })
        .await;
    assert_eq!(coming, Phase::Vote);
    ben.sees("the vote", |board| board.phase() == Phase::Vote).await;
    assert_eq!(ann.is_told("the receipt", settled).await, None);
    assert_eq!(ben.tries(types("bread", 0, "x")).err(), Some(Refusal::Phase));
    ann.does(types("bread", 0, "Very "));
    ann.orders(Deed::SetPhase { phase: Phase::Open });
    ben.sees("the open board", |board| board.phase() == Phase::Open).await;
    ben.does(types("bread", 0, "So "));
    ann.sees("both", |board| says(board, "bread").is_some_and(|text| text.contains("So") && text.contains("Very")))
        .await;
}

#[tokio::test]
async fn ph2_what_was_written_offline_comes_back_to_its_writer_if_the_phase_closed_meanwhile() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ben.goes_offline();
    ben.does(adds(NoteKind::Idea, "late", "Too late"));
    ann.orders(Deed::SetPhase { phase: Phase::Vote });
    ann.sees("the vote", |board| board.phase() == Phase::Vote).await;
    ben.comes_back().await;
    let text = ben
        .is_told("what was not accepted", |told| match told {
            Told::NotAccepted { text, .. } => Some(text.clone()),
            _ => None,
        })
        .await;
    assert_eq!(text.as_deref(), Some("Too late"));
    ben.is_saved().await;
    assert_eq!(says(&ann.board(), "late"), None);
}

#[tokio::test]
async fn od1_an_order_given_while_the_server_is_away_is_carried_out_once_after_the_return() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    ann.goes_offline();
    ann.orders(Deed::Lock { things: vec![Thing::Wall] });
    assert_eq!(ann.badge(), Badge::Offline(1), "it is counted as not done yet");
    let server = server.restart().await;
    ann.comes_back().await;
    assert_eq!(ann.is_told("the receipt", settled).await, None);
    ann.is_saved().await;
    ben.sees("the lock", |board| board.locks.has(Thing::Wall)).await;
    assert_eq!(ben.tries(adds(NoteKind::Idea, "bread", "Bread")).err(), Some(Refusal::Locked(None)));
    let cal = sit(&server, &workshop, Role::Participant, "Cal").await;
    assert!(cal.board().locks.has(Thing::Wall), "whoever comes later sees it too");
}

#[tokio::test]
async fn rl1_a_second_facilitator_leads_on_and_sees_the_links() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    let path = format!("/api/workshops/{}", workshop.id);
    let links = |reply: journeyboard_tests::Reply| reply.json()["links"].is_object();
    assert!(!links(server.get(&path, Some(&ben.seat().token)).await));
    let grant = |person: &Person, role| Deed::GrantRole { participant: person.seat().participant, role };
    ann.orders(grant(&ben, Role::Facilitator));
    ben.is_told("the new role", |told| match told {
        Told::Welcome(welcome) => (welcome.role == Role::Facilitator).then_some(()),
        _ => None,
    })
    .await;
    assert!(links(server.get(&path, Some(&ben.seat().token)).await));
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ben.sees("the note", |board| says(board, "bread").is_some()).await;
    ben.orders(Deed::Lock { things: vec![Thing::Note(note("bread"))] });
    ann.sees("the lock", |board| board.locks.has(Thing::Note(note("bread")))).await;
    ben.orders(grant(&ann, Role::Participant));
    ann.sees("herself", |board| board.participants[&ann.seat().participant].role == Role::Participant).await;
    ann.is_told("the new role", |told| match told {
        Told::Welcome(welcome) => (welcome.role == Role::Participant).then_some(()),
        _ => None,
    })
    .await;
    assert_eq!(ann.tries(types("bread", 0, "x")).err(), Some(Refusal::Locked(Some(note("bread")))));
    server
        .request(reqwest::Method::DELETE, &path, Some(&ann.seat().token), None)
        .await
        .refuses(403, "facilitators-only");
    ben.orders(grant(&ben, Role::Participant));
    let last = ben.is_told("the objection", |told| settled(told).flatten()).await;
    assert_eq!(last, Objection::LastFacilitator);
}

#[tokio::test]
async fn ph3_an_exported_workshop_comes_back_at_its_phase_with_its_locks() {
    let (server, _, ann, _ben) = ann_and_ben().await;
    ann.orders(Deed::Lock { things: vec![Thing::Wall] });
    ann.orders(Deed::SetPhase { phase: Phase::Decide });
    ann.sees("the phase", |board| board.phase() == Phase::Decide).await;
    ann.is_saved().await;
    let file = server.export(ann.seat(), "json").await;
    let reply = server.post_raw("/api/workshops/import", "application/json", file).await;
    let copy = journeyboard_tests::Workshop::from_reply(&reply);
    let eve = sit(&server, &copy, Role::Viewer, "Eve").await;
    assert_eq!(eve.board().phase(), Phase::Decide);
    assert!(eve.board().locks.has(Thing::Wall));
}
