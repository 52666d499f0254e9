//! The power is cut at any moment while people write, while rooms fold and leave, while the server starts.

use journeyboard_shared::model::Role;
use journeyboard_tests::words::{note, touchpoint};
use journeyboard_tests::{Luck, Person, TestServer};
use rusqlite::Connection;

use super::platter::Disk;
use super::{found_after_a_power_cut, sees, unsaved, vfs};

/// How often in the usual test run, and with each server of a longer one: looking at a large board takes its time.
const CUTS: usize = 150;
/// After so many, everybody leaves for a moment: the room folds its log and leaves memory.
const CUTS_PER_VISIT: usize = 15;

#[test]
fn du6_the_witness_loses_what_was_not_synced_and_keeps_what_was() {
    vfs::witness_all_files();
    let folder = tempfile::tempdir().expect("a folder");
    let disk = Disk::under(folder.path());
    let conn = Connection::open(folder.path().join("a.db")).expect("opened");
    let count = |luck: Option<&mut Luck>| {
        let into = tempfile::tempdir().expect("a folder");
        disk.after_a_power_cut(into.path(), luck);
        let conn = Connection::open(into.path().join("a.db")).expect("opened");
        conn.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0)).unwrap_or(0)
    };
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (x);").expect("made");
    conn.execute("INSERT INTO t VALUES (1)", []).expect("written");
    assert_eq!(count(None), 1, "synced before the commit was said to be done");
    conn.execute_batch("PRAGMA synchronous = NORMAL").expect("set");
    conn.execute("INSERT INTO t VALUES (2)", []).expect("written");
    assert_eq!(count(None), 1, "not synced, and so lost");
    let mut luck = Luck::of(7);
    assert!((0..40).any(|_| count(Some(&mut luck)) == 2), "or there, by luck");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn du6_no_power_cut_at_any_moment_loses_what_was_acked_or_what_anybody_saw() {
    vfs::witness_all_files();
    let cuts = std::env::var("JOURNEYBOARD_CUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(CUTS);
    let mut luck = Luck::from_environment("JOURNEYBOARD_LUCK");
    let (mut cut, mut sums) = (0, Sums::default());
    while cut < cuts {
        let some = (cuts - cut).min(CUTS);
        survives(some, &mut luck, &mut sums).await;
        cut += some;
    }
    println!("{cuts} power cuts: {sums:?}");
    assert!(sums.on_their_way > 0 && sums.seen > 0, "cuts met edits on their way");
}

#[derive(Debug, Default)]
struct Sums {
    edits: usize,
    on_their_way: usize,
    seen: usize,
    syncs: u64,
}

/// One server, from which the power is cut so often.
async fn survives(cuts: usize, luck: &mut Luck, sums: &mut Sums) {
    let server = TestServer::start_forgetful().await;
    let disk = Disk::under(server.folder());
    // As the last thing before it listens: see `SqliteStore::open`.
    disk.folder_was_synced();
    let workshop = server.create("Bakery").await;
    let ann = server.join(&workshop, Role::Participant, "Ann").await;
    let ben = server.join(&workshop, Role::Participant, "Ben").await;
    let mut people = [Person::sit(&server, &ann, "Ann").await, Person::sit(&server, &ben, "Ben").await];
    let mut written = 0;
    for cut in 0..cuts {
        let [ann, ben] = &people;
        for _ in 0..luck.below(10) {
            ann.does(touchpoint(&format!("note {written}")));
            written += 1;
        }
        let left = luck.below(8) as usize;
        ann.badge_says("most of it saved", |badge| unsaved(badge) <= left).await;
        let (acked, visible) = (written - unsaved(ann.badge()), sees(ben));
        let found = found_after_a_power_cut(&disk, workshop.id, Some(luck));
        for n in 0..acked {
            let label = format!("note {n}");
            assert_eq!(found.get(&note(&label)), Some(&label), "cut {cut}: {label} of {acked} was acked and is lost");
        }
        assert!(visible.keys().all(|id| found.contains_key(id)), "cut {cut}: Ben saw more than is on disk");
        assert!(found.len() <= written);
        (sums.on_their_way, sums.seen) = (sums.on_their_way + written - acked, sums.seen + visible.len());
        if cut % CUTS_PER_VISIT == CUTS_PER_VISIT - 1 {
            ann.is_saved().await;
            people = visit(&server, &disk, people, written, luck).await;
        }
    }
    (sums.edits, sums.syncs) = (sums.edits + written, sums.syncs + disk.syncs());
    server.stop().await;
    disk.is_thrown_away();
}

/// Everybody leaves and comes back; meanwhile the power is cut again and again.
async fn visit(server: &TestServer, disk: &Disk, people: [Person; 2], all: usize, luck: &mut Luck) -> [Person; 2] {
    let [ann, ben] = people;
    let (seats, workshop) = ([ann.seat().clone(), ben.seat().clone()], ann.seat().workshop);
    ann.leaves().await;
    ben.leaves().await;
    loop {
        assert_eq!(found_after_a_power_cut(disk, workshop, Some(luck)).len(), all, "all of it was acked");
        if server.get("/readyz", None).await.json()["rooms"] == 0 {
            break;
        }
    }
    [Person::sit(server, &seats[0], "Ann").await, Person::sit(server, &seats[1], "Ben").await]
}
