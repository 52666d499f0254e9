//! A client and its bytes: what it says, what its badge says, what becomes of what was refused.

use bytes::Bytes;
use uuid::Uuid;

use super::*;
use crate::command::NewNote;
use crate::document::{Origin, SCHEMA};
use crate::ids::{NoteId, OpId};
use crate::locks::Thing;
use crate::model::{About, NoteKind, Point};
use crate::rules::Phase;
use crate::wire::{Deed, Nack, Receipt, RefusalReason};
use crate::words::Locale;

fn note_id(n: u128) -> NoteId {
    Uuid::from_u128(n).into()
}

/// A server of three lines, flushed by hand, so that the test chooses the order.
struct Server {
    doc: BoardDoc,
    durable: u64,
}

impl Server {
    fn new() -> Self {
        let mut doc = BoardDoc::new(1);
        let about = About { schema: SCHEMA, title: "t".into(), locale: Locale::En, phase: Phase::Open, epoch: 0 };
        doc.edit(Origin::Quiet, |edit| edit.put_about(&about));
        Self { doc, durable: 0 }
    }

    /// Answers one frame of a client as the real one does.
    fn hears(&mut self, frame: &[u8]) -> Vec<Bytes> {
        match wire::read(frame).expect("a frame of ours") {
            Message::Step1(vector) => {
                let lacking = self.doc.encode_since(vector).expect("a vector");
                vec![wire::step2(&lacking), wire::step1(&self.doc.state_vector())]
            }
            Message::Step2(update) | Message::Update(update) => {
                self.doc.integrate(update).expect("an update");
                self.durable += 1;
                vec![wire::ack(self.durable)]
            }
            _ => Vec::new(),
        }
    }
}

fn person() -> Client {
    Client::new(50, Uuid::from_u128(2).into(), Role::Participant, "test")
}

fn frames(out: &mut Vec<Output>) -> Vec<Bytes> {
    out.drain(..)
        .filter_map(|output| match output {
            Output::Send(frame) => Some(frame),
            _ => None,
        })
        .collect()
}

/// Carries everything to and fro until nobody has anything to say; answers what the person saw.
fn talk(client: &mut Client, server: &mut Server, out: &mut Vec<Output>) -> Vec<Output> {
    let mut seen = Vec::new();
    while !out.is_empty() {
        let said: Vec<Output> = std::mem::take(out);
        for output in said {
            match output {
                Output::Send(frame) => {
                    for answer in server.hears(&frame) {
                        client.received(&answer, 0, out);
                    }
                }
                other => seen.push(other),
            }
        }
    }
    seen
}

fn write(n: u128, text: &str) -> Command {
    let (id, pos) = (note_id(n), Point::default());
    Command::CreateNote(NewNote {
        id,
        kind: NoteKind::Idea,
        text: text.into(),
        pos,
        emotion: None,
        touchpoint: None,
        cluster: None,
    })
}

#[test]
fn sy2_saved_is_said_only_when_the_server_has_acked_everything() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    assert_eq!(client.badge(), Badge::Offline(0));
    client.connected(0, &mut out);
    assert_eq!(client.badge(), Badge::Offline(0), "a greeting is no connection yet");
    talk(&mut client, &mut server, &mut out);
    assert!(client.is_ready());
    assert_eq!(client.badge(), Badge::Saved);
    client.command(write(1, "a"), &mut out).expect("allowed");
    client.command(write(2, "b"), &mut out).expect("allowed");
    assert_eq!(client.badge(), Badge::Saving(2));
    let frames = frames(&mut out);
    let answers: Vec<Bytes> = frames.iter().flat_map(|frame| server.hears(frame)).collect();
    client.received(&answers[0], 0, &mut out);
    assert_eq!(client.badge(), Badge::Saving(2), "half of a creation is not the creation");
    client.received(&answers[1], 0, &mut out);
    assert_eq!(client.badge(), Badge::Saving(1));
    client.received(&answers[3], 0, &mut out);
    assert_eq!(client.badge(), Badge::Saved);
}

#[test]
fn sy3_what_was_done_offline_is_counted_kept_and_arrives_after_the_return() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.disconnected(1006, &mut out);
    out.clear();
    client.command(write(1, "a"), &mut out).expect("allowed");
    client.command(write(2, "b"), &mut out).expect("allowed");
    assert!(frames(&mut out).is_empty());
    assert_eq!(client.badge(), Badge::Offline(2));
    server.durable = 0;
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    assert_eq!(client.badge(), Badge::Saved);
    assert_eq!(server.doc.board().living_notes().count(), 2);
}

#[test]
fn sy5_what_was_refused_comes_back_with_its_words_and_everything_else_is_done_again() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.command(write(1, "refused words"), &mut out).expect("allowed");
    client.command(write(2, "good words"), &mut out).expect("allowed");
    out.clear();
    let nack = Nack { edit: 2, reason: RefusalReason::NotYours, note: None };
    client.received(&wire::nack(&nack), 0, &mut out);
    let told: Vec<String> = out
        .drain(..)
        .filter_map(|output| match output {
            Output::NotAccepted { text, .. } => text,
            _ => None,
        })
        .collect();
    assert_eq!(told, ["refused words"]);
    assert!(client.is_void());
    client.disconnected(1006, &mut out);
    client.renew(51);
    out.clear();
    server.durable = 0;
    client.connected(0, &mut out);
    let seen = talk(&mut client, &mut server, &mut out);
    assert!(seen.iter().any(|output| matches!(output, Output::Anew)));
    assert!(!client.is_void());
    let texts: Vec<&str> = server.doc.board().living_notes().map(|(_, note)| note.text.as_str()).collect();
    assert_eq!(texts, ["good words"]);
    assert_eq!(client.badge(), Badge::Saved);
}

#[test]
fn sy6_a_full_disk_is_told_from_a_lost_network() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.received(&wire::notice(&Notice::Degraded), 0, &mut out);
    client.command(write(1, "a"), &mut out).expect("allowed");
    assert_eq!(client.badge(), Badge::Troubled(1));
    client.received(&wire::notice(&Notice::Recovered), 0, &mut out);
    client.received(&wire::step1(&server.doc.state_vector()), 0, &mut out);
    assert_eq!(client.badge(), Badge::Saving(1));
}

#[test]
fn sy7_a_final_word_of_the_server_is_told_from_a_passing_trouble() {
    let cases = [
        (4401, Some(End::NotAuthorized)),
        (4403, Some(End::Forbidden)),
        (4404, Some(End::NoSuchWorkshop)),
        (4409, Some(End::OtherGeneration)),
        (4400, Some(End::Malformed)),
        (1012, None),
        (1013, None),
        (1006, None),
        (4529, None),
    ];
    for (code, end) in cases {
        let (mut client, mut out) = (person(), Vec::new());
        client.disconnected(code, &mut out);
        let ended = out.iter().find_map(|output| match output {
            Output::Ended(end) => Some(*end),
            _ => None,
        });
        assert_eq!(ended, end, "{code}");
    }
}

#[test]
fn sy8_a_silent_connection_is_dead_after_a_while_and_odd_frames_change_nothing() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(1_000, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.received(wire::KEEP_ALIVE, 40_000, &mut out);
    assert!(!client.is_dead(40_000 + DEAD_AFTER_MS));
    assert!(client.is_dead(40_001 + DEAD_AFTER_MS));
    for odd in [&[][..], &[9, 9, 9], &[0, 7, 1], &[250, 1, 1, 1], &[1, 3, 255, 255, 255]] {
        out.clear();
        client.received(odd, 0, &mut out);
        assert!(!out.iter().any(|output| matches!(output, Output::Changed(_) | Output::Ended(_))), "{odd:?}");
    }
}

#[test]
fn sy9_a_retry_of_a_full_disk_that_resends_everything_is_saved_once_acked() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.command(write(1, "a"), &mut out).expect("allowed");
    // The two messages of the creation are lost in the trouble; the server asks again.
    out.clear();
    client.received(&wire::step1(&server.doc.state_vector()), 0, &mut out);
    assert_eq!(frames(&mut out).len(), 1, "one upload of what the server lacks");
    assert_eq!(client.badge(), Badge::Saving(1));
}

/// A client whose copy is void, as the server's refusal of one message left it.
fn refused(client: &mut Client, edit: u64, out: &mut Vec<Output>) -> Vec<Option<String>> {
    let nack = Nack { edit, reason: RefusalReason::TooLong, note: None };
    client.received(&wire::nack(&nack), 0, out);
    out.drain(..)
        .filter_map(|output| match output {
            Output::NotAccepted { text, .. } => Some(text),
            _ => None,
        })
        .collect()
}

fn comes_again(client: &mut Client, server: &mut Server, out: &mut Vec<Output>) {
    client.disconnected(1006, out);
    client.renew(51);
    out.clear();
    server.durable = 0;
    client.connected(0, out);
}

#[test]
fn sy10_of_a_refused_return_every_edit_is_tried_again_by_itself() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.disconnected(1006, &mut out);
    client.command(write(1, "good words"), &mut out).expect("allowed");
    client.command(write(2, "more good words"), &mut out).expect("allowed");
    client.connected(0, &mut out);
    client.received(&wire::step1(&server.doc.state_vector()), 0, &mut out);
    assert_eq!(refused(&mut client, 1, &mut out), [], "nobody knows yet which of them was meant");
    comes_again(&mut client, &mut server, &mut out);
    // The server's copy comes before it asks for ours: what it refuses next must still be one edit.
    out.clear();
    client.received(&wire::step2(&server.doc.encode_all()), 0, &mut out);
    assert!(frames(&mut out).is_empty(), "not before the server asked");
    client.received(&wire::step1(&server.doc.state_vector()), 0, &mut out);
    let sent = frames(&mut out);
    assert_eq!(sent.len(), 5, "an empty upload, then each creation's two messages");
    for frame in &sent {
        for answer in server.hears(frame) {
            client.received(&answer, 0, &mut out);
        }
    }
    assert_eq!(server.doc.board().living_notes().count(), 2);
    assert_eq!(client.badge(), Badge::Saved);
}

#[test]
fn sy11_what_was_sent_behind_a_refused_edit_is_done_again_though_it_is_refused_too() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.command(write(1, "refused words"), &mut out).expect("allowed");
    client.command(write(2, "good words"), &mut out).expect("allowed");
    assert_eq!(refused(&mut client, 2, &mut out), [Some("refused words".to_owned())]);
    for follows in 3..=5 {
        assert_eq!(refused(&mut client, follows, &mut out), [], "message {follows} only follows the hole");
    }
    comes_again(&mut client, &mut server, &mut out);
    talk(&mut client, &mut server, &mut out);
    let texts: Vec<&str> = server.doc.board().living_notes().map(|(_, note)| note.text.as_str()).collect();
    assert_eq!(texts, ["good words"]);
}

#[test]
fn sy12_what_is_done_while_a_fresh_copy_is_fetched_is_done_once_when_it_is_there() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.command(write(1, "refused words"), &mut out).expect("allowed");
    refused(&mut client, 2, &mut out);
    client.command(write(2, "patient words"), &mut out).expect("kept");
    comes_again(&mut client, &mut server, &mut out);
    client.command(write(3, "more patient words"), &mut out).expect("kept");
    assert_eq!(client.badge(), Badge::Offline(2));
    talk(&mut client, &mut server, &mut out);
    let texts: Vec<&str> = server.doc.board().living_notes().map(|(_, note)| note.text.as_str()).collect();
    assert_eq!(texts, ["patient words", "more patient words"]);
    assert_eq!(client.badge(), Badge::Saved);
}

#[test]
fn sy16_an_ack_on_a_connection_that_is_given_up_saves_nothing_and_nothing_is_lost() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    client.connected(0, &mut out);
    talk(&mut client, &mut server, &mut out);
    client.command(write(1, "refused words"), &mut out).expect("allowed");
    client.command(write(2, "good words"), &mut out).expect("allowed");
    refused(&mut client, 2, &mut out);
    out.clear();
    client.received(&wire::ack(9), 0, &mut out);
    client.received(&wire::step1(&[0]), 0, &mut out);
    assert!(frames(&mut out).is_empty(), "a void copy says nothing more");
    assert_ne!(client.badge(), Badge::Saved);
    comes_again(&mut client, &mut server, &mut out);
    talk(&mut client, &mut server, &mut out);
    let texts: Vec<&str> = server.doc.board().living_notes().map(|(_, note)| note.text.as_str()).collect();
    assert_eq!(texts, ["good words"]);
}

fn lock() -> Deed {
    Deed::Lock { things: vec![Thing::Wall] }
}

fn ordered(frames: &[Bytes]) -> Vec<OpId> {
    let order = |frame: &Bytes| match wire::read(frame) {
        Ok(Message::Order(order)) => wire::read_order(order).ok().map(|order| order.op_id),
        _ => None,
    };
    frames.iter().filter_map(order).collect()
}

#[test]
fn sy13_an_order_is_kept_and_given_again_until_its_receipt_is_here() {
    let (mut client, mut server, mut out) = (person(), Server::new(), Vec::new());
    let op_id: OpId = Uuid::from_u128(7).into();
    assert!(client.order(op_id, lock(), &mut out));
    assert!(out.is_empty(), "there is nobody to tell");
    assert_eq!(client.badge(), Badge::Offline(1));
    client.connected(0, &mut out);
    let said = frames(&mut out);
    assert!(matches!(wire::read(&said[0]), Ok(Message::Hello(_))), "hello comes first");
    assert_eq!(ordered(&said), [op_id]);
    for answer in said.iter().flat_map(|frame| server.hears(frame)) {
        client.received(&answer, 0, &mut out);
    }
    let said = frames(&mut out);
    for answer in said.iter().flat_map(|frame| server.hears(frame)) {
        client.received(&answer, 0, &mut out);
    }
    assert_eq!(client.badge(), Badge::Saving(1), "not saved before the receipt");
    client.disconnected(1006, &mut out);
    out.clear();
    client.connected(0, &mut out);
    assert_eq!(ordered(&frames(&mut out)), [op_id], "the same order, not another");
    client.received(&wire::notice(&Notice::Recovered), 0, &mut out);
    assert_eq!(ordered(&frames(&mut out)), [op_id], "the disk is back");
    let receipt = Receipt { op_id, epoch: 0, refused: None };
    client.received(&wire::receipt(&receipt), 0, &mut out);
    client.received(&wire::receipt(&receipt), 0, &mut out);
    let settled: Vec<&Output> = out.iter().filter(|output| matches!(output, Output::Settled { .. })).collect();
    assert!(matches!(settled[..], [Output::Settled { deed: Deed::Lock { .. }, refused: None }]), "{settled:?}");
    out.clear();
    client.disconnected(1006, &mut out);
    client.connected(0, &mut out);
    assert!(ordered(&frames(&mut out)).is_empty());
}

#[test]
fn sy13_no_more_orders_wait_than_the_server_takes_at_once() {
    let (mut client, mut out) = (person(), Vec::new());
    let taken = (0..40_u128).filter(|n| client.order(Uuid::from_u128(*n).into(), lock(), &mut out)).count();
    assert_eq!(taken, 16);
}

#[test]
fn sy14_what_closes_is_told() {
    let (mut client, mut out) = (person(), Vec::new());
    client.received(&wire::notice(&Notice::PhaseCloses { phase: Phase::Vote, in_ms: 2_000 }), 0, &mut out);
    assert!(matches!(out[..], [Output::PhaseCloses(Phase::Vote)]), "{out:?}");
}
