//! Workshops as files: out, back in, and readable by others.

use journeyboard_shared::command::Command;
use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_tests::words::{adds, cluster, deletes, note, touchpoint};
use journeyboard_tests::{Seat, Site, TestServer, Workshop};
use serde_json::{Value, json};

use super::sit;

const LANGUAGES: [&str; 3] = ["en", "cs", "pl"];

async fn demo(site: &Site, locale: &str) -> (Workshop, Seat) {
    let workshop = site.create_from(json!({ "title": "Péče & <b>", "template": "demo", "locale": locale })).await;
    let seat = site.join(&workshop, Role::Facilitator, "Ann").await;
    (workshop, seat)
}

/// Imports a file and answers what the export of the copy says, the importer's own seat aside.
async fn there_and_back(site: &Site, file: &str) -> Value {
    let reply = site.post_raw("/api/workshops/import", "application/json", file.to_owned()).await;
    assert_eq!(reply.status, 201, "{}", reply.text);
    let copy = Workshop::from_reply(&reply);
    let eve = site.join(&copy, Role::Viewer, "Eve").await;
    let mut again: Value = serde_json::from_str(&site.export(&eve, "json").await).expect("JSON");
    let people = again["participants"].as_object_mut().expect("people");
    people.remove(&eve.participant.to_string()).expect("Eve joined");
    again
}

#[tokio::test]
async fn ht8_an_export_comes_back_as_the_same_workshop() {
    let server = TestServer::start().await;
    for locale in LANGUAGES {
        let (_, seat) = demo(&server, locale).await;
        let file = server.export(&seat, "json").await;
        let first: Value = serde_json::from_str(&file).expect("JSON");
        assert_eq!((first["schema"].as_u64(), first["format"].as_str()), (Some(1), Some("journeyboard")));
        for what in ["notes", "clusters", "journeys", "stages", "steps", "participants", "departments"] {
            assert!(first[what].as_object().is_some_and(|all| !all.is_empty()), "the demo has {what}");
        }
        assert_eq!(there_and_back(&server, &file).await, first, "{locale}");
    }
}

#[tokio::test]
async fn fi1_what_people_made_comes_back_and_what_they_deleted_does_not() {
    let server = TestServer::start().await;
    let workshop = server.create("Bakery").await;
    let ann = sit(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(adds(NoteKind::Idea, "odd", "“Ťuk” <&> \u{1f600}\n=1+1\t\"x\", 'y'"));
    ann.does(touchpoint("entry"));
    ann.does(Command::Cluster {
        cluster: cluster("group"),
        notes: vec![note("odd"), note("entry")],
        pos: Default::default(),
    });
    ann.does(touchpoint("gone"));
    ann.does(deletes("gone"));
    ann.is_saved().await;
    let file = server.export(ann.seat(), "json").await;
    let first: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(first["notes"].as_object().map(serde_json::Map::len), Some(2));
    assert_eq!(there_and_back(&server, &file).await, first);
}

#[tokio::test]
async fn fi2_the_map_is_well_formed_svg_in_every_language_whatever_people_wrote() {
    let server = TestServer::start().await;
    for locale in LANGUAGES {
        let (_, seat) = demo(&server, locale).await;
        let path = format!("/api/workshops/{}/export.svg", seat.workshop);
        for wanted in LANGUAGES {
            let reply = server.get(&format!("{path}?locale={wanted}"), Some(&seat.token)).await;
            assert_eq!(reply.headers["content-type"], "image/svg+xml");
            let picture = roxmltree::Document::parse(&reply.text).expect("well-formed XML");
            let svg = picture.root_element();
            assert_eq!(svg.tag_name().name(), "svg");
            assert_eq!(svg.tag_name().namespace(), Some("http://www.w3.org/2000/svg"));
            let words =
                picture.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"))).count();
            assert!(words > 50, "{words} texts");
            for tag in ["script", "foreignObject", "b"] {
                assert!(picture.descendants().all(|node| node.tag_name().name() != tag), "{tag} in a map");
            }
        }
    }
}

#[tokio::test]
async fn fi3_the_table_reads_as_a_table_and_runs_nothing() {
    let server = TestServer::start().await;
    for locale in LANGUAGES {
        let (_, seat) = demo(&server, locale).await;
        let reply = server.get(&format!("/api/workshops/{}/export.csv", seat.workshop), Some(&seat.token)).await;
        assert!(reply.headers["content-type"].to_str().is_ok_and(|kind| kind.starts_with("text/csv")));
        let disposition = reply.headers["content-disposition"].to_str().expect("a name").to_owned();
        assert!(disposition.starts_with("attachment; filename=\"pece-b.csv\""), "{disposition}");
        let text = reply.text.trim_start_matches('\u{feff}');
        let first_line = text.lines().next().expect("a header");
        let delimiter = if first_line.contains(';') { b';' } else { b',' };
        let mut table = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        let columns = table.headers().expect("a header").len();
        let rows: Vec<csv::StringRecord> =
            table.records().collect::<Result<_, _>>().expect("rows as long as the header");
        assert!(columns >= 5 && rows.len() >= 8, "{columns} columns, {} rows", rows.len());
        for cell in rows.iter().flatten().filter(|cell| cell.parse::<f64>().is_err()) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell} would run");
        }
    }
}

#[tokio::test]
async fn fi4_every_role_may_take_the_workshop_out_and_nobody_else() {
    let server = TestServer::start().await;
    let (workshop, ann) = demo(&server, "en").await;
    let eve = server.join(&workshop, Role::Viewer, "Eve").await;
    for kind in ["json", "csv", "svg"] {
        let path = workshop.path(&format!("export.{kind}"));
        assert_eq!(server.export(&ann, kind).await, server.export(&eve, kind).await);
        server.get(&path, None).await.refuses(401, "not-authorized");
        assert_eq!(server.get(&path, Some(&eve.token)).await.headers["cache-control"], "no-store");
    }
    server.get(&workshop.path("export.exe"), Some(&ann.token)).await.refuses(404, "not-found");
}
