//! The HTTP side, as the contract has it.

use journeyboard_shared::model::Role;
use journeyboard_tests::{RawPeer, Seat, TestServer};
use reqwest::Method;
use serde_json::json;

const NO_ID: &str = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3";

#[tokio::test]
async fn ht2_a_workshop_has_three_links_with_their_secrets_in_the_fragment() {
    let server = TestServer::start().await;
    let reply = server.post("/api/workshops", None, json!({ "title": "Bakery" })).await;
    assert_eq!(reply.status, 201);
    let id = reply.json()["id"].as_str().expect("an id").to_owned();
    for role in ["facilitator", "participant", "viewer"] {
        let link = reply.json()["links"][role].as_str().expect("a link").to_owned();
        let (page, secret) = link.split_once('#').expect("a fragment");
        assert_eq!(page, format!("{}/w/{id}", server.url()));
        assert!(secret.len() >= 22 && secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        assert_eq!(server.get(&format!("/w/{id}"), None).await.status, 200);
    }
}

#[tokio::test]
async fn ht2_every_template_in_every_language_can_be_joined() {
    let server = TestServer::start().await;
    for template in ["blank", "company", "service", "touchpoint", "demo"] {
        for locale in ["en", "cs", "pl"] {
            let wanted = json!({ "title": "Bakery", "template": template, "locale": locale });
            let workshop = server.create_from(wanted).await;
            let seat = server.join(&workshop, Role::Viewer, "Eve").await;
            let shown = server.get(&format!("/api/workshops/{}", workshop.id), Some(&seat.token)).await.json();
            assert_eq!((shown["title"].as_str(), shown["locale"].as_str()), (Some("Bakery"), Some(locale)));
        }
    }
}

#[tokio::test]
async fn ht3_everything_that_is_wrong_is_said_in_the_same_shape() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let of = |path: &str| format!("/api/workshops/{}{path}", workshop.id);
    let long = json!({ "title": "x".repeat(161) });
    let cases = [
        (404, "not-found", server.get("/nothing", None).await),
        (404, "not-found", server.get("/assets/x/y.js", None).await),
        (405, "method-not-allowed", server.get("/api/workshops", None).await),
        (404, "no-such-workshop", server.get("/api/workshops/%2e%2e%2fetc", None).await),
        (404, "no-such-workshop", server.get("/api/workshops/NOT-AN-ID", None).await),
        (404, "no-such-workshop", server.get(&format!("/api/workshops/{NO_ID}"), Some("abc")).await),
        (401, "not-authorized", server.get(&of(""), None).await),
        (401, "not-authorized", server.get(&of(""), Some("abc")).await),
        (401, "not-authorized", server.get(&of("/export.json"), None).await),
        (401, "not-authorized", server.request(Method::DELETE, &of(""), Some("abc"), None).await),
        (422, "title-missing", server.post("/api/workshops", None, json!({})).await),
        (422, "title-missing", server.post("/api/workshops", None, json!({ "title": " \n" })).await),
        (422, "title-too-long", server.post("/api/workshops", None, long).await),
        (422, "no-such-template", server.post("/api/workshops", None, json!({ "title": "x", "template": "y" })).await),
        (422, "no-such-locale", server.post("/api/workshops", None, json!({ "title": "x", "locale": "tlh" })).await),
        (400, "malformed-json", server.post_raw("/api/workshops", "application/json", "{").await),
        (415, "unsupported-media-type", server.post_raw("/api/workshops", "text/plain", "{}").await),
        (413, "too-large", server.post_raw("/api/workshops", "application/json", vec![b' '; 20_000]).await),
        (422, "not-importable", server.post_raw("/api/workshops/import", "application/json", "{}").await),
        (426, "upgrade-required", server.get(&format!("/sync/{}", workshop.id), None).await),
    ];
    for (status, code, reply) in cases {
        assert_eq!((reply.status, reply.error_code().as_str()), (status, code), "{}", reply.text);
        assert!(reply.json()["error"]["message"].as_str().is_some_and(|message| !message.is_empty()));
    }
}

#[tokio::test]
async fn ht4_any_wrong_secret_is_answered_with_401() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let other = server.create("Shop").await;
    for secret in
        [json!("x"), json!(""), json!(7), json!(null), json!(["x"]), json!("x".repeat(5_000)), json!(other.viewer)]
    {
        for door in ["join", "invitation"] {
            let path = format!("/api/workshops/{}/{door}", workshop.id);
            let reply = server.post(&path, None, json!({ "secret": secret })).await;
            assert_eq!((reply.status, reply.error_code().as_str()), (401, "wrong-link"), "{secret}");
            assert_eq!(server.post(&path, None, json!({})).await.status, 401);
        }
    }
}

#[tokio::test]
async fn ht4_wrong_links_from_an_address_do_not_keep_others_of_it_out() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let path = format!("/api/workshops/{}/join", workshop.id);
    let mut statuses = Vec::new();
    for _ in 0..80 {
        statuses.push(server.post(&path, None, json!({ "secret": "wrong" })).await.status);
    }
    assert_eq!((statuses[0], statuses[79]), (401, 429));
    server.join(&workshop, Role::Participant, "Ann").await;
}

#[tokio::test]
async fn ht5_the_door_shows_what_is_behind_it() {
    let server = TestServer::start().await;
    let workshop = server.create_from(json!({ "title": "Péče", "template": "demo", "locale": "cs" })).await;
    let path = format!("/api/workshops/{}/invitation", workshop.id);
    let door = server.post(&path, None, json!({ "secret": workshop.viewer })).await.json();
    assert_eq!(
        (door["title"].as_str(), door["role"].as_str(), door["people"].as_u64()),
        (Some("Péče"), Some("viewer"), Some(9))
    );
    assert_eq!(door["departments"].as_array().map(Vec::len), Some(6));
}

#[tokio::test]
async fn ht6_coming_back_with_an_old_token_is_the_same_person_with_a_new_one() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let ann = server.join(&workshop, Role::Participant, "Ann").await;
    let path = format!("/api/workshops/{}/join", workshop.id);
    let body = json!({ "secret": workshop.facilitator, "name": "Anna", "department": "Care" });
    let again = Seat::from_reply(workshop.id, &server.post(&path, Some(&ann.token), body).await);
    assert_eq!((again.participant, again.role), (ann.participant, Role::Facilitator));
    assert_ne!(again.token, ann.token);
    let mut watcher = RawPeer::connect(&server, &ann).await;
    watcher
        .sees("the new name", |board| {
            board.participants.len() == 1
                && board.participants.values().all(|person| person.name == "Anna" && person.department == "Care")
        })
        .await;
}

#[tokio::test]
async fn ht7_only_facilitators_see_the_links_rename_and_delete() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let path = format!("/api/workshops/{}", workshop.id);
    let ann = server.join(&workshop, Role::Facilitator, "Ann").await;
    let ben = server.join(&workshop, Role::Participant, "Ben").await;
    let shown = server.get(&path, Some(&ann.token)).await.json();
    assert!(shown["links"]["participant"].as_str().is_some_and(|link| link.ends_with(&workshop.participant)));
    assert_eq!(shown["links"].get("facilitator"), None, "only its hash is kept");
    assert_eq!(server.get(&path, Some(&ben.token)).await.json().get("links"), None);
    let title = Some(json!({ "title": "Shop" }));
    assert_eq!(server.request(Method::PATCH, &path, Some(&ben.token), title.clone()).await.status, 403);
    assert_eq!(server.request(Method::PATCH, &path, Some(&ann.token), title).await.status, 200);
    assert_eq!(server.get(&path, Some(&ben.token)).await.json()["title"], "Shop");
    assert_eq!(server.request(Method::DELETE, &path, Some(&ben.token), None).await.status, 403);
    let mut inside = RawPeer::connect(&server, &ben).await;
    inside.is_synced().await;
    assert_eq!(server.request(Method::DELETE, &path, Some(&ann.token), None).await.status, 204);
    assert_eq!(inside.is_closed().await.code, 4404);
    assert_eq!(server.get(&path, Some(&ann.token)).await.status, 404);
}
