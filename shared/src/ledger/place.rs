//! Finds out where an update's structs would lie, beside what the ledger knows. Changes nothing; refuses to know who may.

use std::collections::HashMap;

use super::fields;
use super::{Entry, Ledger, Object, Place, Type, Words};
use crate::document::Root;
use crate::ids::NoteId;
use crate::rules::Refusal;
use crate::wire::v1::{Content, Id, Parent, SharedType, Struct, Update};

/// A struct, or what is new of it, and where it lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) found: Struct<'a>,
    pub(super) place: Place,
}

/// Why a struct lies nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// It waits for a struct of that client.
    WaitsFor(u64),
    /// It fits nowhere.
    Misfit(Refusal),
}

const MISFIT: Misplaced = Misplaced::Misfit(Refusal::DoesNotFit);

/// What an update would add to a ledger. Numbers of entries, objects and texts go on where the ledger's end.
pub(super) struct Sketch<'l, 'u> {
    base: &'l Ledger,
    is_strict: bool,
    pub(super) ends: HashMap<u64, u32>,
    runs: HashMap<u64, Vec<(u32, u32, Place)>>,
    pub(super) entries: Vec<Entry>,
    named: HashMap<(Root, &'u str), u32>,
    pub(super) objects: Vec<Object>,
    pub(super) words: Vec<Words>,
    pub(super) types: HashMap<Id, Type>,
}

impl<'l, 'u> Sketch<'l, 'u> {
    fn new(base: &'l Ledger, is_strict: bool) -> Self {
        Self {
            base,
            is_strict,
            ends: HashMap::new(),
            runs: HashMap::new(),
            entries: Vec::new(),
            named: HashMap::new(),
            objects: Vec::new(),
            words: Vec::new(),
            types: HashMap::new(),
        }
    }

    /// Of a peer's update: all of it fits, or none.
    pub(super) fn strict(base: &'l Ledger, update: &Update<'u>) -> Result<(Vec<Placed<'u>>, Self), Misplaced> {
        let mut sketch = Self::new(base, true);
        let (placed, failed) = sketch.place_all(update);
        failed.map_or(Ok((placed, sketch)), Err)
    }

    /// Of a record that a document took.
    pub(super) fn lenient(base: &'l Ledger, update: &Update<'u>) -> (Vec<Placed<'u>>, Self) {
        let mut sketch = Self::new(base, false);
        let (placed, _waiting) = sketch.place_all(update);
        (placed, sketch)
    }

    /// Client by client; whoever waits for another is taken up again when that one got on.
    fn place_all(&mut self, update: &Update<'u>) -> (Vec<Placed<'u>>, Option<Misplaced>) {
        let mut queues: HashMap<u64, std::iter::Peekable<std::vec::IntoIter<Struct<'u>>>> = HashMap::new();
        let mut turns: Vec<u64> = Vec::new();
        let mut own: Vec<Struct<'u>> = Vec::new();
        let mut structs = update.structs().peekable();
        while let Some(found) = structs.next() {
            own.push(found);
            if structs.peek().is_none_or(|next| next.id.client != found.id.client) {
                turns.push(found.id.client);
                queues.insert(found.id.client, std::mem::take(&mut own).into_iter().peekable());
            }
        }
        let (mut placed, mut waiting): (Vec<Placed<'u>>, HashMap<u64, Vec<u64>>) = (Vec::new(), HashMap::new());
        let mut failed = None;
        while let Some(client) = turns.pop() {
            let Some(queue) = queues.get_mut(&client) else { continue };
            let mut got_on = false;
            while let Some(found) = queue.peek().copied() {
                match self.place(found) {
                    Ok(one) => placed.extend(one),
                    Err(Misplaced::WaitsFor(other)) if other != client => {
                        waiting.entry(other).or_default().push(client);
                        break;
                    }
                    Err(failure) => {
                        failed = Some(failure);
                        break;
                    }
                }
                got_on = true;
                queue.next();
            }
            if self.is_strict && matches!(failed, Some(Misplaced::Misfit(_))) {
                return (placed, failed);
            }
            if got_on {
                turns.extend(waiting.remove(&client).unwrap_or_default());
            }
        }
        let left = waiting.into_keys().next().map(Misplaced::WaitsFor);
        (placed, failed.or(left))
    }

    /// Places one struct; nothing if all of it is known.
    fn place(&mut self, found: Struct<'u>) -> Result<Option<Placed<'u>>, Misplaced> {
        let known = self.end_of(found.id.client);
        if found.end() <= known {
            return Ok(None);
        }
        if found.id.clock > known {
            return Err(Misplaced::WaitsFor(found.id.client));
        }
        let place = match self.find(&found) {
            Err(Misplaced::Misfit(_)) if !self.is_strict => Place::Nowhere,
            found => found?,
        };
        let mut one = Placed { found, place };
        if found.id.clock < known {
            one = self.rest_of(one, known)?;
        }
        if self.is_strict && !fits(&one, |entry| self.entry(entry).root, |at| self.object(at).entry) {
            return Err(MISFIT);
        }
        self.put(&one);
        Ok(Some(one))
    }

    /// A struct of which the beginning is known: its end lies where its beginning lies.
    fn rest_of(&self, one: Placed<'u>, known: u32) -> Result<Placed<'u>, Misplaced> {
        let found = one.found;
        let before = self.place_of(Id { clock: known - 1, ..found.id });
        let can_be_cut = matches!(found.content, Content::Text(_) | Content::Deleted | Content::Collected);
        let lies_together = before == Some(one.place) || found.content == Content::Collected;
        if self.is_strict && !(can_be_cut && lies_together) {
            return Err(MISFIT);
        }
        let rest = Struct { id: Id { clock: known, ..found.id }, len: found.end() - known, ..found };
        Ok(Placed { found: rest, ..one })
    }

    fn find(&mut self, found: &Struct<'u>) -> Result<Place, Misplaced> {
        if found.content == Content::Collected {
            return Ok(Place::Nowhere);
        }
        let (left, right) = (self.neighbour(found.origin)?, self.neighbour(found.right_origin)?);
        match found.parent {
            Parent::Root(name) => self.in_root(name, found.parent_sub),
            Parent::Type(id) => self.in_type(id, found.parent_sub),
            Parent::Implied => match (left, right) {
                (Some(left), Some(right)) if left != right => Err(MISFIT),
                (Some(one), _) | (None, Some(one)) => Ok(one),
                (None, None) => Err(MISFIT),
            },
        }
    }

    fn neighbour(&self, id: Option<Id>) -> Result<Option<Place>, Misplaced> {
        let Some(id) = id else { return Ok(None) };
        self.place_of(id).map(Some).ok_or(Misplaced::WaitsFor(id.client))
    }

    fn in_root(&mut self, name: &'u str, key: Option<&'u str>) -> Result<Place, Misplaced> {
        let root = Root::ALL.into_iter().find(|root| root.name() == name).ok_or(MISFIT)?;
        if !Root::PEOPLES.contains(&root) {
            return Ok(Place::Servers);
        }
        let key = key.filter(|key| key.parse::<NoteId>().is_ok()).ok_or(MISFIT)?;
        if let Some(at) = self.named.get(&(root, key)).or_else(|| self.base.named.get(&(root, Box::from(key)))) {
            return Ok(Place::Entry(*at));
        }
        let at = (self.base.entries.len() + self.entries.len()) as u32;
        self.entries.push(Entry { root, key: key.into() });
        self.named.insert((root, key), at);
        Ok(Place::Entry(at))
    }

    fn in_type(&self, id: Id, key: Option<&str>) -> Result<Place, Misplaced> {
        let place = self.place_of(id).ok_or(Misplaced::WaitsFor(id.client))?;
        match (self.types.get(&id).or_else(|| self.base.types.get(&id)), key) {
            (Some(Type::Servers), _) => Ok(Place::Servers),
            (Some(Type::Words(at)), None) => Ok(Place::Text(*at)),
            (Some(Type::Object(at)), Some(key)) => {
                let root = self.entry(self.object(*at).entry).root;
                fields::number(root, key).map(|field| Place::Field(*at, field)).ok_or(MISFIT)
            }
            (None, _) if place == Place::Nowhere => Ok(Place::Nowhere),
            (None, _) if place == Place::Servers => Ok(Place::Servers),
            _ => Err(MISFIT),
        }
    }

    fn put(&mut self, one: &Placed<'_>) {
        let (id, end) = (one.found.id, one.found.end());
        self.ends.insert(id.client, end);
        self.runs.entry(id.client).or_default().push((id.clock, end, one.place));
        let Content::Type(shared) = one.found.content else { return };
        let made = match (one.place, shared) {
            (Place::Servers, _) => Type::Servers,
            (Place::Entry(entry), SharedType::Map) => {
                let at = (self.base.objects.len() + self.objects.len()) as u32;
                self.objects.push(Object { entry, is_gone: false, fields: Default::default() });
                Type::Object(at)
            }
            (Place::Field(object, _), SharedType::Text) => {
                let at = (self.base.words.len() + self.words.len()) as u32;
                self.words.push(Words { object, units: 0 });
                Type::Words(at)
            }
            _ => return,
        };
        self.types.insert(id, made);
    }

    /// The clock after the last that is known of a client, with what is sketched.
    pub(super) fn end_of(&self, client: u64) -> u32 {
        self.ends.get(&client).copied().unwrap_or_else(|| self.base.clock_of(client))
    }

    fn place_of(&self, id: Id) -> Option<Place> {
        if id.clock < self.base.clock_of(id.client) {
            return self.base.place_of(id);
        }
        let runs = self.runs.get(&id.client)?;
        let (_, end, place) = runs.get(runs.partition_point(|(start, ..)| *start <= id.clock).checked_sub(1)?)?;
        (id.clock < *end).then_some(*place)
    }

    pub(super) fn entry(&self, at: u32) -> &Entry {
        let at = at as usize;
        self.base.entries.get(at).unwrap_or_else(|| &self.entries[at - self.base.entries.len()])
    }

    pub(super) fn object(&self, at: u32) -> &Object {
        let at = at as usize;
        self.base.objects.get(at).unwrap_or_else(|| &self.objects[at - self.base.objects.len()])
    }

    pub(super) fn words(&self, at: u32) -> &Words {
        let at = at as usize;
        self.base.words.get(at).unwrap_or_else(|| &self.words[at - self.base.words.len()])
    }
}

/// Whether content of that kind may lie there. A value in a map has no right neighbour, whoever writes it.
fn fits(one: &Placed<'_>, root_of: impl Fn(u32) -> Root, entry_of: impl Fn(u32) -> u32) -> bool {
    let content = one.found.content;
    match one.place {
        Place::Nowhere | Place::Servers => true,
        Place::Text(_) => matches!(content, Content::Text(_) | Content::Deleted),
        Place::Entry(_) | Place::Field(..) if one.found.right_origin.is_some() => false,
        Place::Entry(_) => matches!(content, Content::Type(SharedType::Map) | Content::Deleted),
        Place::Field(object, field) if fields::is_text(root_of(entry_of(object)), field) => {
            matches!(content, Content::Type(SharedType::Text) | Content::Deleted)
        }
        Place::Field(..) => match content {
            Content::Values(_) => one.found.len == 1,
            content => content == Content::Deleted,
        },
    }
}
