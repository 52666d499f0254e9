//! The decision before applying, held against the judge of effects after it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::document::{BoardDoc, Change, Edit, Origin, SCHEMA};
use crate::ids::ParticipantId;
use crate::locks::Thing;
use crate::model::{About, Board, Cluster, Emotion, Journey, Note, NoteKind, Point, Role, Stage, Step};
use crate::rules::{Phase, Refusal, judge_change};
use crate::words::Locale;

const OBJECTS: u128 = 3;

fn id<I: From<Uuid>>(n: u128) -> I {
    Uuid::from_u128(n + 1).into()
}

/// What a hostile client writes: anything, in anybody's name.
#[derive(Debug, Clone)]
enum Write {
    Note { note: u128, author: Option<u128>, text: usize, cluster: bool },
    Splice { note: u128, at: u32, delete: u32, insert: usize },
    Kind(u128, bool),
    Move(u128, f64),
    Feel(u128, bool),
    Touchpoint(u128, bool),
    Join(u128, Option<u128>),
    Hide(u128, bool),
    Cluster { cluster: u128, name: usize, touchpoint: bool },
    Stage { stage: u128, name: usize },
    Step { step: u128, stage: u128, touchpoint: u128 },
    Journey(u128, usize),
    Drop(u8, u128),
    About,
}

#[derive(Debug, Clone)]
enum Deed {
    /// Somebody writes, and sends it.
    Writes(usize, Vec<Write>),
    /// Somebody writes and keeps it until they send.
    Keeps(usize, Vec<Write>),
    Undoes(usize),
    Redoes(usize),
    Sends(usize),
    /// Somebody gets all that the room has.
    Reads(usize),
    /// The server changes phase and locks.
    Leads(usize, u8),
    /// Somebody sends bytes that were theirs and are damaged.
    Damages(usize, prop::sample::Index, u8),
}

fn write() -> impl Strategy<Value = Write> {
    let one = 0..OBJECTS;
    let author = prop_oneof![Just(None), (0..3_u128).prop_map(Some)];
    let long = prop_oneof![8 => 0..5_usize, 1 => Just(1_990), 1 => Just(2_001)];
    prop_oneof![
        5 => (one.clone(), author, long.clone(), any::<bool>())
            .prop_map(|(note, author, text, cluster)| Write::Note { note, author, text, cluster }),
        4 => (one.clone(), 0..6_u32, 0..4_u32, long)
            .prop_map(|(note, at, delete, insert)| Write::Splice { note, at, delete, insert }),
        2 => (one.clone(), any::<bool>()).prop_map(|(note, kind)| Write::Kind(note, kind)),
        2 => (one.clone(), prop_oneof![Just(5.0), Just(2e6)]).prop_map(|(note, x)| Write::Move(note, x)),
        1 => (one.clone(), any::<bool>()).prop_map(|(note, feels)| Write::Feel(note, feels)),
        1 => (one.clone(), any::<bool>()).prop_map(|(note, belongs)| Write::Touchpoint(note, belongs)),
        2 => (one.clone(), prop::option::of(one.clone())).prop_map(|(note, cluster)| Write::Join(note, cluster)),
        3 => (one.clone(), any::<bool>()).prop_map(|(note, hidden)| Write::Hide(note, hidden)),
        2 => (one.clone(), prop_oneof![5 => 0..4_usize, 1 => Just(200)], any::<bool>())
            .prop_map(|(cluster, name, touchpoint)| Write::Cluster { cluster, name, touchpoint }),
        2 => (one.clone(), 0..4_usize).prop_map(|(stage, name)| Write::Stage { stage, name }),
        2 => (one.clone(), one.clone(), one.clone())
            .prop_map(|(step, stage, touchpoint)| Write::Step { step, stage, touchpoint }),
        1 => (one.clone(), 0..4_usize).prop_map(|(journey, name)| Write::Journey(journey, name)),
        2 => (0..4_u8, one).prop_map(|(what, which)| Write::Drop(what, which)),
        1 => Just(Write::About),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let who = 0..3_usize;
    let writes = || prop::collection::vec(write(), 1..4);
    prop_oneof![
        8 => (who.clone(), writes()).prop_map(|(who, writes)| Deed::Writes(who, writes)),
        4 => (who.clone(), writes()).prop_map(|(who, writes)| Deed::Keeps(who, writes)),
        2 => who.clone().prop_map(Deed::Undoes),
        1 => who.clone().prop_map(Deed::Redoes),
        3 => who.clone().prop_map(Deed::Sends),
        3 => who.clone().prop_map(Deed::Reads),
        1 => (0..Phase::COUNT, any::<u8>()).prop_map(|(phase, locks)| Deed::Leads(phase, locks)),
        4 => (who, any::<prop::sample::Index>(), any::<u8>()).prop_map(|(who, at, to)| Deed::Damages(who, at, to)),
    ]
}

fn carry_out(edit: &mut Edit<'_>, write: &Write) {
    let word = |n: usize| "x".repeat(n);
    let order = "a".to_owned();
    match *write {
        Write::Note { note, author, text, cluster } => {
            let cluster = cluster.then(|| id(100));
            let (kind, text, pos) = (NoteKind::Touchpoint, word(text), Point::default());
            let author = author.map(id);
            let note_ =
                Note { kind, text, pos, author, emotion: None, touchpoint: None, cluster, order, deleted: false };
            edit.put_note(id(note), &note_);
        }
        Write::Splice { note, at, delete, insert } => edit.splice_text(id(note), at, delete, &word(insert)),
        Write::Kind(note, idea) => {
            edit.set_kind(id(note), if idea { NoteKind::Idea } else { NoteKind::Touchpoint });
        }
        Write::Move(note, x) => edit.set_note_pos(id(note), Point::new(x, 0.0)),
        Write::Feel(note, feels) => edit.set_emotion(id(note), feels.then_some(Emotion::NEUTRAL)),
        Write::Touchpoint(note, belongs) => edit.set_touchpoint(id(note), belongs.then(|| id(0))),
        Write::Join(note, cluster) => edit.set_cluster(id(note), cluster.map(|n| id(100 + n))),
        Write::Hide(note, hidden) => edit.set_deleted(id(note), hidden),
        Write::Cluster { cluster, name, touchpoint } => {
            let (name, touchpoint) = (word(name), touchpoint.then(|| id(1)));
            edit.put_cluster(id(100 + cluster), &Cluster { name, pos: Point::default(), collapsed: false, touchpoint });
        }
        Write::Stage { stage, name } => {
            edit.put_stage(id(200 + stage), &Stage { journey: id(300), name: word(name), order });
        }
        Write::Step { step, stage, touchpoint } => {
            let (stage, touchpoint) = (id(200 + stage), id(touchpoint));
            edit.put_step(id(400 + step), &Step { journey: id(300), stage, touchpoint, order });
        }
        Write::Journey(journey, name) => {
            let (name, start, end) = (word(name), String::new(), String::new());
            edit.put_journey(id(300 + journey), &Journey { name, start, end, order });
        }
        Write::Drop(0, which) => edit.delete_cluster(id(100 + which)),
        Write::Drop(1, which) => edit.delete_stage(id(200 + which)),
        Write::Drop(2, which) => edit.delete_step(id(400 + which)),
        Write::Drop(_, which) => edit.delete_journey(id(300 + which)),
        Write::About => {
            let (title, locale) = ("mine".to_owned(), Locale::En);
            edit.put_about(&About { schema: SCHEMA, title, locale, phase: Phase::Open, epoch: 9 });
        }
    }
}

/// A splice that the text can bear.
fn within(board: &Board, write: &Write) -> Write {
    let Write::Splice { note, at, delete, insert } = *write else { return write.clone() };
    let units = board.notes.get(&id(note)).map_or(0, |note| note.text.len() as u32);
    let at = at.min(units);
    Write::Splice { note, at, delete: delete.min(units - at), insert }
}

struct Person {
    doc: BoardDoc,
    kept: Vec<Vec<u8>>,
    last: Vec<u8>,
}

struct Room {
    doc: BoardDoc,
    ledger: Ledger,
    people: Vec<Person>,
    clients: u64,
    seen: [u32; 4],
}

const ROLES: [Role; 3] = [Role::Facilitator, Role::Participant, Role::Participant];

impl Room {
    fn new() -> Self {
        let (doc, ledger) = (BoardDoc::new(1), Ledger::default());
        let mut room = Self { doc, ledger, people: Vec::new(), clients: 10, seen: [0; 4] };
        room.lead(0, 0);
        for who in 0..3 {
            let fresh = room.fresh();
            room.people.push(fresh);
            assert_eq!(room.people.len(), who + 1);
        }
        room
    }

    fn fresh(&mut self) -> Person {
        self.clients += 1;
        let mut doc = BoardDoc::new(self.clients);
        doc.remember_own_changes(|| 0, 0);
        doc.integrate(&self.doc.encode_all()).expect("a document");
        Person { doc, kept: Vec::new(), last: vec![0, 0] }
    }

    fn lead(&mut self, phase: usize, locks: u8) {
        let about = About { schema: SCHEMA, title: "t".into(), locale: Locale::En, phase: Phase::ALL[phase], epoch: 0 };
        let things = [Thing::Wall, Thing::Note(id(0)), Thing::Cluster(id(100)), Thing::Stage(id(200))];
        let change = self.doc.edit(Origin::Quiet, |edit| {
            edit.put_about(&about);
            for (n, thing) in things.into_iter().enumerate() {
                edit.set_lock(thing, locks >> (2 * n) & 3 == 3);
            }
        });
        self.follow(&change.1);
    }

    fn follow(&mut self, change: &Change) {
        change.updates.iter().for_each(|record| self.ledger.follow(record));
    }

    fn act(&mut self, deed: &Deed) {
        match deed {
            Deed::Leads(phase, locks) => self.lead(*phase, *locks),
            Deed::Writes(who, writes) | Deed::Keeps(who, writes) => {
                for write in writes {
                    let person = &mut self.people[*who];
                    let write = within(person.doc.board(), write);
                    let (_, change) = person.doc.edit(Origin::Own, |edit| carry_out(edit, &write));
                    person.kept.extend(change.updates);
                }
                if matches!(deed, Deed::Writes(..)) {
                    self.send(*who);
                }
            }
            Deed::Undoes(who) | Deed::Redoes(who) => {
                let doc = &mut self.people[*who].doc;
                let change = if matches!(deed, Deed::Undoes(_)) { doc.undo() } else { doc.redo() };
                self.people[*who].kept.extend(change.unwrap_or_default().updates);
                self.send(*who);
            }
            Deed::Sends(who) => self.send(*who),
            Deed::Reads(who) => {
                let all = self.doc.encode_all();
                self.people[*who].doc.integrate(&all).expect("a document");
            }
            Deed::Damages(who, at, to) => {
                let mut bytes = self.people[*who].last.clone();
                let at = at.index(bytes.len());
                bytes[at] = *to;
                self.arrives(*who, &bytes, true);
            }
        }
    }

    fn send(&mut self, who: usize) {
        for update in std::mem::take(&mut self.people[who].kept) {
            self.people[who].last.clone_from(&update);
            if !self.arrives(who, &update, false) {
                self.people[who] = self.fresh();
                return;
            }
        }
    }

    /// Whether it was taken.
    fn arrives(&mut self, who: usize, bytes: &[u8], is_damaged: bool) -> bool {
        let Ok(update) = v1::update(bytes) else { return false };
        let is_servers = |range: &ClockRange| range.client < 10 && range.end > self.ledger.clock_of(range.client);
        if update.summary().clients.iter().any(is_servers) {
            return false; // Whose a client id is, the room knows.
        }
        let (role, by) = (ROLES[who], id::<ParticipantId>(who as u128));
        let before = self.ledger.judge(&update, Who { role, by }, self.doc.board());
        let remakes = self.remakes(&update);
        let mut trial = BoardDoc::new(2);
        trial.integrate(&self.doc.encode_all()).expect("a document");
        let applied = catch_unwind(AssertUnwindSafe(|| trial.integrate(bytes)));
        let Ok(Ok(change)) = applied else {
            assert!(before.is_err(), "{before:?}, but it cannot be applied: {bytes:?}");
            return false;
        };
        let after = judge_change(role, by, &change, trial.board());
        let told = format!("before {before:?}, after {after:?}, damaged {is_damaged}, {:?}", self.doc.board());
        if before.is_ok() {
            assert!(!change.holes, "a hole: {told}");
            assert_eq!(after, Ok(()), "{told}");
            let change = self.doc.integrate(bytes).expect("applied before");
            self.follow(&change);
            self.check();
        } else if after.is_ok() && !change.holes && before != Err(NotTaken::Gap) && !remakes {
            // (Of what follows a gap yrs takes a part and says nothing.)
            assert!(nothing_seen(&change, trial.board()), "refused, though it has an effect and is allowed: {told}");
        }
        self.seen[usize::from(before.is_ok()) * 2 + usize::from(after.is_ok())] += 1;
        before.is_ok()
    }

    /// Whether it puts another note in the place of one that is there: nobody does that to another's, though the effect
    /// were that of an edit.
    fn remakes(&self, update: &Update<'_>) -> bool {
        let Ok((placed, sketch)) = Sketch::strict(&self.ledger, update) else { return false };
        placed.iter().any(|one| match one.place {
            Place::Entry(at) => {
                let entry = sketch.entry(at);
                entry.root == Root::Notes && entry.key.parse().is_ok_and(|id| self.doc.board().notes.contains_key(&id))
            }
            _ => false,
        })
    }

    /// The ledger says what the document says, and what one made anew would say.
    fn check(&self) {
        let all = self.doc.encode_all();
        let anew = Ledger::of([all.as_slice()]);
        for (client, clock) in v1::state_vector(&self.doc.state_vector()).expect("a vector") {
            assert_eq!((self.ledger.clock_of(client), anew.clock_of(client)), (clock, clock));
        }
        for ledger in [&self.ledger, &anew] {
            for words in &ledger.words {
                let object = &ledger.objects[words.object as usize];
                let entry = &ledger.entries[object.entry as usize];
                let note = entry.key.parse().ok().and_then(|id| self.doc.board().notes.get(&id));
                let text = fields::number(Root::Notes, "text").expect("a field");
                let is_present = !object.is_gone && object.fields[usize::from(text)].is_some();
                if let Some(note) = note.filter(|_| is_present && words.units > 0) {
                    assert_eq!(words.units, note.text.encode_utf16().count() as u64, "{}", entry.key);
                }
            }
        }
    }
}

fn nothing_seen(change: &Change, board: &Board) -> bool {
    change.notes.iter().all(|(id, was)| was.as_ref() == board.notes.get(id))
        && change.clusters.iter().all(|(id, was)| was.as_ref() == board.clusters.get(id))
        && change.stages.iter().all(|(id, was)| was.as_ref() == board.stages.get(id))
        && change.steps.iter().all(|(id, was)| was.as_ref() == board.steps.get(id))
        && change.journeys.iter().all(|(id, was)| was.as_ref() == board.journeys.get(id))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn ga1_what_is_decided_before_applying_is_what_the_effect_would_be_judged(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut room = Room::new();
        for deed in &deeds {
            room.act(deed);
        }
    }
}

/// A board with a note of each of two people, and the person who is at it.
fn two_notes() -> (Room, Vec<u8>) {
    let mut room = Room::new();
    for who in [1, 2] {
        let writes = vec![Write::Note { note: who as u128, author: Some(who as u128), text: 4, cluster: false }];
        room.act(&Deed::Writes(who, writes));
        assert_eq!(room.doc.board().notes.len(), who, "taken");
    }
    let all = room.doc.encode_all();
    (room, all)
}

fn says(room: &Room, who: usize, bytes: &[u8]) -> Result<(), NotTaken> {
    let update = v1::update(bytes).expect("well formed");
    let who = Who { role: ROLES[who], by: id(who as u128) };
    room.ledger.judge(&update, who, room.doc.board())
}

#[test]
fn ga2_what_refers_to_nothing_or_to_two_objects_is_not_applied() {
    let (room, _) = two_notes();
    // A text unit of client 50 between the words of two notes; then beside nothing; then in a note that never was.
    let clients: Vec<u64> = room.ledger.ends.keys().copied().filter(|client| *client >= 10).collect();
    let (one, other) = (clients[0] as u8, clients[1] as u8);
    let unit = |client: u64| {
        let runs = &room.ledger.runs[&client];
        runs.iter()
            .find(|(_, (_, place))| matches!(place, Place::Text(_)))
            .map(|(start, _)| *start as u8)
            .expect("words")
    };
    let between = [1, 1, 50, 0, 0xc4, one, unit(clients[0]), other, unit(clients[1]), 1, b'z', 0];
    assert_eq!(says(&room, 1, &between), Err(NotTaken::Refused(Refusal::DoesNotFit)));
    let beside_nothing = [1, 1, 50, 0, 0x84, 77, 3, 1, b'z', 0];
    assert_eq!(says(&room, 1, &beside_nothing), Err(NotTaken::Gap));
    let deletes_what_never_came = [0, 1, 77, 1, 0, 5];
    assert_eq!(says(&room, 1, &deletes_what_never_came), Err(NotTaken::Gap));
    let in_a_field = [1, 1, 50, 0, 0x24, 1, 5, b'n', b'o', b't', b'e', b's', 1, b'a', 1, b'z', 0];
    assert!(v1::update(&in_a_field).is_err(), "the reading itself refuses a text under a key");
}

#[test]
fn ga3_a_ledger_is_the_same_whatever_the_records_were_folded_into() {
    let (room, all) = two_notes();
    let anew = Ledger::of([all.as_slice()]);
    assert_eq!(anew.ends, room.ledger.ends);
    let units = |ledger: &Ledger| ledger.words.iter().map(|words| words.units).sum::<u64>();
    assert_eq!((units(&anew), units(&room.ledger)), (8, 8));
}

#[test]
fn ga4_replacing_a_kind_so_that_it_loses_does_not_tear_a_note_out() {
    let (room, _) = two_notes();
    let field = fields::number(Root::Notes, "kind").expect("a field");
    let object = room.ledger.objects.iter().find(|object| object.fields[usize::from(field)].is_some()).expect("a note");
    let kind = object.fields[usize::from(field)].expect("its kind");
    let taken_away = [0, 1, kind.client as u8, 1, kind.clock as u8, 1];
    assert_eq!(says(&room, 0, &taken_away), Err(NotTaken::Refused(Refusal::DoesNotFit)));
}
