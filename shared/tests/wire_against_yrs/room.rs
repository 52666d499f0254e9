//! Three people who edit copies of one board with yrs, and all that they wrote. Refuses to know how it is read.

use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use yrs::undo::UndoManager;
use yrs::updates::decoder::Decode;
use yrs::{
    Any, ClientID, Doc, Map, MapPrelim, MapRef, OffsetKind, Options, Out, ReadTxn, StateVector, Text, TextPrelim,
    TextRef, Transact, Update,
};

/// What a person does to their copy.
#[derive(Debug, Clone)]
pub(crate) enum Do {
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
pub(crate) struct Room {
    pub(crate) people: Vec<Person>,
    written: Arc<Mutex<Vec<Vec<u8>>>>,
}

pub(crate) struct Person {
    pub(crate) doc: Doc,
    notes: MapRef,
    undo: UndoManager<()>,
}

impl Room {
    fn new(people: u64) -> Self {
        let written = Arc::new(Mutex::new(Vec::new()));
        let people = (1..=people).map(|number| Person::new(number * 7_000_000_000, Arc::clone(&written))).collect();
        Self { people, written }
    }

    pub(crate) fn play(deeds: &[(usize, Do)]) -> Self {
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

    pub(crate) fn written(&self) -> Vec<Vec<u8>> {
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

pub(crate) fn played(most: usize) -> impl Strategy<Value = Room> {
    prop::collection::vec((0..3_usize, deeds()), 1..most).prop_map(|deeds| Room::play(&deeds))
}

impl std::fmt::Debug for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.written()).finish()
    }
}
