//! What is secret for a while, on a real server: looked for in every byte that leaves it for anybody else, in its log, and
//! in its data folder.

use std::fs;
use std::path::Path;

use journeyboard_shared::draft::Draft;
use journeyboard_shared::ids::{NoteId, OpId, RoundId};
use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_shared::rounds::Electorate;
use journeyboard_shared::wire::{self, Deed, DraftEdit, DraftNews, Message, Order};
use journeyboard_tests::words::{adds, called, note};
use journeyboard_tests::{RawPeer, Seat, ServerProcess, Site, Workshop};

const CANARY: &str = "canary that sings in silence";

async fn takes_a_seat(site: &Site, workshop: &Workshop, role: Role, name: &str) -> (Seat, RawPeer) {
    let seat = site.join(workshop, role, name).await;
    let peer = sits(site, &seat).await;
    (seat, peer)
}

async fn sits(site: &Site, seat: &Seat) -> RawPeer {
    let mut peer = RawPeer::connect_silent(site, seat).await;
    peer.say_hello().await;
    peer.ask().await;
    peer.is_synced().await;
    peer
}

fn draft(name: &str, text: &str, anonymous: bool) -> Vec<u8> {
    let draft = Some(Draft { kind: NoteKind::Need, text: text.to_owned(), emotion: None });
    let op_id: OpId = called(&format!("writes {name}"));
    wire::draft(&DraftEdit { op_id, note: note(name), version: 0, anonymous, draft }).to_vec()
}

async fn orders(peer: &mut RawPeer, name: &str, deed: Deed) {
    let op_id: OpId = called(name);
    let epoch = peer.doc.board().about.as_ref().expect("a workshop").epoch;
    peer.send(wire::order(&Order { op_id, epoch, deed }).to_vec()).await;
    let is_done = |frame: &Vec<u8>| match wire::read(frame) {
        Ok(Message::Receipt(receipt)) if receipt.op_id == op_id => {
            assert_eq!(receipt.refused, None, "{name}");
            true
        }
        _ => false,
    };
    peer.until("the receipt", |peer| peer.heard.iter().any(is_done)).await;
}

/// The drafts that a peer was told of.
fn kept(peer: &RawPeer) -> Vec<(NoteId, String)> {
    let kept = |frame: &Vec<u8>| match wire::read(frame) {
        Ok(Message::DraftNews(DraftNews::Kept { note, draft, .. })) => Some((note, draft.text)),
        _ => None,
    };
    peer.heard.iter().filter_map(kept).collect()
}

fn counted(peer: &RawPeer, wanted: u32) -> bool {
    let is_it = |frame: &Vec<u8>| matches!(wire::read(frame), Ok(Message::DraftNews(DraftNews::Count { n, .. })) if n == wanted);
    peer.heard.iter().any(is_it)
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// The files below a folder that hold such bytes.
fn files_with(folder: &Path, what: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_with(&path, what));
        } else if fs::read(&path).is_ok_and(|bytes| holds(&bytes, what)) {
            found.push(path.display().to_string());
        }
    }
    found
}

async fn exports(site: &Site, seat: &Seat) -> String {
    let mut all = String::new();
    for ending in ["json", "csv", "svg"] {
        all.push_str(&site.export(seat, ending).await);
    }
    all
}

#[tokio::test]
async fn dr1_no_byte_of_a_draft_leaves_for_anybody_else_until_it_is_revealed() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let (ann_seat, mut ann) = takes_a_seat(&server, &workshop, Role::Facilitator, "Ann").await;
    let (ben_seat, mut ben) = takes_a_seat(&server, &workshop, Role::Participant, "Ben").await;
    let (_, mut cleo) = takes_a_seat(&server, &workshop, Role::Participant, "Cleo").await;
    let (eve_seat, mut eve) = takes_a_seat(&server, &workshop, Role::Viewer, "Eve").await;
    orders(&mut ann, "silence", Deed::StartSilence { anonymous: false }).await;
    ben.sees("the silent phase", |board| board.phase() == journeyboard_shared::rules::Phase::BrainstormSilent).await;
    ben.send(draft("secret", CANARY, false)).await;
    ben.until("the ack of the draft", |peer| kept(peer).len() == 1).await;
    for other in [&mut ann, &mut cleo, &mut eve] {
        other.until("the number", |peer| counted(peer, 1)).await;
        other.send(wire::query_awareness().to_vec()).await;
    }
    let late = sits(&server, &ann_seat).await;
    let id = note("secret").to_string();
    for other in [&ann, &cleo, &eve, &late] {
        let said = other.heard.iter().chain(&other.presence).flatten().copied().collect::<Vec<u8>>();
        assert!(!holds(&said, CANARY.as_bytes()) && !holds(&said, id.as_bytes()));
        assert!(!other.doc.board().notes.contains_key(&note("secret")));
    }
    for seat in [&ann_seat, &ben_seat, &eve_seat] {
        let all = exports(&server, seat).await;
        assert!(!all.contains(CANARY) && !all.contains(&id), "not even one's own exports hold drafts");
    }
    for path in ["/healthz", "/readyz", "/version"] {
        assert!(!server.get(path, None).await.text.contains(CANARY));
    }
    let log = server.data().with_file_name("log.txt");
    assert!(!holds(&fs::read(&log).expect("a log"), CANARY.as_bytes()));

    // Acked is on disk: a kill, and its author finds it again.
    server.is_killed();
    server.starts_again().await;
    let mut ben = sits(&server, &ben_seat).await;
    ben.until("the draft", |peer| kept(peer) == [(note("secret"), CANARY.to_owned())]).await;
    let mut ann = sits(&server, &ann_seat).await;
    orders(&mut ann, "reveal", Deed::Reveal { participant: Some(ben_seat.participant) }).await;
    ann.sees("the note", |board| {
        board.note(note("secret")).is_some_and(|note| note.text == CANARY && note.author == Some(ben_seat.participant))
    })
    .await;
    assert!(!holds(&fs::read(&log).expect("a log"), CANARY.as_bytes()));
}

#[tokio::test]
async fn dr9_after_an_anonymous_reveal_no_byte_of_the_folder_links_a_note_to_its_writer() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let (_, mut ann) = takes_a_seat(&server, &workshop, Role::Facilitator, "Ann").await;
    let (ben_seat, mut ben) = takes_a_seat(&server, &workshop, Role::Participant, "Ben").await;
    let (cleo_seat, mut cleo) = takes_a_seat(&server, &workshop, Role::Participant, "Cleo").await;
    orders(&mut ann, "silence", Deed::StartSilence { anonymous: true }).await;
    let names: Vec<String> = (0..40).map(|n| format!("secret {n}")).collect();
    for (peer, mine) in [(&mut ben, &names[..20]), (&mut cleo, &names[20..])] {
        peer.sees("the silent phase", |board| board.anonymous).await;
        for name in mine {
            peer.send(draft(name, &format!("{CANARY}, {name}"), true)).await;
        }
        peer.until("the acks", |peer| kept(peer).len() == 20).await;
    }
    // How a draft lies on the disk: under its author and its note.
    let link = |seat: &Seat, name: &str| {
        [seat.participant.as_uuid().as_bytes().as_slice(), note(name).as_uuid().as_bytes()].concat()
    };
    assert!(!files_with(&server.data(), &link(&ben_seat, &names[0])).is_empty(), "before the reveal it is there");
    orders(&mut ann, "reveal", Deed::Reveal { participant: None }).await;
    ann.sees("the notes", |board| {
        names.iter().all(|name| board.note(note(name)).is_some_and(|it| it.author.is_none()))
    })
    .await;
    let links =
        |seat: &Seat| names.iter().map(|name| files_with(&server.data(), &link(seat, name))).collect::<Vec<_>>();
    for seat in [&ben_seat, &cleo_seat] {
        assert!(links(seat).iter().all(Vec::is_empty), "{:?}", links(seat));
    }
    // Nor does a page hold a draft's own form any more, in which order and version stand.
    assert_eq!(files_with(&server.data(), b"\"anonymous\":true,\"number\""), Vec::<String>::new());
    server.is_killed();
}

#[tokio::test]
async fn vo6_no_byte_of_a_vote_leaves_for_anybody_else_and_none_is_left_after_the_close() {
    let mut server = ServerProcess::start().await;
    let workshop = server.create("Bakery").await;
    let (ann_seat, mut ann) = takes_a_seat(&server, &workshop, Role::Facilitator, "Ann").await;
    let (ben_seat, mut ben) = takes_a_seat(&server, &workshop, Role::Participant, "Ben").await;
    let (_, mut eve) = takes_a_seat(&server, &workshop, Role::Viewer, "Eve").await;
    let names: Vec<String> = (0..12).map(|n| format!("idea {n}")).collect();
    for name in &names {
        ann.does(adds(NoteKind::Idea, name, "an idea")).await;
    }
    ann.is_saved().await;
    ben.sees("the ideas", |board| names.iter().all(|name| board.note(note(name)).is_some())).await;
    eve.sees("the ideas", |board| names.iter().all(|name| board.note(note(name)).is_some())).await;
    let round: RoundId = called("round");
    orders(&mut ann, "open", Deed::OpenRound { round, about: Electorate::Ideas, budget: 12, cap: 2 }).await;
    for peer in [&mut ben, &mut eve] {
        peer.sees("the round", |board| board.rounds.open().is_some()).await;
        peer.heard.clear();
    }
    ann.heard.clear();
    // Ben alone votes: whatever anybody else hears meanwhile is not about it.
    for name in &names {
        orders(&mut ben, &format!("casts on {name}"), Deed::Cast { round, note: note(name), dots: 1 }).await;
    }
    let link =
        |name: &str| [ben_seat.participant.as_uuid().as_bytes().as_slice(), note(name).as_uuid().as_bytes()].concat();
    assert!(!files_with(&server.data(), &link(&names[0])).is_empty(), "while it is open it is there");
    for other in [&mut ann, &mut eve] {
        let says = |peer: &RawPeer| peer.heard.iter().chain(&peer.presence).flatten().copied().collect::<Vec<u8>>();
        assert!(!holds(&says(other), b"dots"));
        assert!(other.doc.board().rounds.tallies.is_empty());
    }
    for seat in [&ann_seat, &ben_seat] {
        assert!(!exports(&server, seat).await.contains("dots"));
    }
    orders(&mut ann, "close", Deed::CloseRound { round }).await;
    eve.sees("the totals", |board| names.iter().all(|name| board.rounds.dots(round, note(name)) == 1)).await;
    for name in &names {
        assert_eq!(files_with(&server.data(), &link(name)), Vec::<String>::new(), "{name}");
        // What an order said is in no receipt.
        let said = format!("{}\"", note(name));
        let log = server.data().with_file_name("log.txt");
        assert!(!holds(&fs::read(log).expect("a log"), said.as_bytes()));
    }
    server.is_killed();
}
