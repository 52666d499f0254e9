//! Says what an update would do, and whether its sender may: before anybody applies it. Changes nothing.
//!
//! What an update tries counts, not whether it wins: a value that loses against a later one is an edit of its object all
//! the same. What it tries on an object that is gone has no effect and is let through.

use super::fields;
use super::place::{Misplaced, Placed, Sketch};
use super::plan::Plan;
use super::{Deleted, Ledger, Place, Type};
use crate::document::Root;
use crate::document::schema as key;
use crate::ids::{ClusterId, NoteId, ParticipantId, StageId, StepId};
use crate::limits;
use crate::locks::Thing;
use crate::model::{Board, Role};
use crate::rules::{Operation, Ownership, Refusal, ask, ownership_of};
use crate::wire::v1::{ClockRange, Content, Id, Update};

/// What it takes to put another note in the place of one's own.
const REMAKING: [Operation; 5] =
    [Operation::EraseNote, Operation::EditNote, Operation::MoveNote, Operation::SortNote, Operation::DeleteNote];

/// Who sends an update.
#[derive(Debug, Clone, Copy)]
pub struct Who {
    /// What they may do now.
    pub role: Role,
    /// The person.
    pub by: ParticipantId,
}

/// Why an update is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// It builds on, or deletes, what has not arrived.
    Gap,
    /// It may not be, or fits nowhere.
    Refused(Refusal),
}

impl From<Refusal> for NotTaken {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Misplaced> for NotTaken {
    fn from(misplaced: Misplaced) -> Self {
        match misplaced {
            Misplaced::WaitsFor(_) => Self::Gap,
            Misplaced::Misfit(refusal) => Self::Refused(refusal),
        }
    }
}

impl Ledger {
    /// Whether a person may do what an update does to the board as it is, at its phase and under its locks.
    ///
    /// # Errors
    /// The first reason found why it is not to be applied.
    pub fn judge(&self, update: &Update<'_>, who: Who, board: &Board) -> Result<(), NotTaken> {
        let (placed, sketch) = Sketch::strict(self, update)?;
        if update.deletes().any(|range| range.end > sketch.end_of(range.client)) {
            return Err(NotTaken::Gap);
        }
        let deletes = self.fresh_deletes(update, &placed);
        let mut case = Case { ledger: self, sketch, who, board, plan: Plan::default() };
        case.plan(&placed, &deletes);
        for one in &placed {
            case.judge_written(one)?;
        }
        for (part, place) in &deletes {
            case.judge_deleted(*part, *place)?;
        }
        Ok(case.judge_sizes()?)
    }

    /// What an update would newly delete, of what is known and of what it brings itself.
    fn fresh_deletes(&self, update: &Update<'_>, placed: &[Placed<'_>]) -> Vec<(ClockRange, Place)> {
        let mut deletes = Vec::new();
        for range in update.deletes() {
            for fresh in self.deleted.fresh(range) {
                deletes.extend(self.overlapped(fresh));
            }
        }
        let mut named = Deleted::default();
        update.deletes().for_each(|range| named.add(range));
        for one in placed.iter().filter(|one| !matches!(one.found.content, Content::Deleted | Content::Collected)) {
            let own = ClockRange { client: one.found.id.client, start: one.found.id.clock, end: one.found.end() };
            deletes.extend(named.covered(own).into_iter().map(|part| (part, one.place)));
        }
        deletes
    }
}

/// One update before the judge.
pub(super) struct Case<'c, 'l, 'u> {
    ledger: &'l Ledger,
    pub(super) sketch: Sketch<'l, 'u>,
    who: Who,
    board: &'c Board,
    pub(super) plan: Plan,
}

impl Case<'_, '_, '_> {
    fn judge_written(&mut self, one: &Placed<'_>) -> Result<(), Refusal> {
        match one.place {
            Place::Nowhere => Ok(()),
            Place::Servers => Err(Refusal::ServerOnly),
            Place::Entry(_) => match self.sketch.types.get(&one.found.id) {
                Some(Type::Object(at)) => self.judge_made(*at),
                // Made and taken away again before it was sent.
                _ => Ok(()),
            },
            Place::Text(at) => {
                self.judge_field(self.sketch.words(at).object, fields::number(Root::Notes, key::TEXT), one)
            }
            Place::Field(at, field) => self.judge_field(at, Some(field), one),
        }
    }

    /// A new object, or one more under the name of one that is there.
    fn judge_made(&mut self, at: u32) -> Result<(), Refusal> {
        let (root, name) = self.named(at);
        if !self.is_whole(at) {
            return Err(Refusal::DoesNotFit);
        }
        if root != Root::Notes {
            return self.judge_common(root, &name, None, None);
        }
        let id: NoteId = name.parse().map_err(|_| Refusal::DoesNotFit)?;
        let author = self.plan.authors.get(&at).copied();
        let ownership = match author {
            Some(author) if author == self.who.by => Ownership::Own,
            Some(_) => Ownership::Anothers,
            None => Ownership::Servers,
        };
        self.asked(Operation::CreateNote, ownership, Some(id))?;
        self.free(Thing::Note(id))?;
        match self.board.notes.get(&id) {
            // Under the name of a note that is there: that one goes for it, and nothing of it need stay.
            Some(note) if author != note.author => Err(Refusal::ServerOnly),
            Some(note) => {
                let own = ownership_of(note, self.who.by);
                for operation in REMAKING {
                    self.asked(operation, own, Some(id))?;
                }
                note.cluster.map_or(Ok(()), |cluster| self.free(Thing::Cluster(cluster)))
            }
            None => {
                self.plan.shown.entry(root).or_default().insert(name);
                Ok(())
            }
        }
    }

    fn judge_field(&mut self, at: u32, field: Option<u8>, one: &Placed<'_>) -> Result<(), Refusal> {
        let Some(field) = field else { return Err(Refusal::DoesNotFit) };
        if self.sketch.object(at).is_gone {
            return Ok(());
        }
        let (root, name) = self.named(at);
        if !self.is_whole(at) {
            return Err(Refusal::DoesNotFit);
        }
        let value = fields::value(&one.found.content);
        if let Some(value) = &value {
            let about = if root == Root::Notes { name.parse().ok() } else { None };
            fields::check(root, field, value).map_err(|refusal| match refusal {
                Refusal::TooLong(_) => Refusal::TooLong(about),
                other => other,
            })?;
        }
        if root != Root::Notes {
            return self.judge_common(root, &name, Some(field), Some(&one.found.content));
        }
        if let (key::CLUSTER, Some(cluster)) = (fields::name(root, field), id_in::<ClusterId>(&one.found.content)) {
            self.free(Thing::Cluster(cluster))?;
        }
        if self.is_new(at) {
            return Ok(()); // Judged when it was made.
        }
        self.judge_note(at, &name, field, Written::Value)
    }

    /// A field of a note that was there before.
    fn judge_note(&mut self, at: u32, name: &str, field: u8, written: Written) -> Result<(), Refusal> {
        let id: NoteId = name.parse().map_err(|_| Refusal::DoesNotFit)?;
        let is = fields::name(Root::Notes, field);
        // A note that lives and is not seen is none; nothing of it was ever taken.
        let note = self.board.notes.get(&id).ok_or(Refusal::DoesNotFit)?;
        if is == key::AUTHOR {
            let same = written == Written::Value && self.plan.authors.get(&at).copied() == note.author;
            return if same { Ok(()) } else { Err(Refusal::ServerOnly) };
        }
        self.asked(fields::operation(Root::Notes, field), ownership_of(note, self.who.by), Some(id))?;
        self.free(Thing::Note(id))?;
        match note.cluster.filter(|_| is == key::CLUSTER) {
            Some(cluster) => self.free(Thing::Cluster(cluster)),
            None => Ok(()),
        }
    }

    /// What belongs to nobody: clusters, journeys, stages, steps.
    fn judge_common(
        &mut self,
        root: Root,
        name: &str,
        field: Option<u8>,
        content: Option<&Content<'_>>,
    ) -> Result<(), Refusal> {
        self.asked(fields::operation(root, field.unwrap_or_default()), Ownership::Servers, None)?;
        let is = field.map_or("", |field| fields::name(root, field));
        let hides = is == key::DELETED
            && content.and_then(fields::value).is_some_and(|value| value == crate::wire::v1::Value::Bool(true));
        if hides && self.is_more_than_shaping(root, name) {
            self.asked(Operation::DeleteStage, Ownership::Servers, None)?;
        }
        if let Some(stage) = content.filter(|_| is == key::STAGE).and_then(id_in::<StageId>) {
            self.free(Thing::Stage(stage))?;
        }
        self.free_common(root, name)?;
        if !self.is_seen(root, name) {
            self.plan.shown.entry(root).or_default().insert(name.into());
        }
        Ok(())
    }

    /// Whether hiding it takes away what others put there: a journey, or a stage in which touchpoints stand.
    fn is_more_than_shaping(&self, root: Root, name: &str) -> bool {
        match root {
            Root::Journeys => self.is_seen(root, name),
            Root::Stages => name.parse::<StageId>().is_ok_and(|id| {
                let stands = |step: &crate::model::Step| step.stage == id && self.board.is_touchpoint(step.touchpoint);
                self.is_seen(root, name) && (self.plan.filled.contains(&id) || self.board.steps.values().any(stands))
            }),
            _ => false,
        }
    }

    fn judge_deleted(&mut self, part: ClockRange, place: Place) -> Result<(), Refusal> {
        match place {
            Place::Nowhere => Ok(()),
            Place::Servers => Err(Refusal::ServerOnly),
            Place::Text(at) => {
                let object = self.sketch.words(at).object;
                let text = fields::number(Root::Notes, key::TEXT).unwrap_or_default();
                self.judge_taken(object, text, Written::Value)
            }
            Place::Field(at, field) => {
                let is_replaced = self.plan.tails.get(&(at, field)).is_some_and(|(_, is_kept)| *is_kept);
                if !self.is_present(at, field, part) || is_replaced {
                    return Ok(()); // What takes its place is judged instead.
                }
                self.judge_taken(at, field, Written::Gone)
            }
            Place::Entry(_) => {
                let objects = self.objects_in(part);
                objects.into_iter().try_for_each(|at| self.judge_erased(at))
            }
        }
    }

    fn judge_taken(&mut self, at: u32, field: u8, written: Written) -> Result<(), Refusal> {
        if self.is_new(at) || self.sketch.object(at).is_gone || self.plan.erased.contains(&at) {
            return Ok(());
        }
        let (root, name) = self.named(at);
        if !self.is_whole(at) {
            return Err(Refusal::DoesNotFit);
        }
        if root == Root::Notes {
            return self.judge_note(at, &name, field, written);
        }
        self.judge_common(root, &name, Some(field), None)
    }

    fn judge_erased(&mut self, at: u32) -> Result<(), Refusal> {
        if self.is_new(at) || self.sketch.object(at).is_gone {
            return Ok(());
        }
        let (root, name) = self.named(at);
        if root != Root::Notes {
            self.judge_common(root, &name, None, None)?;
            let more = self.is_more_than_shaping(root, &name);
            return if more { self.asked(Operation::DeleteStage, Ownership::Servers, None) } else { Ok(()) };
        }
        let id: NoteId = name.parse().map_err(|_| Refusal::DoesNotFit)?;
        let note = self.board.notes.get(&id).ok_or(Refusal::DoesNotFit)?;
        self.asked(Operation::EraseNote, ownership_of(note, self.who.by), Some(id))?;
        self.free(Thing::Note(id))?;
        note.cluster.map_or(Ok(()), |cluster| self.free(Thing::Cluster(cluster)))
    }

    /// Whether texts stay within their bound, and the board within its.
    fn judge_sizes(&self) -> Result<(), Refusal> {
        for (at, (gains, loses)) in &self.plan.units {
            let words = self.sketch.words(*at);
            let object = self.sketch.object(words.object);
            let units = (words.units + gains).saturating_sub(*loses);
            if *gains > 0 && units > limits::NOTE_TEXT_MAX as u64 && !object.is_gone {
                return Err(Refusal::TooLong(self.named(words.object).1.parse().ok()));
            }
        }
        for (root, shown) in &self.plan.shown {
            let (there, max) = match root {
                Root::Notes => (self.board.notes.len(), limits::NOTES_MAX),
                Root::Clusters => (self.board.clusters.len(), limits::CLUSTERS_MAX),
                Root::Steps => (self.board.steps.len(), limits::STEPS_MAX),
                Root::Stages => (self.board.stages.len(), limits::STAGES_MAX),
                _ => (self.board.journeys.len(), limits::STAGES_MAX),
            };
            if there + shown.len() > max {
                return Err(Refusal::TooMany);
            }
        }
        Ok(())
    }

    fn asked(&self, operation: Operation, ownership: Ownership, note: Option<NoteId>) -> Result<(), Refusal> {
        ask(self.who.role, self.board.phase(), operation, ownership, note)
    }

    /// Whether no lock is in the way.
    fn free(&self, thing: Thing) -> Result<(), Refusal> {
        if self.who.role == Role::Facilitator || !self.board.locks.hold(thing) {
            return Ok(());
        }
        Err(Refusal::Locked(match thing {
            Thing::Note(note) => Some(note),
            _ => None,
        }))
    }

    fn free_common(&self, root: Root, name: &str) -> Result<(), Refusal> {
        let thing = match root {
            Root::Clusters => name.parse().map(Thing::Cluster).ok(),
            Root::Stages => name.parse().map(Thing::Stage).ok(),
            Root::Steps => {
                let step = name.parse::<StepId>().ok().and_then(|id| self.board.steps.get(&id));
                step.map(|step| Thing::Stage(step.stage))
            }
            _ => None,
        };
        self.free(thing.unwrap_or(Thing::Wall))
    }

    fn is_seen(&self, root: Root, name: &str) -> bool {
        let board = self.board;
        match root {
            Root::Clusters => name.parse().is_ok_and(|id| board.clusters.contains_key(&id)),
            Root::Stages => name.parse().is_ok_and(|id| board.stages.contains_key(&id)),
            Root::Steps => name.parse().is_ok_and(|id| board.steps.contains_key(&id)),
            Root::Journeys => name.parse().is_ok_and(|id| board.journeys.contains_key(&id)),
            _ => name.parse().is_ok_and(|id: NoteId| board.notes.contains_key(&id)),
        }
    }

    fn is_new(&self, at: u32) -> bool {
        at as usize >= self.ledger.objects.len()
    }

    pub(super) fn root_of(&self, at: u32) -> Root {
        self.sketch.entry(self.sketch.object(at).entry).root
    }

    fn named(&self, at: u32) -> (Root, Box<str>) {
        let entry = self.sketch.entry(self.sketch.object(at).entry);
        (entry.root, entry.key.clone())
    }

    /// The objects that were made within a range.
    pub(super) fn objects_in(&self, part: ClockRange) -> Vec<u32> {
        let object = |clock| {
            let id = Id { client: part.client, clock };
            match self.sketch.types.get(&id).or_else(|| self.ledger.types.get(&id)) {
                Some(Type::Object(at)) => Some(*at),
                _ => None,
            }
        };
        (part.start..part.end).filter_map(object).collect()
    }
}

/// How a field changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It has another value, or its text other words.
    Value,
    /// It has none any more.
    Gone,
}

pub(super) fn id_in<I: std::str::FromStr>(content: &Content<'_>) -> Option<I> {
    fields::value(content)?.as_text()?.parse().ok()
}
