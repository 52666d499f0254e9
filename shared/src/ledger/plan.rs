//! What has to be known of a whole update before any part of it is judged. Refuses to know who may.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::fields;
use super::judge::{Case, id_in};
use super::place::Placed;
use super::{Deleted, Place};
use crate::document::Root;
use crate::document::schema as key;
use crate::ids::{ParticipantId, StageId};
use crate::wire::v1::{ClockRange, Content, Id};

/// What has to be known of the whole update before any part of it is judged.
#[derive(Default)]
pub(super) struct Plan {
    /// The author that an object would have.
    pub(super) authors: HashMap<u32, ParticipantId>,
    /// Where a field's value would have been written last, and whether that value is kept. A write that does not follow the
    /// present value is not among them: it loses.
    pub(super) tails: HashMap<(u32, u8), (Id, bool)>,
    /// Fields whose present value goes.
    pub(super) gone: HashSet<(u32, u8)>,
    /// Objects whose entry goes.
    pub(super) erased: HashSet<u32>,
    /// Stages in which a step would stand.
    pub(super) filled: BTreeSet<StageId>,
    /// UTF-16 units that a text would gain and lose.
    pub(super) units: HashMap<u32, (u64, u64)>,
    /// Objects that would be seen and are not now, by root.
    pub(super) shown: BTreeMap<Root, BTreeSet<Box<str>>>,
}

impl Case<'_, '_, '_> {
    pub(super) fn plan(&mut self, placed: &[Placed<'_>], deletes: &[(ClockRange, Place)]) {
        let mut dropped = Deleted::default();
        deletes.iter().for_each(|(part, _)| dropped.add(*part));
        for one in placed {
            match one.place {
                Place::Field(at, field) => {
                    let id = one.found.id;
                    let unit = ClockRange { client: id.client, start: id.clock, end: one.found.end() };
                    let is_kept = one.found.content != Content::Deleted && !dropped.covers(unit);
                    self.plan_field(at, field, one, is_kept);
                }
                Place::Text(at) if matches!(one.found.content, Content::Text(_)) => {
                    self.plan.units.entry(at).or_default().0 += u64::from(one.found.len);
                }
                _ => {}
            }
        }
        for (part, place) in deletes {
            match place {
                Place::Text(at) => {
                    self.plan.units.entry(*at).or_default().1 += u64::from(part.end - part.start);
                }
                Place::Entry(_) => self.plan.erased.extend(self.objects_in(*part)),
                Place::Field(at, field) if self.is_present(*at, *field, *part) => {
                    self.plan.gone.insert((*at, *field));
                }
                _ => {}
            }
        }
    }

    fn plan_field(&mut self, at: u32, field: u8, one: &Placed<'_>, is_kept: bool) {
        let (root, content) = (self.root_of(at), &one.found.content);
        let now = self.plan.tails.get(&(at, field)).map(|(id, _)| *id);
        let follows = one.found.origin == now.or(self.sketch.object(at).fields[usize::from(field)]);
        // Where nothing stands, whatever comes is the value, unless it comes before what is gone.
        if follows || (now.is_none() && self.sketch.object(at).fields[usize::from(field)].is_none()) {
            self.plan.tails.insert((at, field), (Id { clock: one.found.end() - 1, ..one.found.id }, is_kept));
        }
        if let Some(author) = fields::author(root, field, content) {
            self.plan.authors.insert(at, author);
        }
        if (root, fields::name(root, field)) == (Root::Steps, key::STAGE) {
            self.plan.filled.extend(id_in::<StageId>(content));
        }
    }

    /// Whether a field has a value once the update is applied.
    fn will_have(&self, at: u32, field: u8) -> bool {
        match self.plan.tails.get(&(at, field)) {
            Some((_, is_kept)) => *is_kept,
            None => {
                self.sketch.object(at).fields[usize::from(field)].is_some() && !self.plan.gone.contains(&(at, field))
            }
        }
    }

    /// Whether a field's present value was written in that range.
    pub(super) fn is_present(&self, at: u32, field: u8, part: ClockRange) -> bool {
        let held = self.sketch.object(at).fields[usize::from(field)];
        held.is_some_and(|id| id.client == part.client && (part.start..part.end).contains(&id.clock))
    }

    /// Whether an object that is written to has all that it needs to be one, hidden or not.
    pub(super) fn is_whole(&self, at: u32) -> bool {
        let root = self.root_of(at);
        let count = root.fields().len() as u8;
        (0..count).all(|field| !fields::is_needed(root, field) || self.will_have(at, field))
    }
}
