//! The command line: what it prints, with which code it ends, and what it leaves alone.

use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;

use journeyboard_tests::{ServerProcess, run_journeyboard};
use serde_json::json;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// `…/w/{id}#{secret}` → id and secret.
fn parts(link: &str) -> (String, String) {
    let (page, secret) = link.trim().split_once('#').expect("a secret in the fragment");
    (page.rsplit('/').next().expect("an id").to_owned(), secret.to_owned())
}

#[tokio::test]
async fn op1_two_servers_never_share_a_folder_or_a_port() {
    let server = ServerProcess::start().await;
    let data = server.data();
    let second = run_journeyboard(&["serve", "--listen", "127.0.0.1:0", "--data", text(&data)]).await;
    assert_eq!(second.code, Some(3), "{second:?}");
    assert!(second.err.contains("already in use by another server"), "{}", second.err);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let listen = server.address().to_string();
    let third = run_journeyboard(&["serve", "--listen", &listen, "--data", text(elsewhere.path())]).await;
    assert_eq!(third.code, Some(5), "{third:?}");
    assert!(third.err.contains(&listen), "{}", third.err);
    assert!(second.out.is_empty() && third.out.is_empty(), "who does not listen does not say so");
    server.create("Bakery").await;
}

#[tokio::test]
async fn op2_arguments_and_folders_that_make_no_sense_end_with_their_own_codes() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a-file");
    std::fs::write(&file, "not a folder").expect("a file");
    let strange = folder.path().join("strange");
    std::fs::create_dir(&strange).expect("a folder");
    std::fs::write(strange.join("journeyboard.db"), "not a database, but long enough to look at".repeat(50))
        .expect("a file");
    let cases: [(i32, Vec<&str>); 9] = [
        (2, vec!["sreve"]),
        (2, vec!["serve", "--prot", "1"]),
        (2, vec!["serve", "--create", "never"]),
        (2, vec!["serve", "--public-url", "board.example"]),
        (2, vec!["serve", "--max-workshops", "many"]),
        (2, vec!["links", "not-an-id"]),
        (6, vec!["serve", "--listen", "127.0.0.1:0", "--data", text(&file)]),
        (6, vec!["serve", "--listen", "127.0.0.1:0", "--data", text(&strange)]),
        (6, vec!["links", "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3", "--data", text(folder.path())]),
    ];
    for (code, args) in cases {
        let ended = run_journeyboard(&args).await;
        assert_eq!(ended.code, Some(code), "{args:?}: {ended:?}");
        assert!(!ended.err.trim().is_empty() && ended.out.is_empty(), "{args:?}: {ended:?}");
    }
    let helped = run_journeyboard(&["serve", "--help"]).await;
    assert_eq!(helped.code, Some(0));
    for flag in ["LISTEN", "DATA", "PUBLIC_URL", "CREATE"] {
        assert!(helped.out.contains(&format!("JOURNEYBOARD_{flag}")), "{}", helped.out);
    }
}

#[tokio::test]
async fn op3_data_of_a_newer_version_is_left_as_it_is() {
    let mut server = ServerProcess::start().await;
    server.create("Bakery").await;
    server.is_stopped().await;
    let database = server.data().join("journeyboard.db");
    let mut file = std::fs::File::options().write(true).open(&database).expect("the database");
    // SQLite keeps the schema's version in four bytes at 60.
    file.seek(SeekFrom::Start(60)).expect("60");
    file.write_all(&99_u32.to_be_bytes()).expect("written");
    drop(file);
    let before = std::fs::read(&database).expect("the database");
    let data = server.data();
    let ended = run_journeyboard(&["serve", "--listen", "127.0.0.1:0", "--data", text(&data)]).await;
    assert_eq!(ended.code, Some(4), "{ended:?}");
    assert!(ended.err.contains("99"), "it says which version it found: {}", ended.err);
    assert_eq!(std::fs::read(&database).expect("the database"), before);
}

#[tokio::test]
async fn op4_a_lost_facilitator_link_is_made_anew_beside_a_running_server() {
    let server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let (id, data) = (workshop.id.to_string(), server.data());
    let args = ["links", &id, "--data", text(&data), "--public-url", "https://board.example/"];
    let ended = run_journeyboard(&args).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let links: Vec<(&str, &str)> = ended.out.lines().filter_map(|line| line.split_once(' ')).collect();
    let roles: Vec<&str> = links.iter().map(|(role, _)| *role).collect();
    assert_eq!(roles, ["facilitator", "participant", "viewer"]);
    for (role, link) in links {
        assert!(link.trim().starts_with(&format!("https://board.example/w/{id}#")), "{link}");
        let body = json!({ "secret": parts(link).1, "name": "Ann" });
        let reply = server.post(&workshop.path("join"), None, body).await;
        assert_eq!((reply.status, reply.json()["role"].as_str()), (200, Some(role)), "{}", reply.text);
    }
    let first = json!({ "secret": workshop.facilitator, "name": "Ann" });
    assert_eq!(server.post(&workshop.path("join"), None, first).await.status, 200, "the first link still works");
    let nowhere = run_journeyboard(&["links", "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3", "--data", text(&data)]).await;
    assert_eq!(nowhere.code, Some(1), "{nowhere:?}");
    assert!(nowhere.err.contains("no workshop"), "{}", nowhere.err);
}

#[tokio::test]
async fn op5_the_ready_line_comes_last_and_the_demos_links_work_at_every_start() {
    let mut server = ServerProcess::start_with(&["--demo"]).await;
    let mut seen = Vec::new();
    for _ in 0..2 {
        let said = server.said().to_vec();
        assert_eq!(said.last(), Some(&format!("listening on {}", server.url())), "{said:?}");
        let links: Vec<String> = said.iter().filter(|line| line.contains("/w/")).cloned().collect();
        assert_eq!(links.len(), 3, "{said:?}");
        for line in &links {
            let (role, link) = line.trim().split_once(' ').expect("a role and a link");
            assert!(link.trim().starts_with(&server.url()), "{link}");
            let (id, secret) = parts(link);
            let reply = server
                .post(&format!("/api/workshops/{id}/join"), None, json!({ "secret": secret, "name": "Ann" }))
                .await;
            assert_eq!((reply.status, reply.json()["role"].as_str()), (200, Some(role)), "{}", reply.text);
            seen.push(id);
        }
        server.is_stopped().await;
        server.starts_again().await;
    }
    assert!(seen.windows(2).all(|two| two[0] == two[1]), "one demo, not one for each start");
}
