//! One device at which one person works, tab after tab; a line that is cut; a server that takes or refuses. Knows no rules.

use std::collections::{BTreeMap, VecDeque};

use bytes::Bytes;
use uuid::Uuid;

use super::super::*;
use crate::command::{Command, NewNote};
use crate::document::{BoardDoc, Origin, SCHEMA};
use crate::ids::NoteId;
use crate::model::{About, NoteKind, Point, Role};
use crate::rules::Phase;
use crate::sync::{Client, Output};
use crate::wire::{self, Message, Nack, RefusalReason, Welcome};
use crate::words::Locale;

const ME: u128 = 7;
const WORKSHOP: u128 = 9;
/// What the server of these tests never takes.
pub(super) const BAD: char = '✗';

/// Takes what it is sent, or refuses it; what it took is on disk at once.
pub(super) struct Server {
    pub(super) doc: BoardDoc,
    pub(super) generation: u64,
    pub(super) heard: u64,
}

impl Server {
    pub(super) fn new(generation: u64) -> Self {
        let mut doc = BoardDoc::new(1);
        let about = About { schema: SCHEMA, title: "t".into(), locale: Locale::En, phase: Phase::Open, epoch: 0 };
        doc.edit(Origin::Quiet, |edit| edit.put_about(&about));
        Self { doc, generation, heard: 0 }
    }

    pub(super) fn hears(&mut self, frame: &[u8]) -> Vec<Bytes> {
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

    pub(super) fn judges(&mut self, update: &[u8]) -> Bytes {
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

    pub(super) fn texts(&self) -> String {
        self.doc.board().living_notes().map(|(_, note)| note.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// One device at which one person works, tab after tab, and the line to the server.
pub(super) struct World {
    pub(super) server: Server,
    pub(super) tab: Client,
    pub(super) is_connected: bool,
    pub(super) to_server: VecDeque<Bytes>,
    pub(super) to_tab: VecDeque<Bytes>,
    pub(super) disk: BTreeMap<String, Vec<u8>>,
    pub(super) writing: VecDeque<Writing>,
    pub(super) given: usize,
    pub(super) written: usize,
    pub(super) refused: Vec<String>,
    /// What was typed, and with which writing it came to the disk.
    pub(super) typed: Vec<(String, usize)>,
    /// What the disk did not have yet when the tab crashed, and the server neither.
    pub(super) gone: Vec<String>,
    pub(super) numbers: u64,
}

impl World {
    pub(super) fn new() -> Self {
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

    pub(super) fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// A fresh tab over what the device has.
    pub(super) fn opens(&mut self) {
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

    pub(super) fn carries(&mut self, out: Vec<Output>) {
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

    pub(super) fn connects(&mut self) {
        if !self.is_connected {
            self.is_connected = true;
            self.server.heard = 0;
            let mut out = Vec::new();
            self.tab.connected(0, &mut out);
            self.carries(out);
        }
    }

    pub(super) fn is_cut(&mut self) {
        if std::mem::take(&mut self.is_connected) {
            self.to_server.clear();
            self.to_tab.clear();
            let mut out = Vec::new();
            self.tab.disconnected(1006, &mut out);
            self.carries(out);
        }
    }

    pub(super) fn server_hears(&mut self) -> bool {
        let frame = self.to_server.pop_front();
        let is_some = frame.is_some();
        self.to_tab.extend(frame.into_iter().flat_map(|frame| self.server.hears(&frame)));
        is_some
    }

    pub(super) fn tab_hears(&mut self) -> bool {
        let Some(frame) = self.to_tab.pop_front() else { return false };
        let mut out = Vec::new();
        self.tab.received(&frame, 0, &mut out);
        self.carries(out);
        true
    }

    pub(super) fn disk_writes(&mut self) -> bool {
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

    pub(super) fn does(&mut self, command: Command) -> bool {
        let mut out = Vec::new();
        let is_done = self.tab.command(command, &mut out).is_ok();
        self.carries(out);
        is_done
    }

    pub(super) fn creates(&mut self, is_bad: bool) {
        let n = self.number();
        let text = if is_bad { format!("[{n}]{BAD}") } else { format!("[{n}]") };
        let (id, pos) = (note_id(n), Point::default());
        let (kind, text_of) = (NoteKind::Idea, text.clone());
        let new = NewNote { id, kind, text, pos, emotion: None, touchpoint: None, cluster: None };
        if self.does(Command::CreateNote(new)) {
            self.typed.push((text_of, self.given));
        }
    }

    pub(super) fn writes_into_a_note(&mut self, which: usize) {
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
    pub(super) fn crashes(&mut self) {
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

    pub(super) fn does_something(&mut self, what: u8, which: usize) {
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
    pub(super) fn comes_to_rest(&mut self) {
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
