//! Backup, restore, verify, as an operator does them: on a running server and on a stopped one, with good files and bad.

mod backing_up;
mod restoring;
mod verifying;

use std::path::{Path, PathBuf};

use journeyboard_shared::model::Role;
use journeyboard_tests::{Finished, Seat, ServerProcess, Site, Workshop, run_journeyboard};
use serde_json::Value;
use tempfile::TempDir;

/// A folder for backups and the path of one in it that is not there yet.
fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("copy.db");
    (folder, file)
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Runs a command on the server's folder.
async fn on(server: &ServerProcess, args: &[&str]) -> Finished {
    let data = server.data();
    let mut all = args.to_vec();
    all.extend(["--data", text(&data)]);
    run_journeyboard(&all).await
}

#[track_caller]
fn succeeds(ended: &Finished) {
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{ended:?}");
}

/// Ended with that code, for a reason that says so.
#[track_caller]
fn fails(ended: &Finished, code: i32, reason: &str) {
    assert_eq!(ended.code, Some(code), "{ended:?}");
    assert!(ended.err.contains(reason), "{reason} is not in: {ended:?}");
}

/// The texts of a workshop's notes, in order of the alphabet, as somebody who comes by the viewer link sees them.
async fn texts(site: &Site, workshop: &Workshop) -> Vec<String> {
    let seat = site.join(workshop, Role::Viewer, "Eve").await;
    texts_for(site, &seat).await
}

async fn texts_for(site: &Site, seat: &Seat) -> Vec<String> {
    let file: Value = serde_json::from_str(&site.export(seat, "json").await).expect("JSON");
    let notes = file["notes"].as_object().expect("notes").values();
    let mut texts: Vec<String> = notes.filter_map(|note| note["text"].as_str().map(str::to_owned)).collect();
    texts.sort_unstable();
    texts
}

/// Runs SQL on a database that nobody has open.
fn tamper(database: &Path, sql: &str) {
    let conn = rusqlite::Connection::open(database).expect("the database opens");
    conn.execute_batch(sql).expect("the tampering succeeds");
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("checkpointed");
}
