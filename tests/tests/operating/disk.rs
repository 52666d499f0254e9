//! A disk that is full or fails: people are told, reading goes on, nothing that was acked is lost, and it recovers.

use journeyboard_server::store::{Fault, FaultyStore, MemoryStore, Moment, StoreHandle, StoreOptions};
use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_shared::sync::Badge;
use journeyboard_tests::words::{adds, says, touchpoint};
use journeyboard_tests::{Person, TestServer, Workshop};
use reqwest::Method;
use serde_json::Value;

use super::sit;

fn is_troubled(badge: Badge) -> bool {
    matches!(badge, Badge::Troubled(_))
}

/// Writes until the disk takes no more; answers how many notes were acked.
pub(super) async fn fills_the_disk(ann: &Person) -> usize {
    for n in 0.. {
        let before = ann.board().living_notes().count();
        ann.does(adds(NoteKind::Idea, &format!("page {n}"), &"x".repeat(1_900)));
        ann.badge_says("saved or trouble", |badge| badge == Badge::Saved || is_troubled(badge)).await;
        if is_troubled(ann.badge()) {
            return before;
        }
        assert!(n < 2_000, "this disk never fills");
    }
    unreachable!("the loop has no end")
}

async fn notes_in_export(server: &TestServer, workshop: &Workshop, of: &Person) -> usize {
    assert_eq!(workshop.id, of.seat().workshop);
    let file: Value = serde_json::from_str(&server.export(of.seat(), "json").await).expect("JSON");
    file["notes"].as_object().expect("notes").len()
}

#[tokio::test]
async fn di1_on_a_full_disk_people_are_told_reading_goes_on_and_room_made_is_room_used() {
    let server = TestServer::start_on_a_small_disk(500_000).await;
    let filler = server.create("Filler").await;
    let workshop = server.create("Bakery").await;
    let fil = sit(&server, &filler, Role::Facilitator, "Fil").await;
    for n in 0..45 {
        fil.does(adds(NoteKind::Idea, &format!("filler {n}"), &"y".repeat(1_900)));
    }
    fil.is_saved().await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let eve = sit(&server, &workshop, Role::Viewer, "Eve").await;
    let acked = fills_the_disk(&ann).await;
    assert!(acked > 0);
    // Reading goes on, and shows what is on disk.
    let late = Person::sit(&server, eve.seat(), "Eve's other tab").await;
    assert_eq!(late.board().living_notes().count(), acked);
    assert_eq!(notes_in_export(&server, &workshop, &eve).await, acked);
    // Ann goes on writing; it is kept with her.
    ann.does(touchpoint("meanwhile"));
    assert!(is_troubled(ann.badge()));
    // Somebody makes room.
    let path = format!("/api/workshops/{}", filler.id);
    assert_eq!(server.request(Method::DELETE, &path, Some(&fil.seat().token), None).await.status, 204);
    ann.is_saved().await;
    late.sees("what was written meanwhile", |board| {
        says(board, "meanwhile").is_some() && board.living_notes().count() == acked + 2
    })
    .await;
    assert_eq!(ann.connections(), 1, "nobody was thrown out");
    assert_eq!(notes_in_export(&server, &workshop, &eve).await, acked + 2);
}

#[tokio::test]
async fn di2_a_larger_disk_after_a_restart_takes_what_people_kept() {
    let server = TestServer::start_on_a_small_disk(300_000).await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let acked = fills_the_disk(&ann).await;
    let server = server.restart_with(|options| options.store.max_data_bytes = None).await;
    ann.is_saved().await;
    assert_eq!(notes_in_export(&server, &workshop, &ann).await, acked + 1);
}

#[tokio::test]
async fn di3_a_write_that_happened_though_the_disk_said_no_happens_once() {
    for moment in [Moment::Before, Moment::After] {
        let (store, switch) = FaultyStore::new(MemoryStore::new(StoreOptions::default()));
        let server = TestServer::start_over(StoreHandle::start(store).expect("threads"), |_| {}).await;
        let workshop = server.create("Bakery").await;
        let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
        let ben = sit(&server, &workshop, Role::Participant, "Ben").await;
        ann.does(touchpoint("before"));
        ann.is_saved().await;
        switch.fail_from(1, Fault::Io("the cable is loose".into()), moment);
        ann.does(touchpoint("meanwhile"));
        ann.badge_says("trouble, and one edit that is not saved", |badge| badge == Badge::Troubled(1)).await;
        ben.badge_says("trouble", is_troubled).await;
        ben.does(touchpoint("also meanwhile"));
        assert!(says(&ben.board(), "meanwhile").is_none(), "nobody sees what is not on disk");
        switch.heal();
        for person in [&ann, &ben] {
            person.is_saved().await;
            person.sees("everything once", |board| board.living_notes().count() == 3).await;
        }
        assert_eq!(ann.board(), ben.board());
        assert_eq!(notes_in_export(&server, &workshop, &ben).await, 3);
    }
}

#[tokio::test]
async fn di4_whoever_comes_while_the_disk_fails_is_told_and_may_read() {
    let (store, switch) = FaultyStore::new(MemoryStore::new(StoreOptions::default()));
    let server = TestServer::start_over(StoreHandle::start(store).expect("threads"), |_| {}).await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("before"));
    ann.is_saved().await;
    switch.fail_from(1, Fault::DiskFull, Moment::Before);
    ann.does(touchpoint("meanwhile"));
    ann.badge_says("trouble", is_troubled).await;
    let tab = Person::sit(&server, ann.seat(), "Ann's other tab").await;
    tab.badge_says("trouble", is_troubled).await;
    assert_eq!(tab.board().living_notes().count(), 1);
    let body = serde_json::json!({ "secret": workshop.participant, "name": "Ben" });
    server.post(&workshop.path("join"), None, body).await.refuses(503, "unavailable");
    let wanted = serde_json::json!({ "title": "Shop" });
    server.post("/api/workshops", None, wanted).await.refuses(503, "unavailable");
    assert_eq!(server.get("/healthz", None).await.status, 200);
    switch.heal();
    tab.sees("what was written meanwhile", |board| says(board, "meanwhile").is_some()).await;
    server.join(&workshop, Role::Participant, "Ben").await;
}
