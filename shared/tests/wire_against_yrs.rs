//! Holds our own reading of the v1 encodings against yrs: what yrs writes we read and read the same, and what we let
//! pass yrs survives. Refuses to know the board's schema.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use journeyboard_shared::wire::Malformed;
use journeyboard_shared::wire::v1::{self, ClockRange, Content, Parent, SharedType, Value};
use proptest::prelude::*;
use yrs::sync::{Awareness, AwarenessUpdate};
use yrs::types::ToJson;
use yrs::undo::UndoManager;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, ClientID, Doc, IdSet, Map, MapPrelim, MapRef, OffsetKind, Options, Out, ReadTxn, StateVector, Text, TextPrelim,
    TextRef, Transact, Update,
};

/// What a person does to their copy.
#[derive(Debug, Clone)]
enum Do {
    Add { note: u8, text: String },
    Type { note: u8, at: u32, text: String },
    Cut { note: u8, at: u32, len: u32 },
    Set { note: u8, key: u8, value: Any },
    Unset { note: u8, key: u8 },
    Remove { note: u8 },
    Undo,
    Redo,
    Sync,
}

fn values() -> impl Strategy<Value = Any> {
    let leaf = prop_oneof![
        Just(Any::Null),
        Just(Any::Undefined),
        any::<bool>().prop_map(Any::from),
        (-(1_i64 << 53) + 1..1_i64 << 53).prop_map(Any::from),
        any::<f64>().prop_map(Any::from),
        words().prop_map(|text| Any::String(text.into())),
    ];
    leaf.prop_recursive(4, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| Any::Array(items.into())),
            prop::collection::hash_map("[a-zč]{0,4}", inner, 0..4).prop_map(|map| Any::Map(Arc::new(map))),
        ]
    })
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z ]{1,12}", "[ěščřžýáíé😀🧭]{1,4}"]
}

fn deeds() -> impl Strategy<Value = Do> {
    let note = 0..4_u8;
    prop_oneof![
        3 => (note.clone(), words()).prop_map(|(note, text)| Do::Add { note, text }),
        6 => (note.clone(), 0..40_u32, words()).prop_map(|(note, at, text)| Do::Type { note, at, text }),
        4 => (note.clone(), 0..40_u32, 1..6_u32).prop_map(|(note, at, len)| Do::Cut { note, at, len }),
        4 => (note.clone(), 0..4_u8, values()).prop_map(|(note, key, value)| Do::Set { note, key, value }),
        1 => (note.clone(), 0..4_u8).prop_map(|(note, key)| Do::Unset { note, key }),
        1 => note.prop_map(|note| Do::Remove { note }),
        2 => Just(Do::Undo),
        1 => Just(Do::Redo),
        3 => Just(Do::Sync),
    ]
}

/// Three people with a copy each; every update that any of them wrote is kept.
struct Room {
    people: Vec<Person>,
    written: Arc<Mutex<Vec<Vec<u8>>>>,
}

struct Person {
    doc: Doc,
    notes: MapRef,
    undo: UndoManager<()>,
}

impl Room {
    fn new(people: u64) -> Self {
        let written = Arc::new(Mutex::new(Vec::new()));
        let people = (1..=people).map(|number| Person::new(number * 7_000_000_000, Arc::clone(&written))).collect();
        Self { people, written }
    }

    fn play(deeds: &[(usize, Do)]) -> Self {
        let mut room = Self::new(3);
        for (who, deed) in deeds {
            room.act(*who, deed);
        }
        room
    }

    fn act(&mut self, who: usize, deed: &Do) {
        if matches!(deed, Do::Sync) {
            let from = self.people[who].doc.transact().encode_state_as_update_v1(&StateVector::default());
            let to = &self.people[(who + 1) % self.people.len()];
            to.doc.transact_mut().apply_update(Update::decode_v1(&from).expect("an update")).expect("applied");
        } else {
            self.people[who].act(deed);
        }
    }

    fn written(&self) -> Vec<Vec<u8>> {
        self.written.lock().expect("no panic while held").clone()
    }
}

impl Person {
    fn new(client: u64, written: Arc<Mutex<Vec<Vec<u8>>>>) -> Self {
        let doc = Doc::with_options(Options {
            offset_kind: OffsetKind::Utf16,
            ..Options::with_client_id(ClientID::new(client))
        });
        let notes = doc.get_or_insert_map("notes");
        doc.observe_update_v1("test", move |_, event| written.lock().expect("held").push(event.update.clone()))
            .expect("observed");
        let mut undo = UndoManager::new();
        undo.expand_scope(&doc, &notes);
        Self { doc, notes, undo }
    }

    fn act(&mut self, deed: &Do) {
        self.undo.reset();
        match deed {
            Do::Undo => drop(self.undo.undo_blocking()),
            Do::Redo => drop(self.undo.redo_blocking()),
            _ => self.write(deed),
        }
    }

    fn text(&self, txn: &impl ReadTxn, note: u8) -> Option<TextRef> {
        match self.notes.get(txn, &note.to_string())?.cast::<MapRef>().ok()?.get(txn, "text")? {
            Out::YText(text) => Some(text),
            _ => None,
        }
    }

    fn write(&self, deed: &Do) {
        let mut txn = self.doc.transact_mut();
        match deed {
            Do::Add { note, text } => {
                let map = MapPrelim::from([("kind", Any::from("idea"))]);
                let map = self.notes.insert(&mut txn, note.to_string(), map);
                map.insert(&mut txn, "text", TextPrelim::new(text.as_str()));
                map.insert(&mut txn, "pos", Any::Array(Arc::from([Any::from(1.5), Any::from(-7)])));
            }
            Do::Type { note, at, text } => {
                if let Some(found) = self.text(&txn, *note) {
                    let at = at % (found.len(&txn) + 1);
                    found.insert(&mut txn, at, text);
                }
            }
            Do::Cut { note, at, len } => {
                if let Some(found) = self.text(&txn, *note) {
                    let whole = found.len(&txn);
                    let at = at % (whole + 1);
                    found.remove_range(&mut txn, at, (*len).min(whole - at));
                }
            }
            Do::Set { note, key, value } => {
                if let Some(map) = self.notes.get(&txn, &note.to_string()).and_then(|out| out.cast::<MapRef>().ok()) {
                    map.insert(&mut txn, format!("key{key}"), value.clone());
                }
            }
            Do::Unset { note, key } => {
                if let Some(map) = self.notes.get(&txn, &note.to_string()).and_then(|out| out.cast::<MapRef>().ok()) {
                    map.remove(&mut txn, &format!("key{key}"));
                }
            }
            Do::Remove { note } => drop(self.notes.remove(&mut txn, &note.to_string())),
            Do::Undo | Do::Redo | Do::Sync => {}
        }
    }
}

fn played(most: usize) -> impl Strategy<Value = Room> {
    prop::collection::vec((0..3_usize, deeds()), 1..most).prop_map(|deeds| Room::play(&deeds))
}

impl std::fmt::Debug for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.written()).finish()
    }
}

/// Ranges as both sides can say them: adjacent ones joined.
fn joined(ranges: impl IntoIterator<Item = ClockRange>) -> Vec<ClockRange> {
    let mut joined: Vec<ClockRange> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.client == range.client && last.end >= range.start => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn of_yrs(set: &IdSet) -> Vec<ClockRange> {
    let ranges = set.iter().flat_map(|(client, ranges)| {
        let ranges = ranges.iter().map(|range| ClockRange { client: client.get(), start: range.start, end: range.end });
        ranges.collect::<Vec<_>>()
    });
    joined(ranges)
}

fn same_as_yrs(bytes: &[u8]) {
    let ours = v1::update(bytes).unwrap_or_else(|wrong| panic!("{wrong}: {bytes:?}"));
    let theirs = Update::decode_v1(bytes).expect("yrs reads what yrs wrote");
    assert_eq!(joined(ours.summary().clients.iter().copied()), of_yrs(&theirs.insertions(true)));
    assert_eq!(joined(ours.summary().deletes.iter().copied()), of_yrs(theirs.delete_set()));
    assert_eq!(ours.structs().count() as u32, ours.summary().structs);
    assert_eq!(ours.deletes().count(), ours.summary().deletes.len());
    for found in ours.structs() {
        assert!(found.len > 0);
        if let Content::Values(values) = found.content {
            assert_eq!(values.count() as u32, found.len);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wi6_every_update_that_yrs_writes_is_read_and_read_the_same(room in played(60)) {
        for update in room.written() {
            same_as_yrs(&update);
        }
        for person in &room.people {
            let whole = person.doc.transact().encode_state_as_update_v1(&StateVector::default());
            same_as_yrs(&whole);
            let fresh = Doc::new();
            fresh.transact_mut().apply_update(Update::decode_v1(&whole).expect("an update")).expect("applied");
            let (theirs, encoded) = (fresh.transact().state_vector(), fresh.transact().state_vector().encode_v1());
            let ours: BTreeMap<u64, u32> = v1::state_vector(&encoded).expect("a state vector").collect();
            let ends = v1::update(&whole).expect("an update").summary().clients.iter().map(|r| (r.client, r.end)).collect();
            prop_assert_eq!(&ours, &theirs.iter().map(|(client, clock)| (client.get(), *clock)).collect());
            prop_assert_eq!(&ours, &ends);
        }
    }

    #[test]
    fn wi6_a_step_2_of_somebody_who_lacks_a_part_is_read_the_same(room in played(40), cut in any::<prop::sample::Index>()) {
        let doc = &room.people[0].doc;
        let known = doc.transact().state_vector();
        let less: StateVector = known
            .iter()
            .map(|(client, clock)| (*client, cut.index(*clock as usize + 1) as u32))
            .collect();
        same_as_yrs(&doc.transact().encode_diff_v1(&less));
    }

    #[test]
    fn wi7_what_passes_never_panics_yrs(
        room in played(40),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 60),
    ) {
        let written = room.written();
        if written.is_empty() {
            return Ok(());
        }
        let whole = room.people[0].doc.transact().encode_state_as_update_v1(&StateVector::default());
        for (which, place, byte) in flips {
            let mut bytes = if byte % 5 == 0 { whole.clone() } else { which.get(&written).clone() };
            let place = place.index(bytes.len());
            bytes[place] = if byte % 3 == 0 { bytes[place].wrapping_add(1) } else { byte };
            survives(&[&whole, &bytes, &whole]);
            survives(&[&bytes, &whole]);
        }
    }

    #[test]
    fn wi7_what_was_crafted_and_passes_never_panics_yrs(updates in prop::collection::vec(crafted::update(), 1..5)) {
        let updates: Vec<&[u8]> = updates.iter().map(Vec::as_slice).collect();
        survives(&updates);
    }

    #[test]
    fn wi5_random_bytes_never_panic_and_never_panic_yrs(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _ = v1::state_vector(&bytes);
        let _ = v1::awareness(&bytes);
        let _ = journeyboard_shared::wire::read(&bytes);
        survives(&[&bytes]);
    }

    #[test]
    fn wi8_what_yrs_says_about_presence_is_read_the_same(states in prop::collection::vec("[a-z\"{ž]{0,20}", 0..5)) {
        let mut awareness = Awareness::with_clock(Doc::with_client_id(1), || 5);
        for state in &states {
            awareness.set_local_state(state.clone()).expect("set");
        }
        let bytes = awareness.update().expect("an update").encode_v1();
        let theirs = AwarenessUpdate::decode_v1(&bytes).expect("an update");
        let ours: Vec<_> = v1::awareness(&bytes).expect("an update").collect();
        prop_assert_eq!(ours.len(), theirs.clients.len());
        for entry in ours {
            let same = &theirs.clients[&ClientID::new(entry.client)];
            prop_assert_eq!((entry.clock, entry.state.unwrap_or("null")), (same.clock, &*same.json));
        }
    }
}

/// Updates that no editor writes: well formed, but with neighbours, parents and keys thrown together.
mod crafted {
    use super::*;

    const CLIENTS: u64 = 3;

    fn number(into: &mut Vec<u8>, mut number: u64) {
        while number >= 0x80 {
            into.push(number as u8 | 0x80);
            number >>= 7;
        }
        into.push(number as u8);
    }

    fn id() -> impl Strategy<Value = (u64, u64)> {
        (1..=CLIENTS, 0..12_u64)
    }

    fn content() -> impl Strategy<Value = (u8, Vec<u8>)> {
        prop_oneof![
            2 => (1..5_u8).prop_map(|len| (1, vec![len])),
            4 => prop_oneof![Just("a"), Just("bcd"), Just("😀"), Just("e😀f")].prop_map(|text| {
                (4, [&[text.len() as u8], text.as_bytes()].concat())
            }),
            3 => (1..=2_u8).prop_map(|kind| (7, vec![kind])),
            3 => prop_oneof![Just(vec![1, 126]), Just(vec![2, 120, 125, 1]), Just(vec![1, 117, 2, 126, 126])]
                .prop_map(|values| (8, values)),
        ]
    }

    fn one() -> impl Strategy<Value = Vec<u8>> {
        let parent = prop_oneof![Just(None), id().prop_map(Some)];
        let key = prop_oneof![Just(None), Just(Some("k")), Just(Some("l"))];
        let item = (prop::option::of(id()), prop::option::of(id()), parent, key, content()).prop_map(
            |(left, right, parent, key, (kind, held))| {
                let flags = [(left.is_some(), 0x80), (right.is_some(), 0x40), (key.is_some(), 0x20)];
                let mut bytes = vec![flags.iter().filter(|(on, _)| *on).fold(kind, |info, (_, flag)| info | flag)];
                for (client, clock) in left.iter().chain(&right) {
                    number(&mut bytes, *client);
                    number(&mut bytes, *clock);
                }
                if left.is_none() && right.is_none() {
                    match parent {
                        None => bytes.extend_from_slice(b"\x01\x05notes"),
                        Some((client, clock)) => bytes.extend([0, client as u8, clock as u8]),
                    }
                    if let Some(key) = key {
                        bytes.extend([1, key.as_bytes()[0]]);
                    }
                }
                bytes.extend(held);
                bytes
            },
        );
        prop_oneof![8 => item, 1 => (1..4_u8).prop_map(|len| vec![0, len])]
    }

    pub(super) fn update() -> impl Strategy<Value = Vec<u8>> {
        let section = (0..6_u8, prop::collection::vec(one(), 1..5));
        let ranges = prop::collection::vec((0..4_u8, 1..5_u8), 0..3);
        let clients = CLIENTS as usize;
        (prop::collection::vec(prop::option::of(section), clients), prop::collection::vec(ranges, clients)).prop_map(
            |(sections, deletes)| {
                let mut bytes = vec![sections.iter().flatten().count() as u8];
                for (client, section) in sections.iter().enumerate().rev() {
                    if let Some((clock, structs)) = section {
                        bytes.extend([structs.len() as u8, client as u8 + 1, *clock]);
                        bytes.extend(structs.concat());
                    }
                }
                bytes.push(deletes.iter().filter(|ranges| !ranges.is_empty()).count() as u8);
                for (client, ranges) in deletes.iter().enumerate().filter(|(_, ranges)| !ranges.is_empty()) {
                    bytes.extend([client as u8 + 1, ranges.len() as u8]);
                    let mut past = 0;
                    for (gap, len) in ranges {
                        bytes.extend([past + gap, *len]);
                        past += gap + len;
                    }
                }
                bytes
            },
        )
    }
}

/// What the gate owes beyond the pre-parser before it applies: clocks continue what the document knows.
fn continues(update: &v1::Update<'_>, known: &StateVector) -> bool {
    update.summary().clients.iter().all(|range| range.start <= known.get(&ClientID::new(range.client)))
}

/// Decodes and applies to one document, in order, what our reading lets pass, and reads the document afterwards.
fn survives(updates: &[&[u8]]) {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let doc = Doc::with_options(Options { offset_kind: OffsetKind::Utf16, ..Options::default() });
        let notes = doc.get_or_insert_map("notes");
        for bytes in updates {
            let Ok(update) = v1::update(bytes) else { continue };
            let decoded = Update::decode_v1(bytes).expect("what we let pass yrs decodes");
            if continues(&update, &doc.transact().state_vector()) {
                let _ = doc.transact_mut().apply_update(decoded);
            }
        }
        let txn = doc.transact();
        let _ = notes.to_json(&txn);
        let _ = txn.encode_state_as_update_v1(&StateVector::default());
    }));
    assert!(outcome.is_ok(), "yrs panicked on {updates:?}");
}

/// One note with a text, in yrs' bytes.
fn one_note() -> Vec<u8> {
    let room = Room::play(&[(0, Do::Add { note: 1, text: "Queue 😀".into() }), (0, Do::Cut { note: 1, at: 1, len: 2 })]);
    let whole = room.people[0].doc.transact().encode_state_as_update_v1(&StateVector::default());
    // Through a copy without an undo manager, which would keep what was deleted.
    let copy = Doc::new();
    copy.transact_mut().apply_update(Update::decode_v1(&whole).expect("an update")).expect("applied");
    copy.transact().encode_state_as_update_v1(&StateVector::default())
}

#[test]
fn wi6_a_note_is_read_piece_by_piece() {
    let bytes = one_note();
    let update = v1::update(&bytes).expect("an update");
    let structs: Vec<_> = update.structs().collect();
    assert_eq!(structs[0].parent, Parent::Root("notes"));
    assert_eq!(structs[0].parent_sub, Some("1"));
    assert_eq!(structs[0].content, Content::Type(SharedType::Map));
    let note = structs[0].id;
    let under = |key| structs.iter().find(|found| found.parent == Parent::Type(note) && found.parent_sub == Some(key));
    let Some(Content::Values(mut kind)) = under("kind").map(|found| found.content) else { panic!("a kind") };
    assert_eq!(kind.next(), Some(Value::Text("idea")));
    let Some(Content::Values(mut pos)) = under("pos").map(|found| found.content) else { panic!("a place") };
    let Some(Value::Array(mut pos)) = pos.next() else { panic!("a list") };
    assert_eq!(pos.len(), 2);
    assert_eq!((pos.next(), pos.next().and_then(|y| y.as_integer())), (Some(Value::Number(1.5)), Some(-7)));
    let text = under("text").expect("a text");
    assert_eq!(text.content, Content::Type(SharedType::Text));
    let pieces: Vec<_> = structs.iter().filter(|found| matches!(found.content, Content::Text(_) | Content::Deleted)).collect();
    assert_eq!(pieces[0].content, Content::Text("Q"));
    assert_eq!(pieces[0].parent, Parent::Type(text.id), "the first piece lies in the text, the others beside their neighbours");
    assert_eq!((pieces[1].content, pieces[1].len, pieces[1].parent), (Content::Deleted, 2, Parent::Implied));
    assert_eq!((pieces[2].content, pieces[2].len), (Content::Text("ue 😀"), 5));
    assert_eq!(update.summary().deletes, [ClockRange { client: note.client, start: pieces[1].id.clock, end: pieces[2].id.clock }]);
}

#[test]
fn wi5_a_valid_update_cut_anywhere_is_refused() {
    let bytes = one_note();
    for cut in 0..bytes.len() {
        assert!(v1::update(&bytes[..cut]).is_err(), "cut at {cut}");
    }
    let longer = [&bytes[..], &[0]].concat();
    assert_eq!(v1::update(&longer).map(|_| ()), Err(Malformed::Trailing));
}

#[test]
fn wi5_an_update_in_the_v2_encoding_is_refused() {
    let bytes = one_note();
    let second = Update::decode_v1(&bytes).expect("an update").encode_v2();
    assert!(v1::update(&second).is_err());
    assert!(v1::update(Update::EMPTY_V2).is_err());
    assert_eq!(v1::update(Update::EMPTY_V1).map(|update| update.summary().is_empty()), Ok(true));
}

#[test]
fn wi5_what_a_board_is_not_made_of_is_refused() {
    let written = |write: fn(&Doc)| {
        let doc = Doc::with_client_id(1);
        write(&doc);
        let bytes = doc.transact().encode_state_as_update_v1(&StateVector::default());
        v1::update(&bytes).map(|_| ()).expect_err("refused")
    };
    assert_eq!(written(|doc| {
        let map = doc.get_or_insert_map("notes");
        map.insert(&mut doc.transact_mut(), "a", yrs::ArrayPrelim::default());
    }), Malformed::TypeKind(0));
    assert_eq!(written(|doc| {
        let map = doc.get_or_insert_map("notes");
        map.insert(&mut doc.transact_mut(), "a", yrs::XmlFragmentPrelim::default());
    }), Malformed::TypeKind(4));
    assert_eq!(written(|doc| {
        let map = doc.get_or_insert_map("notes");
        map.insert(&mut doc.transact_mut(), "a", Doc::new());
    }), Malformed::StructKind(9));
    assert_eq!(written(|doc| {
        let map = doc.get_or_insert_map("notes");
        map.insert(&mut doc.transact_mut(), "a", Any::Buffer(Arc::from([1_u8, 2])));
    }), Malformed::ValueKind(116));
    assert_eq!(written(|doc| {
        let map = doc.get_or_insert_map("notes");
        map.insert(&mut doc.transact_mut(), "a", Any::from(i64::MAX - 1));
    }), Malformed::ValueKind(122));
    assert_eq!(written(|doc| {
        let map = doc.get_or_insert_map("notes");
        let deep = (0..5).fold(Any::Null, |inner, _| Any::Array(Arc::from([inner])));
        map.insert(&mut doc.transact_mut(), "a", deep);
    }), Malformed::TooDeep);
    assert_eq!(written(|doc| {
        let text = doc.get_or_insert_text("text");
        text.insert(&mut doc.transact_mut(), 0, "bold");
        text.format(&mut doc.transact_mut(), 0, 2, yrs::types::Attrs::from([("b".into(), true.into())]));
    }), Malformed::StructKind(6));
    assert_eq!(written(|doc| {
        let text = doc.get_or_insert_text("text");
        text.insert_embed(&mut doc.transact_mut(), 0, Any::from("picture"));
    }), Malformed::StructKind(5));
}
