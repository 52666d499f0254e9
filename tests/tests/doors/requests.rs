//! Requests that make no sense: each gets an error that says what is wrong, and leaves nothing behind.

use std::io::{Read as _, Write as _};

use journeyboard_shared::model::Role;
use journeyboard_tests::{PATIENCE, Seat, TestServer, Workshop};
use reqwest::Method;
use serde_json::{Value, json};

async fn workshops(server: &TestServer) -> u64 {
    server.get("/readyz", None).await.json()["workshops"].as_u64().expect("a number")
}

async fn demo() -> (TestServer, Workshop, Seat) {
    let server = TestServer::start().await;
    let workshop = server.create_from(json!({ "title": "Home fibre", "template": "demo", "locale": "en" })).await;
    let seat = server.join(&workshop, Role::Facilitator, "Ann").await;
    (server, workshop, seat)
}

#[tokio::test]
async fn br1_a_wrong_method_is_told_so_everywhere() {
    let (server, workshop, seat) = demo().await;
    let id = workshop.id;
    for (method, path) in [
        (Method::PUT, "/api/workshops".to_owned()),
        (Method::DELETE, "/api/workshops".to_owned()),
        (Method::GET, "/api/workshops/import".to_owned()),
        (Method::GET, format!("/api/workshops/{id}/join")),
        (Method::POST, format!("/api/workshops/{id}/export.json")),
        (Method::DELETE, format!("/api/workshops/{id}/export.svg")),
        (Method::POST, "/healthz".to_owned()),
        (Method::PUT, format!("/w/{id}")),
    ] {
        let reply = server.request(method.clone(), &path, Some(&seat.token), None).await;
        if path.ends_with("/import") {
            // `import` could be an id.
            assert!(matches!(reply.status, 404 | 405), "{method} {path}");
        } else {
            reply.refuses(405, "method-not-allowed");
        }
    }
}

#[tokio::test]
async fn br2_a_body_that_is_not_what_was_asked_for_creates_nothing() {
    let (server, _, _) = demo().await;
    let json = "application/json";
    for body in [
        "",
        "null",
        "[]",
        "7",
        "\"title\"",
        "{\"title\":7}",
        "{\"title\":",
        "{\"title\":\"x\"}}",
        "\u{feff}{}",
        "title=x",
    ] {
        let reply = server.post_raw("/api/workshops", json, body).await;
        assert!(matches!(reply.status, 400 | 422), "{body}: {}", reply.text);
        assert!(!reply.error_code().is_empty(), "{body}: {}", reply.text);
    }
    server.post_raw("/api/workshops", json, vec![0xff, 0xfe, 0x00]).await.refuses(400, "malformed-json");
    server.post_raw("/api/workshops", "multipart/form-data", "{}").await.refuses(415, "unsupported-media-type");
    let deep = "[".repeat(15_000);
    server.post_raw("/api/workshops", json, deep).await.refuses(400, "malformed-json");
    assert_eq!(workshops(&server).await, 1);
}

#[tokio::test]
async fn br3_a_huge_body_is_refused_whether_it_says_how_long_it_is_or_not() {
    let (server, workshop, _) = demo().await;
    let json = "application/json";
    let (small, large) = (17 * 1024, 25 * 1024 * 1024);
    server.post_raw("/api/workshops", json, vec![b' '; small]).await.refuses(413, "too-large");
    server.post_raw(&workshop.path("join"), json, vec![b' '; small]).await.refuses(413, "too-large");
    server.post_raw("/api/workshops/import", json, vec![b' '; large]).await.refuses(413, "too-large");
    let address = server.address();
    let answer = tokio::task::spawn_blocking(move || in_chunks(address, 30)).await.expect("no panic");
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("too-large"), "{answer}");
    assert_eq!(workshops(&server).await, 1);
}

/// Sends an import of so many MiB without saying how long it is, and reads the answer.
fn in_chunks(address: std::net::SocketAddr, mib: usize) -> String {
    let mut socket = std::net::TcpStream::connect(address).expect("a connection");
    socket.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let head =
        "POST /api/workshops/import HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
    socket.write_all(head.as_bytes()).expect("it listens");
    let chunk = [format!("{:x}\r\n", 1024 * 1024).into_bytes(), vec![b' '; 1024 * 1024], b"\r\n".to_vec()].concat();
    for _ in 0..mib {
        if socket.write_all(&chunk).is_err() {
            break; // it has heard enough
        }
    }
    let mut answer = Vec::new();
    let _may_be_cut_off = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn br4_a_broken_import_names_what_is_wrong_and_where_and_creates_nothing() {
    let (server, _, seat) = demo().await;
    let good: Value = serde_json::from_str(&server.export(&seat, "json").await).expect("JSON");
    let note = good["notes"].as_object().and_then(|notes| notes.keys().next()).expect("a note").clone();
    let step = good["steps"].as_object().and_then(|steps| steps.keys().next()).expect("a step").clone();
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut file = good.clone();
        change(&mut file);
        file.to_string()
    };
    let cases: Vec<(&str, String)> = vec![
        ("line 1", "{".to_owned()),
        ("not a Journeyboard export", r#"{"format":"other","version":1}"#.to_owned()),
        ("version", broken(&|file| file["version"] = json!(99))),
        ("schema", broken(&|file| file["schema"] = json!(99))),
        (&note, broken(&|file| file["notes"][&note]["kind"] = json!("wish"))),
        (&note, broken(&|file| file["notes"][&note]["pos"] = json!([1, "x"]))),
        (&note, broken(&|file| file["notes"][&note]["text"] = json!("x".repeat(2_001)))),
        (&note, broken(&|file| file["notes"][&note]["emotion"] = json!(3))),
        ("not-an-id", broken(&|file| file["notes"]["not-an-id"] = good["notes"][&note].clone())),
        (&step, broken(&|file| file["steps"][&step]["stage"] = json!("018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3"))),
        ("notes", broken(&|file| file["notes"] = json!([]))),
        ("workshop", broken(&|file| file["workshop"] = json!(null))),
    ];
    for (names, file) in cases {
        let reply = server.post_raw("/api/workshops/import", "application/json", file).await;
        reply.refuses(422, "not-importable");
        assert!(reply.text.contains(names), "it does not name {names}: {}", reply.text);
    }
    server.post_raw("/api/workshops/import", "application/json", vec![0xff; 10]).await.refuses(422, "not-importable");
    assert_eq!(workshops(&server).await, 1);
}

#[tokio::test]
async fn br5_names_are_cleaned_and_cut_never_stored_as_they_came() {
    let (server, workshop, _) = demo().await;
    let body = json!({
        "secret": workshop.participant, "name": format!("  Mal\u{0}\u{202e}\n{}", "x".repeat(500)), "department": {"a": 1}, "colour": "red",
    });
    let reply = server.post(&workshop.path("join"), None, body).await;
    assert_eq!(reply.status, 200, "what is nonsense is left out: {}", reply.text);
    let seat = Seat::from_reply(workshop.id, &reply);
    let file: Value = serde_json::from_str(&server.export(&seat, "json").await).expect("JSON");
    let name = file["participants"][seat.participant.to_string()]["name"].as_str().expect("a name").to_owned();
    assert!(name.starts_with("Mal") && name.encode_utf16().count() <= 120, "{name:?}");
    assert!(!name.contains(['\n', '\u{0}', '\u{202e}']), "{name:?}");
}

#[tokio::test]
async fn br6_a_token_counts_in_its_header_only() {
    let (server, workshop, seat) = demo().await;
    for path in ["export.json?token=", "export.json?access_token=", "export.json?bearer="] {
        server.get(&format!("{}{}", workshop.path(path), seat.token), None).await.refuses(401, "not-authorized");
    }
    for token in ["", " ", "x", &"x".repeat(200), "ščř"] {
        server.get(&workshop.path("export.json"), Some(token)).await.refuses(401, "not-authorized");
    }
    for secret in [&workshop.facilitator, &workshop.viewer] {
        server.get(&workshop.path("export.json"), Some(secret)).await.refuses(401, "not-authorized");
    }
}

#[tokio::test]
async fn br7_no_answer_tells_a_secret_to_whoever_lacks_it() {
    let (server, workshop, seat) = demo().await;
    let eve = server.join(&workshop, Role::Viewer, "Eve").await;
    for path in ["export.json", "export.csv", "export.svg"] {
        let text = server.export(&seat, path.trim_start_matches("export.")).await;
        for secret in [&workshop.facilitator, &workshop.participant, &workshop.viewer, &seat.token] {
            assert!(!text.contains(secret), "{path} holds a secret");
        }
    }
    let shown = server.get(&format!("/api/workshops/{}", workshop.id), Some(&eve.token)).await.text;
    for secret in [&workshop.facilitator, &workshop.participant, &workshop.viewer] {
        assert!(!shown.contains(secret));
    }
}
