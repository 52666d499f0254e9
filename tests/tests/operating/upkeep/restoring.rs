//! Restores: of one workshop under people's hands, of a deleted one, of everything; and files that are no backups.

use journeyboard_shared::model::Role;
use journeyboard_shared::sync::End;
use journeyboard_tests::words::{deletes, says, touchpoint};
use journeyboard_tests::{Person, RawPeer, Seat, ServerProcess, Told, run_journeyboard};
use reqwest::Method;
use serde_json::json;

use super::super::sit;
use super::{fails, on, place, succeeds, tamper, text, texts, texts_for};

/// Joins again as whoever has the old token, as a client does that was closed with 4409.
async fn joins_again(server: &ServerProcess, workshop: &journeyboard_tests::Workshop, old: &Seat) -> Seat {
    let body = json!({ "secret": workshop.secret(old.role) });
    let reply = server.post(&workshop.path("join"), Some(&old.token), body).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    Seat::from_reply(workshop.id, &reply)
}

async fn is_ended(person: &Person) -> End {
    person
        .is_told("that there is no way back", |told| if let Told::Ended(end) = told { Some(*end) } else { None })
        .await
}

#[tokio::test]
async fn re1_a_restored_workshop_is_as_it_was_and_its_people_come_back_as_themselves() {
    let server = ServerProcess::start().await;
    let (workshop, other) = (server.create("Bakery").await, server.create("Shop").await);
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let nel = sit(&server, &other, Role::Facilitator, "Nel").await;
    ann.does(touchpoint("queue"));
    ann.does(touchpoint("counter"));
    ann.is_saved().await;
    let (_folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    let ben = sit(&server, &workshop, Role::Participant, "Ben").await;
    ann.does(deletes("queue"));
    ben.does(touchpoint("an afterthought"));
    ann.is_saved().await;
    ben.is_saved().await;
    nel.does(touchpoint("parking"));
    nel.is_saved().await;
    // Nobody puts their pen down for it.
    for n in 0..30 {
        ben.does(touchpoint(&format!("in the middle {n}")));
    }

    let id = workshop.id.to_string();
    let ended = on(&server, &["restore", text(&file), "--workshop", &id]).await;
    succeeds(&ended);
    assert!(ended.out.contains("generation 2"), "{}", ended.out);
    for person in [&ann, &ben] {
        assert_eq!(is_ended(person).await, End::OtherGeneration, "closed with 4409");
    }
    assert_eq!(texts(&server, &workshop).await, ["counter", "queue"]);
    // Their links work; their tokens make them who they were, Ben too, who came after the backup.
    for (person, name) in [(&ann, "Ann"), (&ben, "Guest")] {
        let seat = joins_again(&server, &workshop, person.seat()).await;
        assert_eq!((seat.participant, seat.role), (person.seat().participant, person.seat().role));
        let again = Person::sit(&server, &seat, name).await;
        again
            .sees("themselves", |board| board.participants.get(&seat.participant).is_some_and(|p| p.name == name))
            .await;
        again.does(touchpoint(&format!("{name} is back")));
        again.is_saved().await;
    }
    assert_eq!(nel.connections(), 1, "the workshop next door does not notice");
    assert_eq!(texts(&server, &other).await, ["parking"]);
}

#[tokio::test]
async fn re2_no_copy_from_before_a_restore_merges_into_what_was_restored() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("in the backup"));
    ann.is_saved().await;
    let (_folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    ann.does(touchpoint("after the backup"));
    ann.is_saved().await;
    ann.goes_offline();
    ann.does(touchpoint("offline"));
    let id = workshop.id.to_string();
    // Again and again, from the same file: each life is another one.
    for life in 2..5 {
        let ended = on(&server, &["restore", text(&file), "--workshop", &id]).await;
        succeeds(&ended);
        assert!(ended.out.contains(&format!("at generation {life}")), "{}", ended.out);
    }
    let mut stock = RawPeer::connect(&server, ann.seat()).await;
    assert_eq!(stock.is_closed().await.code, 4409);
    let asked = server.get(&format!("/api/workshops/{id}"), Some(&ann.seat().token)).await;
    asked.refuses(409, "other-generation");
    ann.comes_back().await;
    assert_eq!(is_ended(&ann).await, End::OtherGeneration);
    assert!(says(&ann.board(), "offline").is_some(), "what was not sent is still with her");
    assert_eq!(texts(&server, &workshop).await, ["in the backup"]);
    server.is_killed();
    server.starts_again().await;
    assert_eq!(texts(&server, &workshop).await, ["in the backup"]);
    succeeds(&on(&server, &["verify"]).await);
}

#[tokio::test]
async fn re3_what_a_restore_replaced_is_set_aside_and_can_be_restored_itself() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let (_folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("a morning's work"));
    ann.is_saved().await;
    let id = workshop.id.to_string();
    let aside = server.data().join("set-aside");
    succeeds(&on(&server, &["restore", text(&file), "--workshop", &id]).await);
    assert!(texts(&server, &workshop).await.is_empty());
    let kept: Vec<_> =
        std::fs::read_dir(&aside).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(text(&kept[0]).contains(&format!("{id}-generation-1-")), "{kept:?}");
    succeeds(&on(&server, &["restore", text(&kept[0]), "--workshop", &id]).await);
    assert_eq!(texts(&server, &workshop).await, ["a morning's work"]);
    // Without a server it is the same.
    server.is_stopped().await;
    succeeds(&on(&server, &["restore", text(&file), "--workshop", &id]).await);
    server.starts_again().await;
    assert!(texts(&server, &workshop).await.is_empty());
    assert_eq!(std::fs::read_dir(&aside).expect("a folder").count(), 3);
    // Whoever deletes a workshop wants it gone, this too.
    let seat = joins_again(&server, &workshop, ann.seat()).await;
    let path = format!("/api/workshops/{id}");
    assert_eq!(server.request(Method::DELETE, &path, Some(&seat.token), None).await.status, 204);
    assert_eq!(std::fs::read_dir(&aside).expect("a folder").count(), 0);
}

#[tokio::test]
async fn re4_a_deleted_workshop_comes_back_with_its_links_and_people_at_a_life_of_its_own() {
    let server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("queue"));
    ann.is_saved().await;
    let (_folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    ann.does(touchpoint("after the backup"));
    ann.is_saved().await;
    ann.goes_offline();
    let (id, path) = (workshop.id.to_string(), format!("/api/workshops/{}", workshop.id));
    assert_eq!(server.request(Method::DELETE, &path, Some(&ann.seat().token), None).await.status, 204);
    let first = on(&server, &["restore", text(&file), "--workshop", &id]).await;
    succeeds(&first);
    assert_eq!(texts(&server, &workshop).await, ["queue"]);
    let mut stock = RawPeer::connect(&server, ann.seat()).await;
    assert_eq!(stock.is_closed().await.code, 4409);
    let seat = joins_again(&server, &workshop, ann.seat()).await;
    assert_eq!((seat.participant, seat.role), (ann.seat().participant, Role::Facilitator));
    assert_eq!(texts_for(&server, &seat).await, ["queue"]);
    // Deleted and brought back once more, from the same backup: another life again.
    assert_eq!(server.request(Method::DELETE, &path, Some(&seat.token), None).await.status, 204);
    let ended = on(&server, &["restore", text(&file), "--workshop", &id]).await;
    succeeds(&ended);
    let next = joins_again(&server, &workshop, ann.seat()).await;
    assert_eq!(next.participant, seat.participant);
    let mut stock = RawPeer::connect(&server, &seat).await;
    assert!([4401, 4409].contains(&stock.is_closed().await.code), "the token of the life between is of no use");
    let generations = [&first, &ended].map(|ended| generation_in(&ended.out));
    assert!(generations[0] > 1 && generations[1] > generations[0], "{generations:?}");
}

/// `… at generation 7` → 7.
fn generation_in(said: &str) -> u64 {
    let (_, number) = said.trim().rsplit_once(' ').expect("a number at the end");
    number.parse().expect("a generation")
}

#[tokio::test]
async fn re5_everything_is_restored_on_a_stopped_server_and_what_was_there_is_set_aside() {
    let mut server = ServerProcess::start().await;
    let (bakery, shop) = (server.create("Bakery").await, server.create("Shop").await);
    let ann = sit(&server, &bakery, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("queue"));
    ann.is_saved().await;
    let (folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    ann.does(touchpoint("after the backup"));
    ann.is_saved().await;
    ann.goes_offline();
    let late = server.create("Made after the backup").await;
    fails(&on(&server, &["restore", text(&file)]).await, 3, "stop it to restore everything");
    server.is_killed();
    succeeds(&on(&server, &["restore", text(&file)]).await);
    server.starts_again().await;
    assert_eq!(texts(&server, &bakery).await, ["queue"]);
    assert!(texts(&server, &shop).await.is_empty());
    assert_eq!(server.get(&format!("/api/workshops/{}", late.id), None).await.status, 404);
    let mut stock = RawPeer::connect(&server, ann.seat()).await;
    assert_eq!(stock.is_closed().await.code, 4409, "each workshop has another life");
    succeeds(&on(&server, &["verify"]).await);
    // What was there is a folder that a server can be started on.
    let aside =
        std::fs::read_dir(server.data().join("set-aside")).expect("a folder").next().expect("one").expect("readable");
    let ended = run_journeyboard(&["verify", "--data", text(&aside.path())]).await;
    succeeds(&ended);
    assert!(ended.out.contains(&late.id.to_string()), "{}", ended.out);
    // A new machine has nothing yet.
    let new = folder.path().join("new machine");
    succeeds(&run_journeyboard(&["restore", text(&file), "--data", text(&new)]).await);
    succeeds(&run_journeyboard(&["verify", "--data", text(&new)]).await);
    assert!(!new.join("restoring").exists() && !new.join("set-aside").exists());
}

#[tokio::test]
async fn re7_a_workshop_that_can_be_opened_no_more_is_restored_under_the_running_server() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("queue"));
    ann.is_saved().await;
    let (_folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    let seat = ann.seat().clone();
    ann.leaves().await;
    server.is_stopped().await;
    tamper(&server.data().join("journeyboard.db"), "UPDATE snapshots SET bytes = substr(bytes, 2)");
    server.starts_again().await;
    let path = format!("/api/workshops/{}/export.json", workshop.id);
    assert_eq!(server.get(&path, Some(&seat.token)).await.status, 500, "it is damaged, and says so");
    fails(&on(&server, &["verify"]).await, 7, "damage was found");
    let id = workshop.id.to_string();
    succeeds(&on(&server, &["restore", text(&file), "--workshop", &id]).await);
    assert_eq!(texts(&server, &workshop).await, ["queue"]);
    let again = Person::sit(&server, &joins_again(&server, &workshop, &seat).await, "Ann").await;
    again.does(deletes("queue"));
    again.is_saved().await;
    succeeds(&on(&server, &["verify"]).await);
}

#[tokio::test]
async fn re9_a_backup_of_an_older_version_is_restored_and_stays_as_it_was() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("queue"));
    ann.is_saved().await;
    let (_folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    tamper(&file, "DROP TABLE marks; PRAGMA user_version = 1");
    let before = std::fs::read(&file).expect("a backup");
    ann.does(touchpoint("after the backup"));
    ann.is_saved().await;
    succeeds(&run_journeyboard(&["verify", text(&file)]).await);
    let id = workshop.id.to_string();
    succeeds(&on(&server, &["restore", text(&file), "--workshop", &id]).await);
    assert_eq!(texts(&server, &workshop).await, ["queue"]);
    server.is_stopped().await;
    succeeds(&on(&server, &["restore", text(&file)]).await);
    server.starts_again().await;
    assert_eq!(texts(&server, &workshop).await, ["queue"]);
    assert!(std::fs::read(&file).expect("a backup") == before);
    let names = std::fs::read_dir(server.data()).expect("a folder").map(|entry| entry.expect("a file").file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().contains("migrating")));
}

#[tokio::test]
async fn re6_what_is_no_good_backup_is_refused_by_name_and_nothing_changes() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("queue"));
    ann.is_saved().await;
    let (folder, good) = place();
    succeeds(&on(&server, &["backup", text(&good)]).await);
    let make = |name: &str, sql: &str| {
        let file = folder.path().join(name);
        std::fs::copy(&good, &file).expect("copied");
        tamper(&file, sql);
        file
    };
    let newer = make("newer.db", "PRAGMA user_version = 99");
    let foreign = make("foreign.db", "PRAGMA application_id = 7");
    let damaged = make("damaged.db", "UPDATE log SET bytes = zeroblob(length(bytes)) WHERE seq = 1");
    let unreadable = make("unreadable.db", "UPDATE snapshots SET bytes = x'ff'");
    let text_file = folder.path().join("text.db");
    std::fs::write(&text_file, "not a database, but long enough to look at".repeat(50)).expect("a file");
    let in_use = server.data().join("journeyboard.db");
    let missing = folder.path().join("missing.db");
    let cases = [
        (&newer, 4, "99"),
        (&foreign, 10, "is not a backup"),
        (&text_file, 10, "is not a backup"),
        (&in_use, 10, "in use"),
        (&missing, 6, "cannot be read"),
        (&damaged, 7, "nothing was restored"),
        (&unreadable, 7, "nothing was restored"),
    ];
    let id = workshop.id.to_string();
    let unknown = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3";
    for running in [true, false] {
        for (file, code, reason) in cases {
            if !running && *file == in_use {
                continue; // a closed database is as good as a backup
            }
            fails(&on(&server, &["restore", text(file), "--workshop", &id]).await, code, reason);
            if !running {
                fails(&on(&server, &["restore", text(file)]).await, code, reason);
            }
        }
        fails(&on(&server, &["restore", text(&good), "--workshop", unknown]).await, 9, "no workshop");
        if running {
            assert_eq!(ann.connections(), 1, "nobody noticed");
            server.is_stopped().await;
        }
    }
    server.starts_again().await;
    assert_eq!(texts(&server, &workshop).await, ["queue"]);
    assert!(!server.data().join("set-aside").exists());
}
