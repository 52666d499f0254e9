//! Disks that fail at the n-th call, once or until they are mended, under the whole server: nobody is told "saved" who is
//! not, people are told of the trouble, reading goes on, and what was kept arrives when the disk is back.

use futures_util::future::join_all;
use journeyboard_shared::model::Role;
use journeyboard_shared::sync::Badge;
use journeyboard_tests::words::{note, says, touchpoint};
use journeyboard_tests::{Person, TestServer, Workshop, run_journeyboard};

use super::platter::{Disk, Failure};
use super::{found_after_a_power_cut, unsaved, vfs};

/// The calls at which writes fail: some commits' worth, each of several pages.
const WRITES: u64 = 24;
/// The calls at which syncs fail: each commit has one.
const SYNCS: u64 = 8;
/// Edits until the failing call must have been met.
const EDITS_MAX: usize = 14;
/// Servers at a time: they wait for the disk most of the time.
const AT_A_TIME: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fa1_no_failing_write_or_sync_acks_what_is_not_on_disk_and_all_of_it_arrives_in_the_end() {
    vfs::witness_all_files();
    let mut cases = Vec::new();
    for failing in [Some(1), Some(2), None] {
        cases.extend((1..=WRITES).map(|nth| (Failure::Full, nth, failing)));
        cases.extend((1..=WRITES).map(|nth| (Failure::Write, nth, failing)));
        cases.extend((1..=SYNCS).map(|nth| (Failure::Sync, nth, failing)));
    }
    let (mut met, mut troubled) = (0, 0);
    for some in cases.chunks(AT_A_TIME) {
        for (failures, was_troubled) in join_all(some.iter().map(|case| suffers(*case))).await {
            met += usize::from(failures > 0);
            troubled += usize::from(was_troubled);
        }
    }
    println!("{} failing disks, {met} met, {troubled} noticed by people", cases.len());
    assert!(met > cases.len() * 3 / 4 && troubled > cases.len() / 2, "{met} met, {troubled} noticed");
}

/// One disk; answers how many calls failed, and whether people noticed.
async fn suffers((failure, nth, failing): (Failure, u64, Option<u64>)) -> (u64, bool) {
    let what = format!("{failure:?} at call {nth}, {failing:?} times");
    let server = TestServer::start().await;
    let disk = Disk::under(server.folder());
    disk.folder_was_synced();
    let workshop = server.create("Bakery").await;
    let ann = sits(&server, &workshop, Role::Facilitator, "Ann").await;
    let ben = sits(&server, &workshop, Role::Participant, "Ben").await;
    ann.does(touchpoint("note 0"));
    ann.is_saved().await;
    disk.fails(failure, nth, failing);
    let mut written = 1;
    let is_troubled = |badge| matches!(badge, Badge::Troubled(_));
    while disk.failures() == 0 && written < EDITS_MAX {
        ann.does(touchpoint(&format!("note {written}")));
        written += 1;
        ann.badge_says(&format!("saved or trouble ({what})"), |badge| badge == Badge::Saved || is_troubled(badge))
            .await;
    }
    let was_troubled = is_troubled(ann.badge());
    let acked = written - unsaved(ann.badge());
    holds(&disk, &workshop, acked, &what);
    if was_troubled && failing.is_none() {
        let (last, seat) = (format!("note {}", written - 1), ann.seat().clone());
        ben.badge_says("trouble", is_troubled).await;
        assert!(says(&ben.board(), &last).is_none(), "{what}: nobody sees what is not on disk");
        assert_eq!(server.get("/healthz", None).await.status, 200);
        let export = server.export(&seat, "json").await;
        assert!(export.contains("note 0") && !export.contains(&format!("\"{last}\"")), "{what}: reading goes on");
        ann.does(touchpoint(&format!("note {written}")));
        written += 1;
        assert!(is_troubled(ann.badge()));
    }
    disk.heals();
    ann.is_saved().await;
    ben.sees("everything once", |board| board.living_notes().count() == written).await;
    ben.does(touchpoint("Ben's"));
    ben.is_saved().await;
    holds(&disk, &workshop, written, &what);
    let failures = disk.failures();
    server.stop().await;
    disk.is_thrown_away();
    (failures, was_troubled)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn re8_a_restore_onto_a_disk_that_fails_at_any_call_happens_or_does_not_and_nothing_between() {
    vfs::witness_all_files();
    for failure in [Failure::Full, Failure::Write, Failure::Sync] {
        for nth in 1..40 {
            if restores_with(failure, nth).await == 0 {
                assert!(nth > 1, "{failure:?} was met");
                break;
            }
        }
    }
}

/// One restore; answers how many calls failed.
async fn restores_with(failure: Failure, nth: u64) -> u64 {
    let what = format!("{failure:?} at call {nth}");
    let server = TestServer::start().await;
    let disk = Disk::under(server.folder());
    disk.folder_was_synced();
    let workshop = server.create("Bakery").await;
    let ann = sits(&server, &workshop, Role::Facilitator, "Ann").await;
    ann.does(touchpoint("in the backup"));
    ann.is_saved().await;
    let (data, elsewhere) = (server.folder().to_owned(), tempfile::tempdir().expect("a folder"));
    let (data, file, id) = (text(&data), elsewhere.path().join("copy.db"), workshop.id.to_string());
    assert_eq!(run_journeyboard(&["backup", text(&file), "--data", data]).await.code, Some(0));
    ann.does(touchpoint("after the backup"));
    ann.is_saved().await;
    disk.fails(failure, nth, None);
    let ended = run_journeyboard(&["restore", text(&file), "--workshop", &id, "--data", data]).await;
    let failures = disk.failures();
    assert!(ended.code == Some(0) || failures > 0, "{what}: {ended:?}");
    disk.heals();
    let (early, late) = (note("in the backup"), note("after the backup"));
    let found = found_after_a_power_cut(&disk, workshop.id, None);
    assert!(found.contains_key(&early) && (ended.code != Some(0) || !found.contains_key(&late)), "{what}: {ended:?}");
    // Whichever it is, the room agrees with its disk, and people go on.
    let eve = server.join(&workshop, Role::Viewer, "Eve").await;
    let seen = Person::sit(&server, &eve, "Eve").await.board();
    let found = found_after_a_power_cut(&disk, workshop.id, None);
    assert_eq!(seen.living_notes().count(), found.len(), "{what}");
    let ben = sits(&server, &workshop, Role::Participant, "Ben").await;
    ben.does(touchpoint("and on"));
    ben.is_saved().await;
    server.stop().await;
    disk.is_thrown_away();
    failures
}

fn text(path: &std::path::Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// After a power cut that takes all that was not synced, the first `acked` notes are there.
fn holds(disk: &Disk, workshop: &Workshop, acked: usize, what: &str) {
    let found = found_after_a_power_cut(disk, workshop.id, None);
    for n in 0..acked {
        assert!(found.contains_key(&note(&format!("note {n}"))), "{what}: note {n} of {acked} was acked and is lost");
    }
}

async fn sits(server: &TestServer, workshop: &Workshop, role: Role, name: &str) -> Person {
    let seat = server.join(workshop, role, name).await;
    Person::sit(server, &seat, name).await
}
