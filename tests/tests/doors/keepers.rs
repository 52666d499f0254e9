//! The server as its keeper meets it over HTTP: who may create, how much it keeps, whether it lives, the demo.

use journeyboard_server::Create;
use journeyboard_tests::TestServer;
use serde_json::json;

#[tokio::test]
async fn ht11_a_server_with_a_create_key_creates_for_whoever_has_it() {
    let server = TestServer::start_with(|options| options.create = Create::Key).await;
    let wanted = json!({ "title": "Bakery" });
    assert_eq!(server.post("/api/workshops", None, wanted.clone()).await.error_code(), "create-key-needed");
    assert_eq!(server.post("/api/workshops", Some("wrong"), wanted.clone()).await.status, 401);
    let key = std::fs::read_to_string(server.folder().join("create.key")).expect("the key");
    assert_eq!(server.post("/api/workshops", Some(key.trim()), wanted).await.status, 201);
}

#[tokio::test]
async fn ht12_a_server_keeps_so_many_workshops_and_not_one_more() {
    let server = TestServer::start_with(|options| options.store.max_workshops = 1).await;
    server.create("Bakery").await;
    let reply = server.post("/api/workshops", None, json!({ "title": "Shop" })).await;
    assert_eq!((reply.status, reply.error_code().as_str()), (507, "too-many-workshops"));
}

#[tokio::test]
async fn ht13_the_server_says_that_it_lives_can_work_and_which_it_is() {
    let server = TestServer::start().await;
    for path in ["/healthz", "/readyz", "/version"] {
        let reply = server.get(path, None).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.headers["x-content-type-options"], "nosniff");
    }
    assert_eq!(server.get("/version", None).await.json()["protocol"], 1);
}

#[tokio::test]
async fn ht14_the_demo_has_working_links_at_every_start() {
    let server = TestServer::start_with(|options| options.demo = Some(Default::default())).await;
    let first = server.demo_links().expect("links").to_vec();
    let server = server.restart().await;
    let second = server.demo_links().expect("links").to_vec();
    assert_ne!(first[0], second[0], "a new facilitator link");
    assert_eq!(first[1..], second[1..]);
    for (role, link) in first.iter().chain(&second) {
        let (page, secret) = link.split_once('#').expect("a fragment");
        let id = page.rsplit('/').next().expect("an id");
        let reply = server.post(&format!("/api/workshops/{id}/join"), None, json!({ "secret": secret })).await;
        assert_eq!((reply.status, reply.json()["role"].as_str()), (200, Some(role.as_str())));
    }
}
