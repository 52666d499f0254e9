//! A room's core with people around it, each with a replica; the test is disk, clock and network.

use std::collections::BTreeMap;

use bytes::Bytes;
use journeyboard_shared::command::{By, Command, NewNote, apply};
use journeyboard_shared::document::BoardDoc;
use journeyboard_shared::ids::{NoteId, ParticipantId, WorkshopId};
use journeyboard_shared::model::{NoteKind, Point, Role};
use journeyboard_shared::wire::{self, Message};
use journeyboard_shared::words::Locale;
use uuid::Uuid;

use crate::clock::Millis;
use crate::room::core::{
    Answer, Base, Effect, Newcomer, Opening, PeerId, Question, Report, RoomCore, RoomEvent, Ticket,
};
use crate::store::{Mark, Seq, Shelf};
use crate::templates::{Template, initial_state};

pub(super) struct Seated {
    pub(super) doc: BoardDoc,
    pub(super) by: By,
    /// All messages in order.
    pub(super) got: Vec<Bytes>,
    pub(super) closed: Option<(u16, String)>,
}

pub(super) struct Table {
    pub(super) core: RoomCore,
    pub(super) now: Millis,
    pub(super) people: BTreeMap<u64, Seated>,
    /// Appends that the disk has not answered: at most one.
    pub(super) on_its_way: Option<(Seq, Vec<Bytes>)>,
    /// What is on disk.
    pub(super) log: Vec<Bytes>,
    marks_on_their_way: Vec<Mark>,
    /// What the disk remembers beside the log.
    pub(super) marks: Marks,
    pub(super) appends: usize,
    pub(super) phase_in: Option<u64>,
    pub(super) tick_in: Option<u64>,
    pub(super) retry_in: Option<u64>,
    pub(super) answers: BTreeMap<u64, Answer>,
    pub(super) reports: Vec<Report>,
    pub(super) folds: Vec<super::super::Fold>,
    base: Bytes,
}

/// What a disk remembers beside the log.
pub(super) type Marks = BTreeMap<(Shelf, Bytes), Mark>;

/// How long a change of the phase is announced ahead at this table.
pub(super) const GRACE_MS: u64 = 2_000;

pub(super) fn person(number: u64) -> ParticipantId {
    ParticipantId::from(Uuid::from_u128(u128::from(number) + 1_000))
}

pub(super) fn note_id(number: u64) -> NoteId {
    NoteId::from(Uuid::from_u128(u128::from(number) + 5_000))
}

pub(super) fn new_note(number: u64, text: &str) -> Command {
    Command::CreateNote(NewNote {
        id: note_id(number),
        kind: NoteKind::Idea,
        text: text.to_owned(),
        pos: Point::new(0.0, 0.0),
        emotion: None,
        touchpoint: None,
        cluster: None,
    })
}

impl Table {
    pub(super) fn laid() -> Self {
        let base = initial_state(Template::Blank, Locale::En, "Bakery", WorkshopId::from(Uuid::from_u128(1)), 7);
        Self::over(base.into(), Vec::new(), BTreeMap::new(), 1_800_000_000_000)
    }

    /// The same table ten seconds later, after a restart: what is on disk, nobody around it.
    pub(super) fn reopened(&self) -> Self {
        Self::over(self.base.clone(), self.log.clone(), self.marks.clone(), self.now + 10_000)
    }

    pub(super) fn over(base: Bytes, log: Vec<Bytes>, marks: Marks, now: Millis) -> Self {
        let opening = Opening {
            generation: 1,
            build: "test",
            now,
            dice: 4_711,
            chance: 42 + log.len() as u64,
            base: Base { seq: 0, state: base.clone() },
            tail: log.iter().cloned().enumerate().map(|(n, record)| (n as Seq + 1, record)).collect(),
            marks: marks.values().cloned().collect(),
            grace_ms: GRACE_MS,
            durable: log.len() as Seq,
            whole: true,
        };
        Self {
            core: RoomCore::open(opening).expect("a document"),
            now,
            people: BTreeMap::new(),
            on_its_way: None,
            log,
            marks_on_their_way: Vec::new(),
            marks,
            appends: 0,
            phase_in: None,
            tick_in: None,
            retry_in: None,
            answers: BTreeMap::new(),
            reports: Vec::new(),
            folds: Vec::new(),
            base,
        }
    }

    /// Somebody sits down: peer, person and client id have the same number.
    pub(super) fn seat(&mut self, number: u64, role: Role) {
        self.seat_as(number, number, role);
    }

    pub(super) fn seat_as(&mut self, peer: u64, who: u64, role: Role) {
        let by = By { participant: person(who), role };
        self.people.insert(peer, Seated { doc: BoardDoc::new(peer), by, got: Vec::new(), closed: None });
        let session = format!("session {peer}");
        self.on(RoomEvent::Joined(Newcomer { peer: PeerId(peer), participant: by.participant, role, session }));
    }

    /// Gets up and goes.
    pub(super) fn leaves(&mut self, peer: u64) {
        self.on(RoomEvent::Left(PeerId(peer)));
    }

    /// Sits down and has the document.
    pub(super) fn seat_and_sync(&mut self, number: u64, role: Role) {
        self.seat(number, role);
        self.ask(number);
    }

    pub(super) fn hello(&mut self, peer: u64) {
        let hello = wire::Hello { protocol: 1, build: "test".to_owned() };
        self.frame(peer, wire::hello(&hello));
    }

    pub(super) fn ask(&mut self, peer: u64) {
        let vector = self.people[&peer].doc.state_vector();
        self.frame(peer, wire::step1(&vector));
    }

    /// Does something and sends it; answers the updates.
    pub(super) fn does(&mut self, peer: u64, command: Command) -> Vec<Vec<u8>> {
        let updates = self.does_offline(peer, command);
        for update in &updates {
            self.frame(peer, wire::update(update));
        }
        updates
    }

    pub(super) fn does_offline(&mut self, peer: u64, command: Command) -> Vec<Vec<u8>> {
        let seated = self.people.get_mut(&peer).expect("seated");
        apply(&mut seated.doc, seated.by, command).expect("the rules allow it").updates
    }

    pub(super) fn frame(&mut self, peer: u64, frame: Bytes) {
        self.on(RoomEvent::Frame(PeerId(peer), frame));
    }

    pub(super) fn asks(&mut self, question: Question) -> u64 {
        let ticket = 1_000 + self.answers.len() as u64;
        self.on(RoomEvent::Asked(Ticket(ticket), question));
        ticket
    }

    /// The disk has written what is on its way.
    pub(super) fn disk_writes(&mut self) {
        let (first, records) = self.on_its_way.take().expect("an append");
        assert_eq!(first, self.log.len() as Seq + 1, "no hole in the log");
        self.log.extend(records);
        for mark in std::mem::take(&mut self.marks_on_their_way) {
            let place = (mark.shelf, mark.key.clone());
            match mark.value {
                Some(_) => self.marks.insert(place, mark),
                None => self.marks.remove(&place),
            };
        }
        self.on(RoomEvent::Appended(self.log.len() as Seq));
    }

    /// The disk writes until nothing waits.
    pub(super) fn disk_catches_up(&mut self) {
        while self.on_its_way.is_some() {
            self.disk_writes();
        }
    }

    pub(super) fn disk_fails(&mut self) {
        self.on_its_way.take().expect("an append");
        self.on(RoomEvent::AppendFailed);
    }

    /// The disk fails once, and takes the same again.
    pub(super) fn disk_fails_for_a_while(&mut self) {
        self.disk_fails();
        self.now += 500;
        self.on(RoomEvent::RetryAppend);
    }

    /// The planned tick comes.
    pub(super) fn tick(&mut self) {
        self.now += self.tick_in.take().expect("a tick was planned");
        self.on(RoomEvent::PresenceTick { congested: Vec::new() });
    }

    pub(super) fn on(&mut self, event: RoomEvent) {
        for effect in self.core.on(event, self.now) {
            match effect {
                Effect::Append { first_seq, records, marks } => {
                    assert!(self.on_its_way.is_none(), "never two appends at a time");
                    self.appends += 1;
                    self.on_its_way = Some((first_seq, records));
                    self.marks_on_their_way = marks;
                }
                Effect::PhaseIn { ms } => self.phase_in = Some(ms),
                Effect::RetryAppendIn { ms } => self.retry_in = Some(ms),
                Effect::Send(peer, frames) => frames.iter().for_each(|frame| self.deliver(peer.0, frame)),
                Effect::Close(peer, code, reason) => {
                    if let Some(seated) = self.people.get_mut(&peer.0) {
                        seated.closed = Some((code, reason));
                    }
                }
                Effect::TickIn { ms } => self.tick_in = Some(ms),
                Effect::Compact(fold) => self.folds.push(*fold),
                Effect::Answer(ticket, answer) => {
                    self.answers.insert(ticket.0, answer);
                }
                Effect::Report(report) => self.reports.push(report),
            }
        }
    }

    fn deliver(&mut self, peer: u64, frame: &Bytes) {
        let seated = self.people.get_mut(&peer).expect("sends go to who is there");
        assert!(seated.closed.is_none(), "nothing is sent after the close");
        if let Message::Step2(update) | Message::Update(update) = wire::read(frame).expect("the protocol") {
            let change = seated.doc.integrate(update).expect("an update");
            assert!(!change.holes, "a peer is in order or disconnected");
        }
        seated.got.push(frame.clone());
    }

    /// The messages that a peer got, read.
    pub(super) fn heard(&self, peer: u64) -> Vec<Message<'_>> {
        self.people[&peer].got.iter().map(|frame| wire::read(frame).expect("the protocol")).collect()
    }

    pub(super) fn forget_messages(&mut self) {
        self.people.values_mut().for_each(|seated| seated.got.clear());
    }

    pub(super) fn has_note(&self, peer: u64, number: u64) -> bool {
        self.people[&peer].doc.board().note(note_id(number)).is_some()
    }

    pub(super) fn acked(&self, peer: u64) -> u64 {
        let acks = self.heard(peer).into_iter().filter_map(|message| match message {
            Message::Ack { edits } => Some(edits),
            _ => None,
        });
        acks.max().unwrap_or(0)
    }

    pub(super) fn nacks(&self, peer: u64) -> Vec<wire::Nack> {
        let nacks = self.heard(peer).into_iter().filter_map(|message| match message {
            Message::Nack(nack) => Some(nack),
            _ => None,
        });
        nacks.collect()
    }

    pub(super) fn close_code(&self, peer: u64) -> Option<u16> {
        self.people[&peer].closed.as_ref().map(|(code, _)| *code)
    }
}
