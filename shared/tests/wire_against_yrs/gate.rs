//! The least that a gate must check, beyond the pre-parser, for yrs to stay whole: clocks without holes, neighbours and
//! parents that exist and are the same object's, content that belongs there. Refuses to know who may write what.

use std::collections::HashMap;

use journeyboard_shared::wire::v1::{Content, Id, Parent, SharedType, Struct, Update};

/// Where a unit lies: in which root or type, under which key. Collected units lie nowhere.
type Place = Option<(In, Option<String>)>;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum In {
    Root(String),
    Type(Id),
}

/// What one document holds, unit by unit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gate {
    ends: HashMap<u64, u32>,
    places: HashMap<Id, Place>,
    types: HashMap<Id, (SharedType, usize)>,
}

/// Shared types within shared types: a note, and its text.
const DEPTH_MAX: usize = 2;

impl Gate {
    /// Whether an update keeps yrs whole; if so it is remembered as applied.
    pub(crate) fn lets_pass(&mut self, update: &Update<'_>) -> bool {
        let mut after = self.clone();
        let passes = after.takes(update).is_some();
        if passes {
            *self = after;
        }
        passes
    }

    fn takes(&mut self, update: &Update<'_>) -> Option<()> {
        let mut waiting = Vec::new();
        for found in update.structs() {
            let end = self.ends.get(&found.id.client).copied().unwrap_or(0);
            if found.end() <= end {
                continue; // Known: whatever it says now, it is ignored.
            }
            if found.id.clock != end
                && !waiting
                    .iter()
                    .any(|before: &Struct<'_>| before.end() == found.id.clock && before.id.client == found.id.client)
            {
                return None; // A hole, or across what is known.
            }
            waiting.push(found);
        }
        while !waiting.is_empty() {
            let before = waiting.len();
            let mut failed = false;
            waiting.retain(|found| match self.place(found) {
                Some(place) => {
                    failed |= self.put(found, place).is_none();
                    false
                }
                None => true,
            });
            if failed || waiting.len() == before {
                return None; // Misplaced, or beside what does not exist.
            }
        }
        let known = |client: u64| self.ends.get(&client).copied().unwrap_or(0);
        update.deletes().all(|range| range.end <= known(range.client)).then_some(())
    }

    /// Where a struct lies, once all that it refers to is known.
    fn place(&self, found: &Struct<'_>) -> Option<Place> {
        if self.ends.get(&found.id.client).copied().unwrap_or(0) != found.id.clock {
            return None;
        }
        let key = found.parent_sub.map(str::to_owned);
        match (found.parent, found.origin, found.right_origin) {
            _ if found.content == Content::Collected => Some(None),
            (Parent::Root(name), ..) => Some(Some((In::Root(name.to_owned()), key))),
            (Parent::Type(id), ..) => self.places.contains_key(&id).then_some(Some((In::Type(id), key))),
            (Parent::Implied, Some(left), Some(right)) => {
                let (left, right) = (self.places.get(&left)?, self.places.get(&right)?);
                (left == right).then(|| left.clone())
            }
            (Parent::Implied, Some(one), None) | (Parent::Implied, None, Some(one)) => self.places.get(&one).cloned(),
            (Parent::Implied, None, None) => None,
        }
    }

    fn put(&mut self, found: &Struct<'_>, place: Place) -> Option<()> {
        let mut depth = 0;
        if let Some((parent, key)) = &place {
            let kind = match parent {
                In::Root(name) if name == "notes" => SharedType::Map,
                In::Root(_) => return None,
                In::Type(id) => {
                    let (kind, above) = *self.types.get(id)?;
                    depth = above;
                    kind
                }
            };
            let fits = match found.content {
                Content::Deleted => true,
                Content::Collected => false,
                Content::Text(_) => kind == SharedType::Text,
                Content::Values(_) | Content::Type(_) => kind == SharedType::Map && found.right_origin.is_none(),
            };
            if !fits || key.is_some() != (kind == SharedType::Map) || (key.is_some() && found.right_origin.is_some()) {
                return None;
            }
        }
        if let Content::Type(kind) = found.content {
            if depth >= DEPTH_MAX {
                return None;
            }
            self.types.insert(found.id, (kind, depth + 1));
        }
        for clock in found.id.clock..found.end() {
            self.places.insert(Id { clock, ..found.id }, place.clone());
        }
        self.ends.insert(found.id.client, found.end());
        Some(())
    }
}
