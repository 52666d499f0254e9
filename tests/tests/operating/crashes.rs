//! A server that is killed without a word: what it acked is there when it comes back, and so are its people.

use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_shared::sync::Badge;
use journeyboard_tests::words::{adds, deletes, says, touchpoint, types};
use journeyboard_tests::{Person, ServerProcess, Told};
use serde_json::Value;
use tokio::time::timeout;

use super::{SOON, sit};

#[tokio::test]
async fn du1_what_was_acked_survives_kill_9_and_what_was_not_comes_with_its_people() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let ben = sit(&server, &workshop, Role::Participant, "Ben").await;
    for n in 0..20 {
        ann.does(adds(NoteKind::Idea, &format!("acked {n}"), &format!("Acked {n}")));
    }
    ann.does(deletes("acked 19"));
    ann.is_saved().await;
    ann.goes_offline();
    ben.sees("Ann's notes", |board| board.living_notes().count() == 19).await;
    server.is_killed();
    ben.badge_says("offline", |badge| matches!(badge, Badge::Offline(_))).await;
    ben.does(adds(NoteKind::Idea, "unsent", "Written while nobody listened"));
    ben.does(types("acked 0", 0, "Still "));

    server.starts_again().await;
    ben.badge_says("everything saved", |badge| badge == Badge::Saved).await;
    // Ann is not back: what she was told is saved must be there without her copy.
    let file: Value = serde_json::from_str(&server.export(ben.seat(), "json").await).expect("JSON");
    let texts: Vec<&str> =
        file["notes"].as_object().expect("notes").values().filter_map(|note| note["text"].as_str()).collect();
    for n in 1..19 {
        assert!(texts.contains(&format!("Acked {n}").as_str()), "note {n} was acked and is lost");
    }
    assert!(texts.contains(&"Still Acked 0") && texts.contains(&"Written while nobody listened"));
    assert_eq!(texts.len(), 20);
    ann.comes_back().await;
    ann.sees("Ben's note", |board| says(board, "unsent").is_some()).await;
    assert_eq!(ann.board(), ben.board());
}

#[tokio::test]
async fn du2_no_kill_at_any_moment_loses_an_acked_note_or_makes_one_twice() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let eve = server.join(&workshop, Role::Viewer, "Eve").await;
    let mut written = 0;
    for round in 0..6 {
        for _ in 0..round * 7 {
            ann.does(touchpoint(&format!("note {written}")));
            written += 1;
        }
        ann.is_saved().await;
        let acked = written;
        // More is on its way, and goes down with the server at whatever point it has reached.
        for _ in 0..10 {
            ann.does(touchpoint(&format!("note {written}")));
            written += 1;
        }
        let lines = ann.connections();
        if round % 2 == 0 {
            ann.badge_says("some of it saved", |badge| {
                matches!(badge, Badge::Saving(n) if n < 10) || badge == Badge::Saved
            })
            .await;
        }
        server.is_killed();
        ann.badge_says("offline", |badge| matches!(badge, Badge::Offline(_))).await;
        ann.goes_offline();
        server.starts_again().await;
        let file: Value = serde_json::from_str(&server.export(&eve, "json").await).expect("JSON");
        let found = file["notes"].as_object().expect("notes").len();
        assert!((acked..=written).contains(&found), "{acked} were acked, {found} are there, {written} were written");
        ann.comes_back().await;
        ann.is_saved().await;
        assert_eq!(ann.connections(), lines + 1);
        let file: Value = serde_json::from_str(&server.export(&eve, "json").await).expect("JSON");
        assert_eq!(file["notes"].as_object().expect("notes").len(), written);
    }
}

#[tokio::test]
async fn du3_a_server_that_is_asked_to_stop_says_so_to_everybody_and_exits_with_0() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("on its way"));
    assert_eq!(server.is_stopped().await.code(), Some(0));
    let closed = ann.is_told("how the line ended", |told| match told {
        Told::Lost(closed) => Some(closed.clone()),
        _ => None,
    });
    assert_eq!(closed.await.code, 1012);
    server.starts_again().await;
    timeout(SOON, ann.is_saved()).await.expect("back soon");
    let fresh = Person::sit(&server, ann.seat(), "Ann elsewhere").await;
    fresh.sees("the note", |board| says(board, "on its way").is_some()).await;
}

#[tokio::test]
async fn du4_many_people_come_back_to_a_killed_server_by_themselves_and_agree() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let mut people = Vec::new();
    for n in 0..12 {
        people.push(sit(&server, &workshop, Role::Participant, &format!("Person {n}")).await);
    }
    for (n, person) in people.iter().enumerate() {
        person.does(touchpoint(&format!("before {n}")));
    }
    server.is_killed();
    for (n, person) in people.iter().enumerate() {
        person.does(touchpoint(&format!("meanwhile {n}")));
    }
    server.starts_again().await;
    for person in &people {
        person.sees("everybody's notes", |board| board.living_notes().count() == 24).await;
        person.is_saved().await;
    }
    let board = people[0].board();
    assert!(people.iter().all(|person| person.board() == board));
}
