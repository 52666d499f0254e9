//! One writing transaction, in the words of the schema. Knows no rules: whoever writes has asked before.
//!
//! Each setter compares first: setting an equal value would still make an update.

use yrs::{Any, Map, MapPrelim, MapRef, Out, Text, TextPrelim, TextRef, TransactionMut};

use super::schema as key;
use super::schema::Root;
use super::tree::Roots;
use crate::ids::{ClusterId, DepartmentId, JourneyId, NoteId, ParticipantId, RoundId, StageId, StepId};
use crate::locks::Thing;
use crate::model::{About, Cluster, Department, Emotion, Journey, Note, NoteKind, Participant, Point, Stage, Step};
use crate::rounds::{Item, Round};

/// A writing transaction; commits when dropped.
pub struct Edit<'a> {
    txn: TransactionMut<'a>,
    roots: &'a Roots,
}

impl<'a> Edit<'a> {
    pub(super) fn new(txn: TransactionMut<'a>, roots: &'a Roots) -> Self {
        Self { txn, roots }
    }

    /// Writes a whole note; one of that id is overwritten, its text included.
    pub fn put_note(&mut self, id: NoteId, note: &Note) {
        let map = self.object(Root::Notes, &id.to_string());
        set(&mut self.txn, &map, key::KIND, note.kind.key());
        let text = self.text_of(&map);
        let length = text.len(&self.txn);
        if length > 0 {
            text.remove_range(&mut self.txn, 0, length);
        }
        if !note.text.is_empty() {
            text.insert(&mut self.txn, 0, &note.text);
        }
        set(&mut self.txn, &map, key::POS, point(note.pos));
        set_id(&mut self.txn, &map, key::AUTHOR, note.author);
        set_or_clear(&mut self.txn, &map, key::EMOTION, note.emotion.map(whole));
        set_id(&mut self.txn, &map, key::TOUCHPOINT, note.touchpoint);
        set_id(&mut self.txn, &map, key::CLUSTER, note.cluster);
        set_or_clear(&mut self.txn, &map, key::ORDER, (!note.order.is_empty()).then(|| note.order.as_str().into()));
        set_flag(&mut self.txn, &map, key::DELETED, note.deleted);
    }

    /// Replaces `delete` UTF-16 units at `at` of a note's text. The caller has checked that the cuts fall between
    /// characters and within the text.
    pub fn splice_text(&mut self, id: NoteId, at: u32, delete: u32, insert: &str) {
        let Some(map) = self.existing(Root::Notes, &id.to_string()) else { return };
        let text = self.text_of(&map);
        if delete > 0 {
            text.remove_range(&mut self.txn, at, delete);
        }
        if !insert.is_empty() {
            text.insert(&mut self.txn, at, insert);
        }
    }

    /// Changes a note's kind.
    pub fn set_kind(&mut self, id: NoteId, kind: NoteKind) {
        self.on(Root::Notes, &id.to_string(), |txn, map| set(txn, map, key::KIND, kind.key()));
    }

    /// Moves a note.
    pub fn set_note_pos(&mut self, id: NoteId, pos: Point) {
        self.on(Root::Notes, &id.to_string(), |txn, map| set(txn, map, key::POS, point(pos)));
    }

    /// Sets or takes away a note's emotion.
    pub fn set_emotion(&mut self, id: NoteId, emotion: Option<Emotion>) {
        self.on(Root::Notes, &id.to_string(), |txn, map| set_or_clear(txn, map, key::EMOTION, emotion.map(whole)));
    }

    /// Says which touchpoint a note belongs to.
    pub fn set_touchpoint(&mut self, id: NoteId, touchpoint: Option<NoteId>) {
        self.on(Root::Notes, &id.to_string(), |txn, map| set_id(txn, map, key::TOUCHPOINT, touchpoint));
    }

    /// Says which cluster a note lies in.
    pub fn set_cluster(&mut self, id: NoteId, cluster: Option<ClusterId>) {
        self.on(Root::Notes, &id.to_string(), |txn, map| set_id(txn, map, key::CLUSTER, cluster));
    }

    /// Sets a note's order key.
    pub fn set_note_order(&mut self, id: NoteId, order: &str) {
        self.on(Root::Notes, &id.to_string(), |txn, map| set(txn, map, key::ORDER, order));
    }

    /// Deletes a note or brings it back.
    pub fn set_deleted(&mut self, id: NoteId, deleted: bool) {
        self.on(Root::Notes, &id.to_string(), |txn, map| set_flag(txn, map, key::DELETED, deleted));
    }

    /// Writes a whole cluster, also one that was deleted.
    pub fn put_cluster(&mut self, id: ClusterId, cluster: &Cluster) {
        let map = self.object(Root::Clusters, &id.to_string());
        set_text(&mut self.txn, &map, key::NAME, &cluster.name);
        set(&mut self.txn, &map, key::POS, point(cluster.pos));
        set_flag(&mut self.txn, &map, key::COLLAPSED, cluster.collapsed);
        set_id(&mut self.txn, &map, key::TOUCHPOINT, cluster.touchpoint);
        set_flag(&mut self.txn, &map, key::DELETED, false);
    }

    /// Writes a whole journey, also one that was deleted.
    pub fn put_journey(&mut self, id: JourneyId, journey: &Journey) {
        let map = self.object(Root::Journeys, &id.to_string());
        set_text(&mut self.txn, &map, key::NAME, &journey.name);
        set_text(&mut self.txn, &map, key::START, &journey.start);
        set_text(&mut self.txn, &map, key::END, &journey.end);
        set(&mut self.txn, &map, key::ORDER, journey.order.as_str());
        set_flag(&mut self.txn, &map, key::DELETED, false);
    }

    /// Writes a whole stage, also one that was deleted.
    pub fn put_stage(&mut self, id: StageId, stage: &Stage) {
        let map = self.object(Root::Stages, &id.to_string());
        set_id(&mut self.txn, &map, key::JOURNEY, Some(stage.journey));
        set_text(&mut self.txn, &map, key::NAME, &stage.name);
        set(&mut self.txn, &map, key::ORDER, stage.order.as_str());
        set_flag(&mut self.txn, &map, key::DELETED, false);
    }

    /// Writes a whole step, also one that was deleted.
    pub fn put_step(&mut self, id: StepId, step: &Step) {
        let map = self.object(Root::Steps, &id.to_string());
        set_id(&mut self.txn, &map, key::JOURNEY, Some(step.journey));
        set_id(&mut self.txn, &map, key::STAGE, Some(step.stage));
        set_id(&mut self.txn, &map, key::TOUCHPOINT, Some(step.touchpoint));
        set(&mut self.txn, &map, key::ORDER, step.order.as_str());
        set_flag(&mut self.txn, &map, key::DELETED, false);
    }

    /// Deletes a cluster; its notes are the caller's to free.
    pub fn delete_cluster(&mut self, id: ClusterId) {
        self.on(Root::Clusters, &id.to_string(), |txn, map| set_flag(txn, map, key::DELETED, true));
    }

    /// Deletes a journey; its stages and steps stay, unseen.
    pub fn delete_journey(&mut self, id: JourneyId) {
        self.on(Root::Journeys, &id.to_string(), |txn, map| set_flag(txn, map, key::DELETED, true));
    }

    /// Deletes a stage; its touchpoints are back in the tray.
    pub fn delete_stage(&mut self, id: StageId) {
        self.on(Root::Stages, &id.to_string(), |txn, map| set_flag(txn, map, key::DELETED, true));
    }

    /// Takes a touchpoint out of a journey.
    pub fn delete_step(&mut self, id: StepId) {
        self.on(Root::Steps, &id.to_string(), |txn, map| set_flag(txn, map, key::DELETED, true));
    }

    /// Server only: what holds for the whole workshop.
    pub fn put_about(&mut self, about: &About) {
        let map = self.roots.get(Root::Workshop).clone();
        set(&mut self.txn, &map, key::SCHEMA_KEY, Any::from(i64::from(about.schema)));
        set(&mut self.txn, &map, key::TITLE, about.title.as_str());
        set(&mut self.txn, &map, key::LOCALE, about.locale.key());
        set(&mut self.txn, &map, key::PHASE, about.phase.key());
        set(&mut self.txn, &map, key::EPOCH, Any::from(about.epoch.min(1 << 53) as i64));
    }

    /// Server only: whether names are dropped from what is written in the silent phase.
    pub fn set_anonymous(&mut self, anonymous: bool) {
        let map = self.roots.get(Root::Workshop).clone();
        set_flag(&mut self.txn, &map, key::ANONYMOUS, anonymous);
    }

    /// Server only: a person who joined or changed their name.
    pub fn put_participant(&mut self, id: ParticipantId, person: &Participant) {
        let map = self.object(Root::Participants, &id.to_string());
        set(&mut self.txn, &map, key::NAME, person.name.as_str());
        set(&mut self.txn, &map, key::DEPARTMENT, person.department.as_str());
        set(&mut self.txn, &map, key::COLOUR, Any::from(i64::from(person.colour.number())));
        set(&mut self.txn, &map, key::ROLE, person.role.key());
        set_or_clear(&mut self.txn, &map, key::GRANTED, person.granted.map(|role| role.key().into()));
    }

    /// Server only: a department.
    pub fn put_department(&mut self, id: DepartmentId, department: &Department) {
        let map = self.object(Root::Departments, &id.to_string());
        set(&mut self.txn, &map, key::NAME, department.name.as_str());
        set(&mut self.txn, &map, key::ORDER, department.order.as_str());
    }

    /// Server only: a round of votes.
    pub fn put_round(&mut self, id: RoundId, round: Round) {
        let map = self.object(Root::Rounds, &id.to_string());
        set(&mut self.txn, &map, key::ABOUT, round.about.key());
        set(&mut self.txn, &map, key::BUDGET, Any::from(i64::from(round.budget)));
        set(&mut self.txn, &map, key::CAP, Any::from(i64::from(round.cap)));
        set(&mut self.txn, &map, key::NUMBER, Any::from(i64::from(round.number)));
        set_flag(&mut self.txn, &map, key::OPEN, round.open);
    }

    /// Server only: what a note got in a round.
    pub fn put_tally(&mut self, item: Item, dots: u32) {
        let map = self.roots.get(Root::Tallies).clone();
        set(&mut self.txn, &map, &item.to_string(), Any::from(i64::from(dots)));
    }

    /// Server only: locks something, or unlocks it.
    pub fn set_lock(&mut self, thing: Thing, locked: bool) {
        let map = self.roots.get(Root::Locks).clone();
        set_or_clear(&mut self.txn, &map, &thing.to_string(), locked.then_some(Any::Bool(true)));
    }

    fn on(&mut self, root: Root, id: &str, write: impl FnOnce(&mut TransactionMut<'_>, &MapRef)) {
        if let Some(map) = self.existing(root, id) {
            write(&mut self.txn, &map);
        }
    }

    fn existing(&self, root: Root, id: &str) -> Option<MapRef> {
        match self.roots.get(root).get(&self.txn, id) {
            Some(Out::YMap(map)) => Some(map),
            _ => None,
        }
    }

    fn object(&mut self, root: Root, id: &str) -> MapRef {
        match self.existing(root, id) {
            Some(map) => map,
            None => self.roots.get(root).insert(&mut self.txn, id, MapPrelim::default()),
        }
    }

    fn text_of(&mut self, map: &MapRef) -> TextRef {
        match map.get(&self.txn, key::TEXT) {
            Some(Out::YText(text)) => text,
            _ => map.insert(&mut self.txn, key::TEXT, TextPrelim::new("")),
        }
    }
}

fn set(txn: &mut TransactionMut<'_>, map: &MapRef, field: &str, value: impl Into<Any>) {
    let value = value.into();
    if !matches!(map.get(txn, field), Some(Out::Any(now)) if now == value) {
        map.insert(txn, field.to_owned(), value);
    }
}

fn set_or_clear(txn: &mut TransactionMut<'_>, map: &MapRef, field: &str, value: Option<Any>) {
    match value {
        Some(value) => set(txn, map, field, value),
        None => clear(txn, map, field),
    }
}

fn set_id(txn: &mut TransactionMut<'_>, map: &MapRef, field: &str, id: Option<impl ToString>) {
    set_or_clear(txn, map, field, id.map(|id| Any::from(id.to_string())));
}

/// Absent when empty.
fn set_text(txn: &mut TransactionMut<'_>, map: &MapRef, field: &str, text: &str) {
    set_or_clear(txn, map, field, (!text.is_empty()).then(|| Any::from(text)));
}

/// Absent when false.
fn set_flag(txn: &mut TransactionMut<'_>, map: &MapRef, field: &str, flag: bool) {
    set_or_clear(txn, map, field, flag.then_some(Any::Bool(true)));
}

fn clear(txn: &mut TransactionMut<'_>, map: &MapRef, field: &str) {
    if map.get(txn, field).is_some() {
        map.remove(txn, field);
    }
}

/// Whole board units: an eighth of a pixel is nobody's intention, and whole numbers are two bytes.
fn point(point: Point) -> Any {
    Any::from(vec![Any::from(point.x.round() as i64), Any::from(point.y.round() as i64)])
}

fn whole(emotion: Emotion) -> Any {
    Any::from(i64::from(emotion.value()))
}
