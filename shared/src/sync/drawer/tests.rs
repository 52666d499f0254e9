//! A tab, its device and a server: whatever is cut off, crashes or is refused, and between whichever two writes.

use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::command::{Command, NewNote};
use crate::document::{BoardDoc, Origin, SCHEMA};
use crate::ids::NoteId;
use crate::model::{About, NoteKind, Point, Role};
use crate::rules::Phase;
use crate::sync::{Badge, Client, Output};
use crate::wire::{self, Deed, Message, Nack, RefusalReason, Welcome};
use crate::words::Locale;

const ME: u128 = 7;
const WORKSHOP: u128 = 9;
/// What the server of these tests never takes.
const BAD: char = '✗';

/// Takes what it is sent, or refuses it; what it took is on disk at once.
struct Server {
    doc: BoardDoc,
    generation: u64,
    heard: u64,
}

impl Server {
    fn new(generation: u64) -> Self {
        let mut doc = BoardDoc::new(1);
        let about = About { schema: SCHEMA, title: "t".into(), locale: Locale::En, phase: Phase::Open, epoch: 0 };
        doc.edit(Origin::Quiet, |edit| edit.put_about(&about));
        Self { doc, generation, heard: 0 }
    }

    fn hears(&mut self, frame: &[u8]) -> Vec<Bytes> {
        match wire::read(frame).expect("a frame of ours") {
            Message::Hello(_) => vec![wire::welcome(&Welcome {
                participant: Uuid::from_u128(ME).into(),
                role: Role::Participant,
                generation: self.generation,
                build: "test".into(),
                server_ms: 0,
                session: "s".into(),
            })],
            Message::Step1(vector) => {
                let lacking = self.doc.encode_since(vector).expect("a vector");
                vec![wire::step1(&self.doc.state_vector()), wire::step2(&lacking)]
            }
            Message::Step2(update) | Message::Update(update) => {
                self.heard += 1;
                vec![self.judges(update)]
            }
            _ => Vec::new(),
        }
    }

    fn judges(&mut self, update: &[u8]) -> Bytes {
        let mut trial = BoardDoc::new(2);
        trial.integrate(&self.doc.encode_all()).expect("its own");
        let summary = wire::v1::update(update).expect("an update").summary().clone();
        // yrs bridges a gap, the gate does not.
        let is_gap = summary.clients.iter().any(|range| u64::from(range.start) > trial.clock_of(range.client));
        let holes = trial.integrate(update).expect("an update").holes || is_gap;
        let is_bad = trial.board().notes.values().any(|note| note.text.contains(BAD));
        let reason = if holes { RefusalReason::Gap } else { RefusalReason::TooLong };
        if holes || is_bad {
            return wire::nack(&Nack { edit: self.heard, reason, note: None });
        }
        self.doc = trial;
        wire::ack(self.heard)
    }

    fn texts(&self) -> String {
        self.doc.board().living_notes().map(|(_, note)| note.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// One device at which one person works, tab after tab, and the line to the server.
struct World {
    server: Server,
    tab: Client,
    is_connected: bool,
    to_server: VecDeque<Bytes>,
    to_tab: VecDeque<Bytes>,
    disk: BTreeMap<String, Vec<u8>>,
    writing: VecDeque<Writing>,
    given: usize,
    written: usize,
    refused: Vec<String>,
    /// What was typed, and with which writing it came to the disk.
    typed: Vec<(String, usize)>,
    /// What the disk did not have yet when the tab crashed, and the server neither.
    gone: Vec<String>,
    numbers: u64,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            server: Server::new(3),
            tab: Client::new(10, Uuid::from_u128(ME).into(), Role::Participant, "test"),
            is_connected: false,
            to_server: VecDeque::new(),
            to_tab: VecDeque::new(),
            disk: BTreeMap::new(),
            writing: VecDeque::new(),
            given: 0,
            written: 0,
            refused: Vec::new(),
            typed: Vec::new(),
            gone: Vec::new(),
            numbers: 100,
        };
        world.opens();
        world
    }

    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// A fresh tab over what the device has.
    fn opens(&mut self) {
        let (client, tab) = (self.number(), self.number());
        self.tab = Client::new(client, Uuid::from_u128(ME).into(), Role::Participant, "test");
        let place = Place {
            workshop: Uuid::from_u128(WORKSHOP).into(),
            participant: Uuid::from_u128(ME).into(),
            tab: Uuid::from_u128(u128::from(tab)).into(),
        };
        let found = read(self.disk.clone().into_iter().collect()).into_values().flatten().collect();
        let mut out = Vec::new();
        self.refused.clear();
        self.tab.keep_at(place);
        self.tab.restore(found, &mut out);
        self.carries(out);
    }

    fn carries(&mut self, out: Vec<Output>) {
        for output in out {
            match output {
                Output::Send(frame) if self.is_connected => self.to_server.push_back(frame),
                Output::WriteDown(writing) => {
                    self.given += 1;
                    self.writing.push_back(writing);
                }
                Output::NotAccepted { text, .. } => self.refused.extend(text),
                Output::Hangup => {
                    self.is_cut();
                    if self.tab.is_void() {
                        let fresh = self.number();
                        self.tab.renew(fresh);
                    }
                }
                _ => {}
            }
        }
    }

    fn connects(&mut self) {
        if !self.is_connected {
            self.is_connected = true;
            self.server.heard = 0;
            let mut out = Vec::new();
            self.tab.connected(0, &mut out);
            self.carries(out);
        }
    }

    fn is_cut(&mut self) {
        if std::mem::take(&mut self.is_connected) {
            self.to_server.clear();
            self.to_tab.clear();
            let mut out = Vec::new();
            self.tab.disconnected(1006, &mut out);
            self.carries(out);
        }
    }

    fn server_hears(&mut self) -> bool {
        let frame = self.to_server.pop_front();
        let is_some = frame.is_some();
        self.to_tab.extend(frame.into_iter().flat_map(|frame| self.server.hears(&frame)));
        is_some
    }

    fn tab_hears(&mut self) -> bool {
        let Some(frame) = self.to_tab.pop_front() else { return false };
        let mut out = Vec::new();
        self.tab.received(&frame, 0, &mut out);
        self.carries(out);
        true
    }

    fn disk_writes(&mut self) -> bool {
        let Some(writing) = self.writing.pop_front() else { return false };
        for Slip { key, bytes } in writing.slips {
            match bytes {
                Some(bytes) => drop(self.disk.insert(key, bytes)),
                None => drop(self.disk.remove(&key)),
            }
        }
        self.written += 1;
        let mut out = Vec::new();
        self.tab.wrote(true, &mut out);
        self.carries(out);
        true
    }

    fn does(&mut self, command: Command) -> bool {
        let mut out = Vec::new();
        let is_done = self.tab.command(command, &mut out).is_ok();
        self.carries(out);
        is_done
    }

    fn creates(&mut self, is_bad: bool) {
        let n = self.number();
        let text = if is_bad { format!("[{n}]{BAD}") } else { format!("[{n}]") };
        let (id, pos) = (note_id(n), Point::default());
        let (kind, text_of) = (NoteKind::Idea, text.clone());
        let new = NewNote { id, kind, text, pos, emotion: None, touchpoint: None, cluster: None };
        if self.does(Command::CreateNote(new)) {
            self.typed.push((text_of, self.given));
        }
    }

    fn writes_into_a_note(&mut self, which: usize) {
        let n = self.number();
        let insert = format!("[{n}]");
        let notes: Vec<(NoteId, usize)> =
            self.tab.doc().board().living_notes().map(|(id, note)| (id, note.text.encode_utf16().count())).collect();
        let Some((note, at)) = notes.get(which % notes.len().max(1)).copied() else { return };
        let command = Command::EditText { note, at: at as u32, delete: 0, insert: insert.clone() };
        if self.does(command) {
            self.typed.push((insert, self.given));
        }
    }

    /// The tab dies; what the disk has not written by now it never will.
    fn crashes(&mut self) {
        self.is_cut();
        let (on_server, written) = (self.server.texts(), self.written);
        let lost = self.typed.iter().filter(|(text, given)| *given > written && !on_server.contains(text.as_str()));
        self.gone.extend(lost.map(|(text, _)| text.clone()));
        for (_, given) in &mut self.typed {
            *given = 0;
        }
        self.writing.clear();
        (self.given, self.written) = (0, 0);
        self.opens();
    }

    fn does_something(&mut self, what: u8, which: usize) {
        match what {
            0 | 1 => self.creates(false),
            2 => self.creates(true),
            3..=5 => self.writes_into_a_note(which),
            6..=9 => drop(self.server_hears()),
            10..=13 => drop(self.tab_hears()),
            14 => self.is_cut(),
            15 | 16 => self.connects(),
            17..=19 => drop(self.disk_writes()),
            _ => self.crashes(),
        }
    }

    /// The line stands and everything arrives.
    fn comes_to_rest(&mut self) {
        for _ in 0..10_000 {
            self.connects();
            if !self.server_hears() && !self.tab_hears() && !self.disk_writes() {
                return;
            }
        }
        panic!("it never comes to rest");
    }
}

fn note_id(n: u64) -> NoteId {
    Uuid::from_u128(u128::from(n)).into()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// OF1, OF2
    #[test]
    fn of1_whatever_crashes_between_whichever_writes_nothing_kept_is_lost_and_nothing_is_done_twice(
        story in proptest::collection::vec((0_u8..22, 0_usize..8), 1..90),
    ) {
        let mut world = World::new();
        world.comes_to_rest();
        for (what, which) in story {
            world.does_something(what, which);
        }
        world.comes_to_rest();
        let on_server = world.server.texts();
        prop_assert!(!on_server.contains(BAD));
        for (text, _) in &world.typed {
            let times = on_server.matches(text.as_str()).count();
            prop_assert!(times <= 1, "{text} is there {times} times");
            let is_handed_back = world.refused.iter().any(|refused| refused.contains(text.as_str()));
            prop_assert!(times == 1 || is_handed_back || world.gone.contains(text), "{text} is lost");
        }
        prop_assert_eq!(world.tab.badge(), Badge::Saved);
        prop_assert!(!world.disk.keys().any(|key| key.contains("/e")), "what is safe is not kept as unsafe");
        world.crashes();
        prop_assert_eq!(world.tab.doc().board().living_notes().count(), world.server.doc.board().living_notes().count());
    }
}

fn rests() -> World {
    let mut world = World::new();
    world.comes_to_rest();
    world
}

#[test]
fn of3_the_board_and_what_was_done_offline_are_there_after_a_reload_without_a_server() {
    let mut world = rests();
    world.creates(false);
    world.comes_to_rest();
    world.is_cut();
    world.creates(false);
    world.writes_into_a_note(0);
    while world.disk_writes() {}
    world.crashes();
    assert!(world.tab.is_ready(), "no server is needed to show it");
    assert_eq!(world.tab.doc().board().living_notes().count(), 2);
    assert_eq!(world.tab.badge(), Badge::Offline(2));
    world.comes_to_rest();
    assert_eq!(world.server.doc.board().living_notes().count(), 2);
    assert_eq!(world.tab.badge(), Badge::Saved);
}

#[test]
fn of4_a_board_that_was_restored_from_a_backup_takes_nothing_from_an_old_copy_and_its_words_come_back() {
    let mut world = rests();
    world.is_cut();
    world.creates(false);
    while world.disk_writes() {}
    world.server = Server::new(4);
    world.crashes();
    world.comes_to_rest();
    assert_eq!(world.server.doc.board().living_notes().count(), 0, "nothing merged");
    assert_eq!(world.tab.doc().board().living_notes().count(), 0);
    assert_eq!(world.refused, [world.typed[0].0.clone()]);
    world.crashes();
    assert_eq!(world.refused, [world.typed[0].0.clone()], "until they are seen off");
    let mut out = Vec::new();
    world.tab.seen_refused(&mut out);
    world.carries(out);
    world.comes_to_rest();
    world.crashes();
    assert!(world.refused.is_empty());
}

#[test]
fn of5_what_was_not_accepted_is_still_in_the_tray_after_a_reload() {
    let mut world = rests();
    world.creates(true);
    world.creates(false);
    world.comes_to_rest();
    assert_eq!(world.refused.len(), 1);
    world.crashes();
    assert_eq!(world.refused, [world.typed[0].0.clone()]);
    assert_eq!(world.server.doc.board().living_notes().count(), 1, "the other one was done again");
}

#[test]
fn of6_a_device_without_room_is_said_and_the_tab_goes_on_by_itself() {
    let mut world = rests();
    assert!(world.tab.is_kept_on_device());
    world.creates(false);
    let mut out = Vec::new();
    world.tab.wrote(false, &mut out);
    world.writing.clear();
    assert!(!world.tab.is_kept_on_device());
    world.creates(false);
    world.creates(true);
    assert!(world.writing.is_empty(), "nothing more is written");
    world.comes_to_rest();
    assert_eq!(world.server.doc.board().living_notes().count(), 2);
    assert_eq!(world.refused.len(), 1);
}

#[test]
fn of7_an_order_that_was_not_answered_is_given_again_by_the_next_tab() {
    let mut world = rests();
    world.is_cut();
    let mut out = Vec::new();
    assert!(world.tab.order(Uuid::from_u128(5).into(), Deed::SetPhase { phase: Phase::Vote }, &mut out));
    world.carries(out);
    while world.disk_writes() {}
    world.crashes();
    assert_eq!(world.tab.badge(), Badge::Offline(1));
    world.connects();
    let is_order = |frame: &Bytes| matches!(wire::read(frame), Ok(Message::Order(_)));
    assert_eq!(world.to_server.iter().filter(|frame| is_order(frame)).count(), 1);
}

#[test]
fn of8_the_log_is_folded_before_it_is_long_and_damaged_records_harm_nobody() {
    let mut world = rests();
    for _ in 0..300 {
        world.creates(false);
    }
    world.comes_to_rest();
    assert!(world.disk.len() <= LOG_MAX + 2, "{} records", world.disk.len());
    let odd = [("", vec![1]), ("a/b/c/d/e", vec![]), ("x/l0", vec![255; 9])];
    world.disk.extend(odd.map(|(key, bytes)| (key.to_owned(), bytes)));
    let copy = world.disk.keys().find(|key| key.ends_with("/c")).cloned().expect("a copy");
    let bytes = world.disk.get_mut(&copy).expect("it");
    bytes.truncate(bytes.len() / 2);
    world.crashes();
    world.comes_to_rest();
    assert_eq!(world.tab.doc().board().living_notes().count(), 300, "the server has them");
}
