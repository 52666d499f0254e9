//! Lines that break: what people do meanwhile is kept, and they come back by themselves.

use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_shared::sync::Badge;
use journeyboard_tests::words::{adds, deletes, note, says, types};
use journeyboard_tests::{Person, RawPeer, Told};

use super::{agree, ann_and_ben};

#[tokio::test]
async fn sy4_edits_made_offline_survive_the_return() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "bread"));
    ben.sees("the note", |board| says(board, "bread").as_deref() == Some("bread")).await;
    ann.goes_offline();
    for n in 0..20 {
        ann.does(adds(NoteKind::Idea, &format!("offline {n}"), &format!("Thought {n}")));
    }
    ann.does(types("bread", 0, "Fresh "));
    assert_eq!(ann.badge(), Badge::Offline(21));
    ben.does(deletes_own(&ben, "cake"));
    ann.comes_back().await;
    ben.sees("everything", |board| board.notes.len() == 22 && says(board, "bread").as_deref() == Some("Fresh bread"))
        .await;
    ann.is_saved().await;
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn sy15_whoever_writes_too_much_at_once_comes_back_slower_and_everything_is_saved() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    for n in 0..150 {
        ann.does(adds(NoteKind::Idea, &format!("pasted {n}"), &format!("Line {n} of a long list")));
    }
    ann.is_told("that it was too much at once", |told| match told {
        Told::Lost(closed) if closed.code == 4529 => Some(()),
        _ => None,
    })
    .await;
    ann.is_saved().await;
    ben.sees("all of it", |board| board.living_notes().count() == 150).await;
    assert!(ann.connections() < 6, "{} times back for one paste", ann.connections());
}

/// Ben makes a note and takes it away again.
fn deletes_own(ben: &Person, label: &str) -> journeyboard_shared::command::Command {
    ben.does(adds(NoteKind::Idea, label, "Cake"));
    deletes(label)
}

#[tokio::test]
async fn ln1_at_a_restart_everybody_is_told_and_comes_back_by_themselves() {
    let (server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "bread"));
    ann.is_saved().await;
    let server = server.restart().await;
    for person in [&ann, &ben] {
        let code = person.is_told("how the line ended", |told| match told {
            Told::Lost(closed) => Some(closed.code),
            _ => None,
        });
        assert_eq!(code.await, 1012);
        person.is_saved().await;
        assert_eq!(person.connections(), 2);
    }
    ben.does(types("bread", 0, "Fresh "));
    ann.sees("Ben's word", |board| says(board, "bread").as_deref() == Some("Fresh bread")).await;
    agree(&ann, &ben).await;
    server.stop().await;
}

#[tokio::test]
async fn ln2_what_is_done_while_the_server_is_away_arrives_when_it_is_back() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    let address = server.address();
    let folder = server.stop().await;
    ann.badge_says("offline", |badge| matches!(badge, Badge::Offline(_))).await;
    ben.badge_says("offline", |badge| matches!(badge, Badge::Offline(_))).await;
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ben.does(adds(NoteKind::Idea, "cake", "Cake"));
    let mut options = journeyboard_server::Options::local(folder.path());
    options.listen = address.to_string();
    let listening = journeyboard_server::Server::new(options).listen().await.expect("the port is free");
    let stop = listening.stop();
    let serving = tokio::spawn(listening.serve());
    ben.sees("Ann's note", |board| says(board, "bread").is_some()).await;
    ann.sees("Ben's note", |board| says(board, "cake").is_some()).await;
    agree(&ann, &ben).await;
    assert_eq!(ann.seat().workshop, workshop.id);
    stop.cancel();
    serving.await.expect("it stops");
}

#[tokio::test]
async fn ln3_a_returning_copy_that_resends_every_deletion_is_never_punished_not_even_a_viewers() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    for label in ["bread", "cake", "tea"] {
        ann.does(adds(NoteKind::Idea, label, label));
        ann.does(types(label, 0, "no "));
        ann.does(deletes(label));
    }
    ann.is_saved().await;
    let seat = server.join(&workshop, Role::Viewer, "Eve").await;
    let mut eve = RawPeer::connect(&server, &seat).await;
    eve.is_synced().await;
    // Everything that Eve's copy holds, as a stock client sends it to a server that it takes for an empty one.
    let whole = eve.doc.encode_all();
    eve.send(journeyboard_shared::wire::step2(&whole).to_vec()).await;
    let nothing_but_deletes = eve.doc.encode_since(&eve.doc.state_vector()).expect("a vector");
    assert!(nothing_but_deletes.len() > 4, "there are deletions to resend");
    eve.send(journeyboard_shared::wire::update(&nothing_but_deletes).to_vec()).await;
    ben.does(adds(NoteKind::Idea, "milk", "Milk"));
    eve.sees("what comes later", |board| says(board, "milk").is_some()).await;
    assert!(eve.doc.board().notes[&note("bread")].deleted);
}

#[tokio::test]
async fn ln4_the_same_edit_twice_is_one_edit() {
    let (server, _, ann, ben) = ann_and_ben().await;
    let mut raw = RawPeer::connect(&server, ben.seat()).await;
    raw.is_synced().await;
    raw.does(adds(NoteKind::Idea, "bread", "Fresh bread")).await;
    let whole = raw.doc.encode_all();
    for _ in 0..3 {
        raw.send(journeyboard_shared::wire::update(&whole).to_vec()).await;
    }
    raw.does(types("bread", 11, "!")).await;
    ann.sees("the note once", |board| {
        board.notes.len() == 1 && says(board, "bread").as_deref() == Some("Fresh bread!")
    })
    .await;
}
