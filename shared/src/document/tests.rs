//! People and documents: what one writes, the others read, in whatever order it arrives.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::command::{By, Command, NewNote, apply};
use crate::ids::{NoteId, StageId, StepId};
use crate::model::{About, Emotion, Journey, NoteKind, Point, Role};
use crate::rules::Phase;
use crate::words::Locale;

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

/// What the server made.
fn beginning() -> Vec<u8> {
    let mut doc = BoardDoc::new(1);
    doc.edit(Origin::Quiet, |edit| {
        let about = About { schema: SCHEMA, title: "Fibre".into(), locale: Locale::Cs, phase: Phase::Open, epoch: 0 };
        edit.put_about(&about);
        let journey = Journey {
            name: "All".into(),
            start: "a".into(),
            end: "b".into(),
            order: crate::order::between(None, None),
        };
        edit.put_journey(id(900), &journey);
    });
    doc.encode_all()
}

fn replica(client: u64) -> BoardDoc {
    let mut doc = BoardDoc::new(client);
    doc.integrate(&beginning()).expect("the server's bytes");
    doc.remember_own_changes(|| 0, 0);
    doc
}

/// One thing that a person does, from a few small numbers.
#[derive(Debug, Clone)]
enum Deed {
    Create(u8, u8),
    Write(u8, u8, String),
    Move(u8, i16, i16),
    Feel(u8, i8),
    Delete(u8),
    Group(u8, u8, u8),
    Split(u8),
    Stage(u8),
    Place(u8, u8),
    Unplace(u8),
    Undo,
    Redo,
}

fn deeds() -> impl Strategy<Value = Deed> {
    let few = 0..8_u8;
    prop_oneof![
        4 => (few.clone(), 0..8_u8).prop_map(|(n, kind)| Deed::Create(n, kind)),
        4 => (few.clone(), 0..12_u8, "[a-zž😀]{0,4}").prop_map(|(n, at, text)| Deed::Write(n, at, text)),
        2 => (few.clone(), any::<i16>(), any::<i16>()).prop_map(|(n, x, y)| Deed::Move(n, x, y)),
        1 => (few.clone(), -2..=2_i8).prop_map(|(n, value)| Deed::Feel(n, value)),
        1 => few.clone().prop_map(Deed::Delete),
        2 => (0..3_u8, few.clone(), few.clone()).prop_map(|(c, a, b)| Deed::Group(c, a, b)),
        1 => (0..3_u8).prop_map(Deed::Split),
        1 => (0..3_u8).prop_map(Deed::Stage),
        2 => (few.clone(), 0..3_u8).prop_map(|(n, stage)| Deed::Place(n, stage)),
        1 => few.prop_map(Deed::Unplace),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

/// Does it as facilitator number `who`; what the rules refuse is not done. Answers the updates for the others.
fn does(doc: &mut BoardDoc, who: u128, deed: &Deed) -> Vec<Vec<u8>> {
    let by = By { participant: id(100 + who), role: Role::Facilitator };
    let note = |n: &u8| id::<NoteId>(1_000 + u128::from(*n));
    let command = match deed {
        Deed::Undo => return doc.undo().map(|change| change.updates).unwrap_or_default(),
        Deed::Redo => return doc.redo().map(|change| change.updates).unwrap_or_default(),
        Deed::Create(n, kind) => Command::CreateNote(NewNote {
            // Two people never make the same id: a uuid is theirs alone.
            id: id(1_000 + u128::from(*n) + who * 8),
            kind: NoteKind::ALL[usize::from(*kind)],
            text: String::new(),
            pos: Point::default(),
            emotion: None,
            touchpoint: None,
            cluster: None,
        }),
        Deed::Write(n, at, text) => {
            Command::EditText { note: note(n), at: u32::from(*at), delete: 0, insert: text.clone() }
        }
        Deed::Move(n, x, y) => Command::MoveNotes(vec![(note(n), Point::new(f64::from(*x), f64::from(*y)))]),
        Deed::Feel(n, value) => Command::SetEmotion { note: note(n), emotion: Emotion::new(i64::from(*value)) },
        Deed::Delete(n) => Command::DeleteNotes(vec![note(n)]),
        Deed::Group(cluster, a, b) => Command::Cluster {
            cluster: id(500 + u128::from(*cluster)),
            notes: vec![note(a), note(b)],
            pos: Point::default(),
        },
        Deed::Split(cluster) => Command::SplitCluster { cluster: id(500 + u128::from(*cluster)), places: vec![] },
        Deed::Stage(n) => {
            Command::AddStage { stage: id(600 + u128::from(*n)), journey: id(900), name: "s".into(), after: None }
        }
        Deed::Place(n, stage) => {
            let stage: StageId = id(600 + u128::from(*stage));
            Command::Place { step: StepId::first_of(id(900), note(n)), touchpoint: note(n), stage, after: None }
        }
        Deed::Unplace(n) => Command::Unplace(StepId::first_of(id(900), note(n))),
    };
    apply(doc, by, command).map(|change| change.updates).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// DO1
    #[test]
    fn do1_everybody_ends_with_the_same_board_whatever_the_network_did(
        days in prop::collection::vec((0..3_usize, deeds()), 1..60),
        shuffle in any::<u64>(),
    ) {
        let mut people: Vec<BoardDoc> = (0..3).map(|n| replica(10 + n)).collect();
        let mut mail: Vec<Vec<Vec<u8>>> = vec![Vec::new(); 3];
        let mut dice = shuffle;
        for (who, deed) in &days {
            let updates = does(&mut people[*who], *who as u128, deed);
            for (other, box_) in mail.iter_mut().enumerate().filter(|(other, _)| other != who) {
                for update in &updates {
                    // Some letters come twice, some never, some at another time.
                    dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407 + other as u64);
                    let copies = [1, 0, 2, 1][(dice >> 61) as usize % 4];
                    let at = if box_.is_empty() { 0 } else { (dice >> 33) as usize % box_.len() };
                    for _ in 0..copies {
                        box_.insert(at, update.clone());
                    }
                }
            }
            if dice & 4 == 0 {
                for letter in std::mem::take(&mut mail[*who]) {
                    people[*who].integrate(&letter).expect("a peer's update");
                }
            }
        }
        for (who, box_) in mail.into_iter().enumerate() {
            for letter in box_ {
                people[who].integrate(&letter).expect("a peer's update");
            }
        }
        // What was lost is asked for.
        for _ in 0..2 {
            for a in 0..3 {
                for b in 0..3 {
                    let lacking = people[a].encode_since(&people[b].state_vector()).expect("a vector");
                    people[b].integrate(&lacking).expect("a peer's update");
                }
            }
        }
        prop_assert_eq!(people[0].state_vector().len(), people[1].state_vector().len());
        for person in &people[1..] {
            prop_assert_eq!(person.board(), people[0].board());
        }
        // The projection is what a fresh reader of the document sees.
        let mut reader = BoardDoc::new(99);
        reader.integrate(&people[0].encode_all()).expect("a whole document");
        prop_assert_eq!(reader.board(), people[0].board());
        prop_assert_eq!(people[0].oddities().count(), 0);
    }

    /// DO2
    #[test]
    fn do2_undoing_everything_leaves_nothing_of_ones_own_and_redoing_brings_all_of_it_back(
        mine in prop::collection::vec(deeds(), 1..30),
    ) {
        let mut doc = replica(10);
        let before = doc.board().clone();
        for deed in mine.iter().filter(|deed| !matches!(deed, Deed::Undo | Deed::Redo)) {
            does(&mut doc, 0, deed);
        }
        let after = doc.board().clone();
        while doc.undo().is_some() {}
        let living = |doc: &BoardDoc| doc.board().living_notes().count();
        prop_assert_eq!(living(&doc), 0);
        prop_assert_eq!(&doc.board().clusters, &before.clusters);
        prop_assert_eq!(&doc.board().stages, &before.stages);
        prop_assert_eq!(&doc.board().steps, &before.steps);
        while doc.redo().is_some() {}
        prop_assert_eq!(doc.board(), &after);
    }

    /// DO3
    #[test]
    fn do3_reading_never_panics_whatever_a_peer_wrote_into_the_maps(entries in prop::collection::vec(odd_entry(), 1..40)) {
        use yrs::{Map, MapPrelim, TextPrelim, Transact};
        let peer = yrs::Doc::with_client_id(77);
        for (root, key, field, value) in entries {
            let map = peer.get_or_insert_map(root);
            let mut txn = peer.transact_mut();
            if field.is_empty() {
                map.insert(&mut txn, key, value);
                continue;
            }
            let object = match map.get(&txn, &key) {
                Some(yrs::Out::YMap(object)) => object,
                _ => map.insert(&mut txn, key, MapPrelim::default()),
            };
            if field == "text" && matches!(value, yrs::Any::Bool(true)) {
                object.insert(&mut txn, field, TextPrelim::new("x".repeat(3_000)));
            } else {
                object.insert(&mut txn, field, value);
            }
        }
        let update = yrs::ReadTxn::encode_diff_v1(&peer.transact(), &yrs::StateVector::default());
        let mut doc = replica(10);
        let change = doc.integrate(&update).expect("a v1 update");
        let again = doc.board().clone();
        prop_assert!(doc.board().notes.values().all(|note| note.text.encode_utf16().count() <= crate::limits::NOTE_TEXT_MAX));
        prop_assert!(doc.board().notes.values().all(|note| note.pos.x.is_finite() && note.pos.y.is_finite()));
        drop(change);
        prop_assert_eq!(doc.board(), &again);
    }
}

fn odd_entry() -> impl Strategy<Value = (&'static str, String, String, yrs::Any)> {
    let root = prop::sample::select(vec![
        "notes",
        "clusters",
        "journeys",
        "stages",
        "steps",
        "participants",
        "departments",
        "workshop",
    ]);
    let key = prop_oneof![
        4 => (0..6_u128).prop_map(|n| Uuid::from_u128(n).to_string()),
        1 => "[a-z]{0,5}",
        1 => Just("018F7C3E-9D2B-4C61-8A57-0D4EE0F1A2B3".to_owned()),
    ];
    let field = prop::sample::select(vec![
        "",
        "kind",
        "text",
        "pos",
        "author",
        "emotion",
        "touchpoint",
        "cluster",
        "order",
        "deleted",
        "name",
        "collapsed",
        "journey",
        "stage",
        "department",
        "colour",
        "role",
        "schema",
        "title",
        "locale",
        "phase",
        "epoch",
        "other",
    ])
    .prop_map(str::to_owned);
    let value = prop_oneof![
        Just(yrs::Any::Null),
        any::<bool>().prop_map(yrs::Any::from),
        any::<i64>().prop_map(yrs::Any::from),
        any::<f64>().prop_map(yrs::Any::from),
        Just(yrs::Any::from(f64::NAN)),
        Just(yrs::Any::from("touchpoint")),
        Just(yrs::Any::from("emotion")),
        "[a-zž]{0,300}".prop_map(|text| yrs::Any::from(text.as_str())),
        Just(yrs::Any::from(vec![yrs::Any::from(1.5), yrs::Any::from(f64::INFINITY)])),
        Just(yrs::Any::from(vec![yrs::Any::from(1e300), yrs::Any::from(7)])),
        (0..6_u128).prop_map(|n| yrs::Any::from(Uuid::from_u128(n).to_string().as_str())),
    ];
    (root, key, field, value)
}

#[test]
fn do4_a_persons_undo_takes_back_their_own_steps_and_leaves_the_others() {
    let (mut anna, mut ben) = (replica(10), replica(11));
    let made = does(&mut anna, 0, &Deed::Create(0, 5));
    for update in made {
        ben.integrate(&update).expect("Anna's update");
    }
    for update in does(&mut ben, 1, &Deed::Write(0, 0, "Ben".into())) {
        anna.integrate(&update).expect("Ben's update");
    }
    does(&mut anna, 0, &Deed::Write(0, 3, " and Anna".into()));
    let text = |doc: &BoardDoc| doc.board().notes[&id(1_000)].text.clone();
    assert_eq!(text(&anna), "Ben and Anna");
    anna.undo().expect("a step");
    assert_eq!(text(&anna), "Ben");
    anna.undo().expect("a step");
    assert!(anna.board().note(id(1_000)).is_none());
    assert_eq!(text(&anna), "Ben", "what Ben wrote is kept in the hidden note");
}

#[test]
fn do5_setting_what_is_already_so_sends_nothing() {
    let mut anna = replica(10);
    does(&mut anna, 0, &Deed::Create(0, 5));
    does(&mut anna, 0, &Deed::Move(0, 5, 5));
    assert!(does(&mut anna, 0, &Deed::Move(0, 5, 5)).is_empty());
}

#[test]
fn do6_a_newer_document_is_read_but_not_written() {
    let mut doc = replica(10);
    doc.edit(Origin::Quiet, |edit| {
        let about =
            About { schema: SCHEMA + 1, title: "Later".into(), locale: Locale::En, phase: Phase::Open, epoch: 0 };
        edit.put_about(&about);
    });
    assert!(doc.is_newer());
    let by = By { participant: id(100), role: Role::Facilitator };
    let refused = apply(&mut doc, by, Command::DeleteNotes(vec![]));
    assert_eq!(refused.expect_err("refused"), crate::rules::Refusal::Newer);
}

#[test]
fn do7_ten_thousand_moves_of_a_note_stay_small() {
    let mut doc = replica(10);
    does(&mut doc, 0, &Deed::Create(0, 0));
    for n in 0..10_000_i64 {
        doc.edit(Origin::Quiet, |edit| edit.set_note_pos(id(1_000), Point::new((n % 300) as f64, (n % 400) as f64)));
    }
    let mut fresh = BoardDoc::new(11);
    fresh.integrate(&doc.encode_all()).expect("a whole document");
    assert_eq!(fresh.board().notes, doc.board().notes);
    assert!(doc.encode_all().len() < 2_000, "{} bytes", doc.encode_all().len());
}

#[test]
fn do8_a_key_that_the_schema_does_not_have_is_reported() {
    use yrs::{Map, MapPrelim, Transact};
    let peer = yrs::Doc::with_client_id(77);
    let notes = peer.get_or_insert_map("notes");
    let id = Uuid::from_u128(1).to_string();
    {
        let mut txn = peer.transact_mut();
        let note = notes.insert(&mut txn, id.as_str(), MapPrelim::default());
        note.insert(&mut txn, "kind", "idea");
        note.insert(&mut txn, "shadow", MapPrelim::default());
    }
    let update = yrs::ReadTxn::encode_diff_v1(&peer.transact(), &yrs::StateVector::default());
    let change = replica(10).integrate(&update).expect("a v1 update");
    assert!(change.oddities.contains(&Oddity::UnknownKey { root: "notes", id, key: "shadow".into() }));
}
