//! Holds our own reading of the v1 encodings against yrs: what yrs writes we read and read the same, and what we let
//! pass yrs survives. Refuses to know the board's schema.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use journeyboard_shared::wire::Malformed;
use journeyboard_shared::wire::v1::{self, ClockRange, Content, Parent, SharedType, Value};
use proptest::prelude::*;
use yrs::sync::{Awareness, AwarenessUpdate};
use yrs::types::ToJson;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, ClientID, Doc, IdSet, Map, MapPrelim, OffsetKind, Options, ReadTxn, StateVector, Text, TextPrelim, Transact,
    Update,
};

#[path = "wire_against_yrs/crafted.rs"]
mod crafted;
#[path = "wire_against_yrs/gate.rs"]
mod gate;
#[path = "wire_against_yrs/room.rs"]
mod room;

use gate::Gate;
use room::{Do, Room, played};

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
        let known = notes_of_three();
        let updates: Vec<&[u8]> = known.iter().chain(&updates).map(Vec::as_slice).collect();
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

/// Decodes and applies to one document, in order, what our reading and the least of a gate let pass, and reads the
/// document afterwards. Says how much was applied.
fn survives(updates: &[&[u8]]) -> usize {
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let doc = Doc::with_options(Options { offset_kind: OffsetKind::Utf16, ..Options::default() });
        let notes = doc.get_or_insert_map("notes");
        let mut gate = Gate::default();
        let mut applied = 0;
        for bytes in updates {
            let Ok(update) = v1::update(bytes) else { continue };
            let decoded = Update::decode_v1(bytes).expect("what we let pass yrs decodes");
            if gate.lets_pass(&update) {
                doc.transact_mut().apply_update(decoded).expect("what the gate lets pass yrs applies");
                applied += 1;
            }
        }
        let txn = doc.transact();
        let _ = notes.to_json(&txn);
        same_as_yrs(&txn.encode_state_as_update_v1(&StateVector::default()));
        applied
    }));
    outcome.unwrap_or_else(|_| panic!("yrs panicked on {updates:?}"))
}

/// What the crafted updates are thrown at: one note of each client.
fn notes_of_three() -> Vec<Vec<u8>> {
    let note = |client| {
        let doc = Doc::with_client_id(client);
        let notes = doc.get_or_insert_map("notes");
        let mut txn = doc.transact_mut();
        let note = notes.insert(&mut txn, format!("n{client}"), MapPrelim::default());
        note.insert(&mut txn, "k", "idea");
        note.insert(&mut txn, "t", TextPrelim::new("queue"));
        let bytes = txn.encode_state_as_update_v1(&StateVector::default());
        assert_eq!(v1::update(&bytes).expect("an update").summary().clients[0].end, crafted::KNOWN as u32);
        bytes
    };
    (1..=crafted::CLIENTS).map(note).collect()
}

/// One note with a text, in yrs' bytes.
fn one_note() -> Vec<u8> {
    let room =
        Room::play(&[(0, Do::Add { note: 1, text: "Queue 😀".into() }), (0, Do::Cut { note: 1, at: 1, len: 2 })]);
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
    let pieces: Vec<_> =
        structs.iter().filter(|found| matches!(found.content, Content::Text(_) | Content::Deleted)).collect();
    assert_eq!(pieces[0].content, Content::Text("Q"));
    assert_eq!(
        pieces[0].parent,
        Parent::Type(text.id),
        "the first piece lies in the text, the others beside their neighbours"
    );
    assert_eq!((pieces[1].content, pieces[1].len, pieces[1].parent), (Content::Deleted, 2, Parent::Implied));
    assert_eq!((pieces[2].content, pieces[2].len), (Content::Text("ue 😀"), 5));
    assert_eq!(
        update.summary().deletes,
        [ClockRange { client: note.client, start: pieces[1].id.clock, end: pieces[2].id.clock }]
    );
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
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            map.insert(&mut doc.transact_mut(), "a", yrs::ArrayPrelim::default());
        }),
        Malformed::TypeKind(0)
    );
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            map.insert(&mut doc.transact_mut(), "a", yrs::XmlFragmentPrelim::default());
        }),
        Malformed::TypeKind(4)
    );
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            map.insert(&mut doc.transact_mut(), "a", Doc::new());
        }),
        Malformed::StructKind(9)
    );
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            map.insert(&mut doc.transact_mut(), "a", Any::Buffer(Arc::from([1_u8, 2])));
        }),
        Malformed::ValueKind(116)
    );
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            map.insert(&mut doc.transact_mut(), "a", Any::from(i64::MAX - 1));
        }),
        Malformed::ValueKind(122)
    );
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            let deep = (0..5).fold(Any::Null, |inner, _| Any::Array(Arc::from([inner])));
            map.insert(&mut doc.transact_mut(), "a", deep);
        }),
        Malformed::TooDeep
    );
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            let text = map.insert(&mut doc.transact_mut(), "t", TextPrelim::new("bold"));
            text.format(&mut doc.transact_mut(), 0, 2, yrs::types::Attrs::from([("b".into(), true.into())]));
        }),
        Malformed::StructKind(6)
    );
    assert_eq!(
        written(|doc| {
            let map = doc.get_or_insert_map("notes");
            let text = map.insert(&mut doc.transact_mut(), "t", TextPrelim::new(""));
            text.insert_embed(&mut doc.transact_mut(), 0, Any::from("picture"));
        }),
        Malformed::StructKind(5)
    );
    assert_eq!(
        written(|doc| doc.get_or_insert_text("text").insert(&mut doc.transact_mut(), 0, "a")),
        Malformed::Misplaced
    );
    assert_eq!(
        written(|doc| {
            yrs::Array::push_back(&doc.get_or_insert_array("list"), &mut doc.transact_mut(), 1);
        }),
        Malformed::Misplaced
    );
}
