//! What can be read off a board: orders, who belongs to what, the emotion curve's figures.
//!
//! Pure functions of a [`Board`]. Total: a step whose stage is gone, a note whose touchpoint was deleted and the like
//! are simply not there; nothing panics.

use std::collections::BTreeSet;

use crate::idmap::IdMap;
use crate::ids::{ClusterId, JourneyId, NoteId, StageId, StepId};
use crate::model::{Board, Emotion, Journey, Note, NoteKind, Stage, Step};
use crate::order::sort;
use crate::rules::Phase;

impl Board {
    /// The phase that the workshop is at.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.about.as_ref().map(|about| about.phase).unwrap_or_default()
    }

    /// A note that was not deleted.
    #[must_use]
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.get(&id).filter(|note| !note.deleted)
    }

    /// The notes that were not deleted, by id.
    pub fn living_notes(&self) -> impl Iterator<Item = (NoteId, &Note)> {
        self.notes.iter().filter(|(_, note)| !note.deleted).map(|(id, note)| (*id, note))
    }

    /// The journeys in order.
    #[must_use]
    pub fn journeys_in_order(&self) -> Vec<(JourneyId, &Journey)> {
        in_order(self.journeys.iter().map(|(id, journey)| (*id, journey)), |journey| &journey.order)
    }

    /// The journey that people work on: the first one.
    #[must_use]
    pub fn main_journey(&self) -> Option<JourneyId> {
        self.journeys_in_order().first().map(|(id, _)| *id)
    }

    /// A journey's stages in order.
    #[must_use]
    pub fn stages_of(&self, journey: JourneyId) -> Vec<(StageId, &Stage)> {
        let own = self.stages.iter().filter(|(_, stage)| stage.journey == journey).map(|(id, stage)| (*id, stage));
        in_order(own, |stage| &stage.order)
    }

    /// The steps of a stage whose touchpoint is there, in order.
    #[must_use]
    pub fn steps_of(&self, stage: StageId) -> Vec<(StepId, &Step)> {
        let journey = self.stages.get(&stage).map(|stage| stage.journey);
        let own = self
            .steps
            .iter()
            .filter(|(_, step)| {
                step.stage == stage && Some(step.journey) == journey && self.is_touchpoint(step.touchpoint)
            })
            .map(|(id, step)| (*id, step));
        in_order(own, |step| &step.order)
    }

    /// Whether a living note of kind touchpoint has that id.
    #[must_use]
    pub fn is_touchpoint(&self, id: NoteId) -> bool {
        self.note(id).is_some_and(|note| note.kind == NoteKind::Touchpoint)
    }

    /// The touchpoints that stand nowhere in a journey, in the order of their place on the wall (top to bottom, then left
    /// to right). A step whose stage is gone does not count: its touchpoint is back in the tray.
    #[must_use]
    pub fn unplaced_in(&self, journey: JourneyId) -> Vec<NoteId> {
        let mut placed = BTreeSet::new();
        placed.extend(self.steps.values().filter(|step| self.stands_in(step, journey)).map(|step| step.touchpoint));
        let mut unplaced: Vec<(NoteId, &Note)> = self
            .living_notes()
            .filter(|(id, note)| note.kind == NoteKind::Touchpoint && !placed.contains(id))
            .collect();
        sort(&mut unplaced, |(a_id, a), (b_id, b)| {
            a.pos.y.total_cmp(&b.pos.y).then(a.pos.x.total_cmp(&b.pos.x)).then(a_id.cmp(b_id))
        });
        unplaced.into_iter().map(|(id, _)| id).collect()
    }

    fn stands_in(&self, step: &Step, journey: JourneyId) -> bool {
        step.journey == journey && self.stages.get(&step.stage).is_some_and(|stage| stage.journey == journey)
    }

    /// The living notes that belong to each touchpoint, in order.
    #[must_use]
    pub fn belongings(&self) -> IdMap<NoteId, Vec<NoteId>> {
        let mut all: IdMap<NoteId, Vec<(NoteId, &Note)>> = IdMap::new();
        for (id, note) in self.living_notes() {
            if let Some(touchpoint) = note.touchpoint
                && note.kind != NoteKind::Touchpoint
                && self.is_touchpoint(touchpoint)
            {
                all.or_insert_with(touchpoint, Vec::new).push((id, note));
            }
        }
        let mut belongings = IdMap::new();
        for (touchpoint, notes) in all {
            let ids = in_order(notes.into_iter(), |note| &note.order).into_iter().map(|(id, _)| id).collect();
            belongings.insert(touchpoint, ids);
        }
        belongings
    }

    /// The living notes of a cluster, in order.
    #[must_use]
    pub fn members_of(&self, cluster: ClusterId) -> Vec<(NoteId, &Note)> {
        in_order(self.living_notes().filter(|(_, note)| note.cluster == Some(cluster)), |note| &note.order)
    }

    /// The cluster that a living note lies in, if that cluster exists.
    #[must_use]
    pub fn cluster_of(&self, note: NoteId) -> Option<ClusterId> {
        self.note(note)?.cluster.filter(|cluster| self.clusters.contains_key(cluster))
    }

    /// Mean and number of the emotion notes among `notes`; `None` if there is none. Mean within −2…+2.
    #[must_use]
    pub fn emotion_mean(&self, notes: &[NoteId]) -> Option<(f64, usize)> {
        let values: Vec<f64> = notes
            .iter()
            .filter_map(|id| self.note(*id))
            .filter(|note| note.kind == NoteKind::Emotion)
            .filter_map(|note| note.emotion)
            .map(|emotion: Emotion| f64::from(emotion.value()))
            .collect();
        (!values.is_empty()).then(|| (values.iter().sum::<f64>() / values.len() as f64, values.len()))
    }

    /// The name of the department of a note's author; empty where there is none.
    #[must_use]
    pub fn department_of(&self, note: &Note) -> &str {
        note.author.and_then(|author| self.participants.get(&author)).map_or("", |person| person.department.as_str())
    }
}

/// Sorts by order key, ties by id: the same everywhere.
fn in_order<Id: Ord + Copy, T>(items: impl Iterator<Item = (Id, T)>, key: impl Fn(&T) -> &str) -> Vec<(Id, T)> {
    let mut items: Vec<(Id, T)> = items.collect();
    sort(&mut items, |(a_id, a), (b_id, b)| key(a).cmp(key(b)).then(a_id.cmp(b_id)));
    items
}
