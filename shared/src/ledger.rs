//! What lies where in a board document, by the ids of its units: enough to say what an update would do before anybody
//! applies it.
//!
//! Kept from the bytes alone, with our own reading of them: each record that the document took is followed here. Refuses to
//! know yrs, rooms and sockets. Text is kept as lengths, values as the fields that hold them.
//!
//! ```text
//! update → place each struct (its root, object, field, text) → judge fields, values, lengths, deletes, owners, phase, locks
//! record → place each struct → follow
//! ```

mod deletes;
mod fields;
mod judge;
mod place;
mod plan;

use std::collections::{BTreeMap, HashMap};

use crate::document::Root;
use crate::wire::v1::{self, ClockRange, Content, Id, Update};
use fields::FIELDS_MAX;
use place::{Placed, Sketch};

pub use deletes::Deleted;
pub use judge::{NotTaken, Who};

/// Where a run of units lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Collected, or within what is collected.
    Nowhere,
    /// Under a root of the server's.
    Servers,
    /// An entry of a root.
    Entry(u32),
    /// A field of an object.
    Field(u32, u8),
    /// A note's text.
    Text(u32),
}

/// An entry of a root: an object's name, whoever made it and however often.
#[derive(Debug, Clone)]
struct Entry {
    root: Root,
    key: Box<str>,
}

/// One map under an entry. Of several only one lives.
#[derive(Debug, Clone)]
struct Object {
    entry: u32,
    is_gone: bool,
    /// Where each field's present value was written.
    fields: [Option<Id>; FIELDS_MAX],
}

/// One text of an object.
#[derive(Debug, Clone, Copy)]
struct Words {
    object: u32,
    /// Living UTF-16 units.
    units: u64,
}

/// A shared type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Object(u32),
    Words(u32),
    Servers,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Ledger {
    /// By client: runs by their first clock, with the clock after their last. No holes.
    runs: HashMap<u64, BTreeMap<u32, (u32, Place)>>,
    ends: HashMap<u64, u32>,
    deleted: Deleted,
    entries: Vec<Entry>,
    named: HashMap<(Root, Box<str>), u32>,
    objects: Vec<Object>,
    words: Vec<Words>,
    types: HashMap<Id, Type>,
}

impl Ledger {
    /// Of a document that was made of these records, oldest first.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut ledger = Self::default();
        records.into_iter().for_each(|record| ledger.follow(record));
        ledger
    }

    /// The clock after the last that is known of a client.
    #[must_use]
    pub fn clock_of(&self, client: u64) -> u32 {
        self.ends.get(&client).copied().unwrap_or(0)
    }

    /// What is deleted.
    #[must_use]
    pub fn deleted(&self) -> &Deleted {
        &self.deleted
    }

    /// Takes in a record that the document took: its structs, and all that it deleted. Total: what lies nowhere that we
    /// know is nowhere, what waits for something that never came is not there yet.
    pub fn follow(&mut self, record: &[u8]) {
        let Ok(update) = v1::update(record) else { return };
        let (placed, sketch) = Sketch::lenient(self, &update);
        let Sketch { entries, objects, words, types, .. } = sketch;
        for entry in entries {
            self.named.insert((entry.root, entry.key.clone()), self.entries.len() as u32);
            self.entries.push(entry);
        }
        self.objects.extend(objects);
        self.words.extend(words);
        self.types.extend(types);
        placed.iter().for_each(|one| self.put(one));
        self.delete(&update);
    }

    fn put(&mut self, one: &Placed<'_>) {
        let (id, end) = (one.found.id, one.found.end());
        self.ends.insert(id.client, end);
        let runs = self.runs.entry(id.client).or_default();
        match runs.last_entry() {
            Some(mut last) if last.get().0 == id.clock && last.get().1 == one.place => last.get_mut().0 = end,
            _ => drop(runs.insert(id.clock, (end, one.place))),
        }
        match (one.found.content, one.place) {
            (Content::Collected | Content::Deleted, _) => {
                self.deleted.add(ClockRange { client: id.client, start: id.clock, end });
            }
            (Content::Text(_), Place::Text(at)) => self.words[at as usize].units += u64::from(one.found.len),
            (_, Place::Field(at, field)) => {
                self.objects[at as usize].fields[usize::from(field)] = Some(id);
            }
            _ => {}
        }
    }

    fn delete(&mut self, update: &Update<'_>) {
        for range in update.deletes() {
            for fresh in self.deleted.fresh(range) {
                for (part, place) in self.overlapped(fresh) {
                    self.take_away(part, place);
                }
                self.deleted.add(fresh);
            }
        }
    }

    fn take_away(&mut self, part: ClockRange, place: Place) {
        let within = |id: &Id| id.client == part.client && (part.start..part.end).contains(&id.clock);
        match place {
            Place::Text(at) => {
                let words = &mut self.words[at as usize];
                words.units = words.units.saturating_sub(u64::from(part.end - part.start));
            }
            Place::Field(at, field) => {
                let held = &mut self.objects[at as usize].fields[usize::from(field)];
                *held = held.filter(|id| !within(id));
            }
            Place::Entry(_) => {
                for clock in part.start..part.end {
                    if let Some(Type::Object(at)) = self.types.get(&Id { client: part.client, clock }) {
                        self.objects[*at as usize].is_gone = true;
                    }
                }
            }
            Place::Nowhere | Place::Servers => {}
        }
    }

    /// The known runs that a range touches, cut to it.
    fn overlapped(&self, range: ClockRange) -> Vec<(ClockRange, Place)> {
        let Some(runs) = self.runs.get(&range.client) else { return Vec::new() };
        let first = runs.range(..=range.start).next_back().map_or(range.start, |(start, _)| *start);
        runs.range(first..range.end)
            .filter(|(_, (end, _))| *end > range.start)
            .map(|(start, (end, place))| {
                let part = ClockRange { start: range.start.max(*start), end: range.end.min(*end), ..range };
                (part, *place)
            })
            .collect()
    }

    fn place_of(&self, id: Id) -> Option<Place> {
        let (_, (end, place)) = self.runs.get(&id.client)?.range(..=id.clock).next_back()?;
        (id.clock < *end).then_some(*place)
    }
}

#[cfg(test)]
mod tests;
