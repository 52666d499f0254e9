//! The real server, killed at random moments under load, again and again; every edit that was acked, and every edit that
//! anybody saw, is looked for afterwards.
//!
//! `JOURNEYBOARD_KILLS` says how often (200 if it says nothing), `JOURNEYBOARD_LUCK` with which seed. When a kill meets the
//! server is the machine's affair: the seed brings back what people do, not where they are when it happens.

mod ledger;
mod writer;

use std::time::Duration;

use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::Role;
use journeyboard_tests::{Luck, Seat, ServerProcess, Workshop, run_journeyboard};
use ledger::{Ledger, State};
use serde_json::Value;
use tokio::time::timeout;
use writer::{Trace, Writer};

/// How often in the usual test run.
const KILLS: u64 = 200;
/// After so many, the workshops are new ones: they shall not grow so large that looking takes longer than killing.
const KILLS_PER_WORKSHOP: u64 = 25;
/// Workshops at a time, and people in each.
const WORKSHOPS: usize = 3;
const PEOPLE: usize = 2;
/// The latest moment of a kill, after everybody is there: long enough for some tens of edits to be on disk.
const MOMENT_MAX: Duration = Duration::from_millis(80);
/// The latest moment of a kill while the server starts.
const START_MAX: Duration = Duration::from_millis(15);
/// So often the folder is verified by the program itself as well.
const KILLS_PER_VERIFICATION: u64 = 10;

/// A workshop, its people, what is known of its notes.
struct Room {
    workshop: Workshop,
    people: Vec<Seat>,
    viewer: Seat,
    ledger: Ledger,
}

#[derive(Debug, Default)]
struct Sums {
    edits: usize,
    acked: usize,
    seen: usize,
    unacked_kept: usize,
    killed_while_starting: usize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn du5_no_kill_under_load_loses_what_was_acked_or_what_anybody_saw() {
    let kills = std::env::var("JOURNEYBOARD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let mut luck = Luck::from_environment("JOURNEYBOARD_LUCK");
    // Rooms leave memory at once, so that kills meet folding too.
    let mut server = ServerProcess::start_with(&["--idle-close-secs", "0"]).await;
    let mut rooms = Vec::new();
    let mut sums = Sums::default();
    for kill in 0..kills {
        if kill % KILLS_PER_WORKSHOP == 0 {
            rooms = new_rooms(&server).await;
        }
        let traces = load_until_killed(&mut server, &rooms, &mut luck).await;
        if kill % KILLS_PER_VERIFICATION == 0 {
            verify(&server).await;
        }
        if luck.below(4) == 0 {
            let moment = Duration::from_micros(luck.below(START_MAX.as_micros() as u64));
            sums.killed_while_starting += usize::from(server.is_killed_while_starting(moment).await);
        }
        server.starts_again().await;
        for (room, traces) in rooms.iter_mut().zip(traces) {
            audit(&server, room, traces, kill, &mut sums).await;
        }
    }
    println!("{kills} kills: {sums:?}");
    let kills = kills as usize;
    assert!(sums.acked > 5 * kills && sums.seen > 5 * kills, "a load worth the name: {sums:?}");
    assert!(kills < 100 || sums.killed_while_starting > 0, "some meet a server that starts: {sums:?}");
    assert!(sums.edits > sums.acked, "kills met edits on their way: {sums:?}");
}

async fn new_rooms(server: &ServerProcess) -> Vec<Room> {
    let mut rooms = Vec::new();
    for _ in 0..WORKSHOPS {
        let workshop = server.create("Bakery").await;
        let mut people = Vec::new();
        for n in 0..PEOPLE {
            people.push(server.join(&workshop, Role::Participant, &format!("Person {n}")).await);
        }
        let viewer = server.join(&workshop, Role::Viewer, "Eve").await;
        rooms.push(Room { workshop, people, viewer, ledger: Ledger::default() });
    }
    rooms
}

/// Everybody writes until the moment comes; answers what each of them knows, room by room.
async fn load_until_killed(server: &mut ServerProcess, rooms: &[Room], luck: &mut Luck) -> Vec<Vec<Trace>> {
    let mut writers = Vec::new();
    for (number, room) in rooms.iter().enumerate() {
        for seat in &room.people {
            let own = room.ledger.living_of(seat.participant);
            let writer = Writer::sits(server, seat, own, Luck::of(luck.below(u64::MAX))).await;
            writers.push((number, tokio::spawn(writer.writes_until_the_end())));
        }
    }
    let moment = Duration::from_micros(luck.below(MOMENT_MAX.as_micros() as u64));
    // Nobody stops by themselves: this ends when the moment has come.
    let _the_moment = timeout(moment, std::future::pending::<()>()).await;
    server.is_killed();
    let mut traces: Vec<Vec<Trace>> = rooms.iter().map(|_| Vec::new()).collect();
    for (number, writer) in writers {
        traces[number].push(writer.await.expect("no panic"));
    }
    traces
}

async fn verify(server: &ServerProcess) {
    let data = server.data();
    let ended = run_journeyboard(&["verify", "--data", data.to_str().expect("UTF-8")]).await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

/// Compares what is there with what may be there, then takes it for what is known.
async fn audit(server: &ServerProcess, room: &mut Room, traces: Vec<Trace>, kill: u64, sums: &mut Sums) {
    let file: Value = serde_json::from_str(&server.export(&room.viewer, "json").await).expect("JSON");
    let notes = file["notes"].as_object().expect("notes");
    let found = |note: NoteId| -> State { notes.get(&note.to_string())?["text"].as_str().map(str::to_owned) };
    let mut may_be = room.ledger.expects();
    for trace in &traces {
        sums.edits += trace.edits.len();
        sums.acked += trace.edits.iter().filter(|edit| edit.sent <= trace.acked).count();
        may_be.goes_through(trace);
    }
    for trace in &traces {
        may_be.was_seen(trace);
        sums.seen += trace.seen.len();
    }
    let wrong = may_be.wrong(&found);
    assert!(wrong.is_empty(), "after kill {kill} of {}: {wrong:#?}", room.workshop.id);
    let strangers: Vec<_> = notes.keys().filter(|id| !may_be.knows(id)).collect();
    assert!(strangers.is_empty(), "after kill {kill} there are notes that nobody wrote: {strangers:?}");
    sums.unacked_kept += may_be.kept_though_unacked(&found);
    room.ledger.learns(may_be, &found);
}
