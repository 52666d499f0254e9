//! Backups: of everything and of one workshop, while people write, onto disks and into places that do not take them.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use journeyboard_shared::model::Role;
use journeyboard_tests::words::touchpoint;
use journeyboard_tests::{ServerProcess, TestServer, run_journeyboard};

use super::super::disk::fills_the_disk;
use super::super::sit;
use super::{fails, on, place, succeeds, text, texts};

#[tokio::test]
async fn bk1_a_backup_made_while_people_write_holds_all_that_was_saved_and_is_good() {
    let server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let (_folder, first) = place();
    let mut files = Vec::new();
    for round in 0..5 {
        for n in 0..10 {
            ann.does(touchpoint(&format!("saved {round} {n}")));
        }
        ann.is_saved().await;
        for n in 0..10 {
            ann.does(touchpoint(&format!("on its way {round} {n}")));
        }
        let file = first.with_file_name(format!("{round}.db"));
        let ended = on(&server, &["backup", text(&file)]).await;
        succeeds(&ended);
        assert!(ended.out.contains("database: good") && ended.out.contains("workshops: 1, of which damaged: 0"));
        files.push(file);
    }
    ann.is_saved().await;
    for (round, file) in files.iter().enumerate() {
        assert_eq!(file.metadata().expect("a backup").permissions().mode() & 0o777, 0o600, "links are in it");
        succeeds(&run_journeyboard(&["verify", text(file)]).await);
        let there = TestServer::start_in(tempfile::tempdir().expect("a folder"), |_| {}).await;
        let folder = there.stop().await;
        succeeds(&run_journeyboard(&["restore", text(file), "--data", text(folder.path())]).await);
        let there = TestServer::start_in(folder, |_| {}).await;
        let notes = texts(&there, &workshop).await;
        for n in 0..10 {
            assert!(notes.contains(&format!("saved {round} {n}")), "{notes:?}");
        }
        assert!(notes.len() >= (round * 2 + 1) * 10 && notes.len() <= (round + 1) * 20, "{}", notes.len());
    }
    let left: Vec<_> = std::fs::read_dir(first.parent().expect("a folder")).expect("readable").collect();
    assert_eq!(left.len(), files.len(), "nothing but the backups: {left:?}");
}

#[tokio::test]
async fn bk1_a_server_whose_disk_is_full_is_backed_up_onto_another_one() {
    let server = ServerProcess::start_with(&["--max-data-bytes", "300000"]).await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    let saved = fills_the_disk(&ann).await;
    let (folder, file) = place();
    succeeds(&on(&server, &["backup", text(&file)]).await);
    let new = folder.path().join("a larger disk");
    succeeds(&run_journeyboard(&["restore", text(&file), "--data", text(&new)]).await);
    let mut files = std::fs::read_dir(&new).expect("a folder").map(|entry| entry.expect("a file").file_name());
    assert!(files.any(|name| name == "journeyboard.db"));
    let found = rusqlite::Connection::open(new.join("journeyboard.db")).expect("opened");
    let bytes: i64 = found.query_row("SELECT length(bytes) FROM snapshots", [], |row| row.get(0)).expect("a state");
    assert!(bytes > saved as i64 * 1_900, "{saved} notes in {bytes} bytes");
}

#[tokio::test]
async fn bk2_a_backup_of_one_workshop_holds_it_and_no_other() {
    let mut server = ServerProcess::start().await;
    let (bakery, shop) = (server.create("Bakery").await, server.create("Shop").await);
    let ann = sit(&server, &bakery, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("the queue at the counter"));
    ann.is_saved().await;
    let id = bakery.id.to_string();
    for running in [true, false] {
        if !running {
            server.is_stopped().await;
        }
        let (_folder, file) = place();
        let ended = on(&server, &["backup", text(&file), "--workshop", &id]).await;
        succeeds(&ended);
        let verified = run_journeyboard(&["verify", text(&file)]).await;
        succeeds(&verified);
        assert!(verified.out.contains(&id) && !verified.out.contains(&shop.id.to_string()), "{}", verified.out);
        let bytes = std::fs::read(&file).expect("a backup");
        let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
        assert!(holds("the queue at the counter") && holds(&bakery.viewer) && !holds(&shop.viewer));
    }
}

#[tokio::test]
async fn bk3_a_backup_that_cannot_be_written_is_said_to_be_so_and_nothing_is_overwritten() {
    let mut server = ServerProcess::start().await;
    server.create("Bakery").await;
    let (folder, file) = place();
    std::fs::write(&file, "somebody's last backup").expect("a file");
    let nowhere = folder.path().join("nowhere/copy.db");
    let unknown = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3";
    let other = folder.path().join("other.db");
    for running in [true, false] {
        if !running {
            server.is_stopped().await;
        }
        fails(&on(&server, &["backup", text(&file)]).await, 6, "is there already");
        fails(&on(&server, &["backup", text(folder.path())]).await, 6, "is there already");
        fails(&on(&server, &["backup", text(&nowhere)]).await, 6, "cannot be written");
        fails(&on(&server, &["backup", "/proc/copy.db"]).await, 6, "cannot be written");
        fails(&on(&server, &["backup", text(&other), "--workshop", unknown]).await, 9, "no workshop");
        fails(&on(&server, &["backup", text(&other), "--workshop", "bakery"]).await, 2, "bakery");
    }
    assert_eq!(std::fs::read_to_string(&file).expect("there"), "somebody's last backup");
    assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1, "nothing half written is left");
    let empty = tempfile::tempdir().expect("a folder");
    let ended = run_journeyboard(&["backup", text(&other), "--data", text(empty.path())]).await;
    fails(&ended, 6, "no journeyboard data");
    assert_eq!(std::fs::read_dir(empty.path()).expect("readable").count(), 0, "looking leaves nothing behind");
}

#[tokio::test]
async fn up1_the_local_socket_is_its_owners_alone_and_one_left_by_a_killed_server_is_in_nobodys_way() {
    let mut server = ServerProcess::start().await;
    server.create("Bakery").await;
    let socket = server.data().join("journeyboard.sock");
    assert_eq!(socket.metadata().expect("a socket").permissions().mode() & 0o777, 0o600);
    server.is_killed();
    assert!(socket.exists(), "nobody tidied up");
    succeeds(&on(&server, &["verify"]).await);
    server.starts_again().await;
    succeeds(&on(&server, &["verify"]).await);
    // A server that holds the folder and has no socket is not worked around.
    std::fs::remove_file(&socket).expect("removed");
    fails(&on(&server, &["verify"]).await, 3, "already in use");
    server.is_stopped().await;
    assert!(!socket.exists());
}

#[tokio::test]
async fn up1_who_says_nonsense_to_the_local_socket_is_told_and_harms_nobody() {
    use std::io::{Read as _, Write as _};
    use std::os::unix::net::UnixStream;

    let server = ServerProcess::start().await;
    let socket = server.data().join("journeyboard.sock");
    for nonsense in ["{\"wish\":\"destroy\"}\n".to_owned(), "\n".to_owned(), "x".repeat(100_000) + "\n"] {
        let mut stream = UnixStream::connect(&socket).expect("a socket");
        // The server may hang up in the middle of too much.
        let _cut = stream.write_all(nonsense.as_bytes());
        let mut answer = String::new();
        let _cut = stream.read_to_string(&mut answer);
        assert!(answer.is_empty() || answer.contains("does not know that command"), "{answer}");
    }
    succeeds(&on(&server, &["verify"]).await);
}

/// Writes past a bound fail as on a disk that takes no more.
#[tokio::test]
async fn bk4_a_disk_that_takes_no_more_while_backing_up_leaves_nothing_behind() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    for n in 0..40 {
        ann.does(touchpoint(&format!("{n} {}", "x".repeat(1_500))));
    }
    ann.is_saved().await;
    server.is_stopped().await;
    let (folder, file) = place();
    // The program that the harness runs, under a bound of 64 KiB for each file.
    let program = journeyboard_tests::program();
    let ended = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""])
        .arg(program)
        .args(["backup", text(&file), "--data", text(&server.data())])
        .output()
        .expect("it runs");
    assert!(matches!(ended.status.code(), Some(6 | 8)), "{ended:?}");
    assert!(!ended.stderr.is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 0);
    succeeds(&on(&server, &["backup", text(&file)]).await);
}
