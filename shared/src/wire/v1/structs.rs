//! Reads the structs of an update one by one. Refuses every kind that a board is not made of.

use super::values::{self, Values};
use super::{CLIENTS_MAX, CLOCK_MAX, STRUCTS_MAX};
use crate::wire::Malformed;
use crate::wire::cursor::Cursor;

/// Where something was written: the client, and its clock at that unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    /// The Yjs client id, at most 53 bits.
    pub client: u64,
    /// The client's clock.
    pub clock: u32,
}

/// One struct: what one client wrote at `len` clocks in a row, from `id` on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Struct<'a> {
    /// Where it begins.
    pub id: Id,
    /// How many clocks it takes, at least one: UTF-16 units of a text, values, or what was there before it was deleted.
    pub len: u32,
    /// Its left neighbour when it was written.
    pub origin: Option<Id>,
    /// Its right neighbour when it was written.
    pub right_origin: Option<Id>,
    /// What it lies in.
    pub parent: Parent<'a>,
    /// Its key in a map; absent where the parent is implied, and in texts.
    pub parent_sub: Option<&'a str>,
    /// What it holds.
    pub content: Content<'a>,
}

impl Struct<'_> {
    /// The clock after its last.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.id.clock.saturating_add(self.len)
    }
}

/// What a struct lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent<'a> {
    /// A root type of that name.
    Root(&'a str),
    /// The type that was written there.
    Type(Id),
    /// The same as its origin's, else as its right origin's; with the same key. (A collected struct has none.)
    Implied,
}

/// What a struct holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Content<'a> {
    /// Nothing any more, not even a place: deleted with its parent and collected.
    Collected,
    /// Nothing any more, but its place is kept.
    Deleted,
    /// A piece of a text.
    Text(&'a str),
    /// Plain values: one under a key of a map, several only in lists (which a board does not have).
    Values(Values<'a>),
    /// A new shared type.
    Type(SharedType),
}

/// The shared types that a board is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SharedType {
    /// A `Y.Map`.
    Map,
    /// A `Y.Text`.
    Text,
}

const KIND_BITS: u8 = 0x1f;
const HAS_PARENT_SUB: u8 = 0x20;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const HAS_ORIGIN: u8 = 0x80;

const COLLECTED: u8 = 0;
const DELETED: u8 = 1;
const TEXT: u8 = 4;
const TYPE: u8 = 7;
const VALUES: u8 = 8;

const TYPE_MAP: u8 = 1;
const TYPE_TEXT: u8 = 2;

/// The structs of an update, lazily: client by client, each client's in the order of its clock without holes. Ends at
/// the first error.
#[derive(Debug, Clone)]
pub(super) struct Structs<'a> {
    cursor: Cursor<'a>,
    sections: u32,
    sections_left: u32,
    section_left: u32,
    next: Id,
    seen: u32,
}

/// Begins to read an update.
pub(super) fn structs(bytes: &[u8]) -> Result<Structs<'_>, Malformed> {
    let mut cursor = Cursor::new(bytes);
    // A section: how many, which client, from which clock, and one struct of two bytes.
    let sections_left = cursor.count(5)?;
    if sections_left > CLIENTS_MAX {
        return Err(Malformed::TooManyClients);
    }
    let next = Id { client: 0, clock: 0 };
    Ok(Structs { cursor, sections: sections_left, sections_left, section_left: 0, next, seen: 0 })
}

impl<'a> Structs<'a> {
    /// Where the delete set begins, once all structs are read.
    pub(super) fn rest(&self) -> Cursor<'a> {
        self.cursor
    }

    /// How many clients' sections are declared.
    pub(super) fn sections(&self) -> u32 {
        self.sections
    }

    fn read(&mut self) -> Result<Option<Struct<'a>>, Malformed> {
        if self.section_left == 0 {
            if self.sections_left == 0 {
                return Ok(None);
            }
            self.sections_left -= 1;
            self.section_left = self.cursor.count(2)?;
            self.next = id(&mut self.cursor)?;
            if self.section_left == 0 {
                return Err(Malformed::Empty);
            }
        }
        self.section_left -= 1;
        self.seen += 1;
        if self.seen > STRUCTS_MAX {
            return Err(Malformed::TooManyStructs);
        }
        let found = one(&mut self.cursor, self.next)?;
        self.next.clock = found.end();
        Ok(Some(found))
    }
}

impl<'a> Iterator for Structs<'a> {
    type Item = Result<Struct<'a>, Malformed>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        if read.is_err() {
            self.sections_left = 0;
            self.section_left = 0;
        }
        read.transpose()
    }
}

fn id(cursor: &mut Cursor<'_>) -> Result<Id, Malformed> {
    let client = cursor.number()?;
    let clock = cursor.number32()?;
    if clock > CLOCK_MAX {
        return Err(Malformed::ClockTooLarge);
    }
    Ok(Id { client, clock })
}

/// An id that a struct at `own` refers to: never one that the same client wrote later.
fn earlier(cursor: &mut Cursor<'_>, own: Id) -> Result<Id, Malformed> {
    let named = id(cursor)?;
    if named.client == own.client && named.clock >= own.clock {
        return Err(Malformed::Forward);
    }
    Ok(named)
}

fn one<'a>(cursor: &mut Cursor<'a>, own: Id) -> Result<Struct<'a>, Malformed> {
    let info = cursor.byte()?;
    let kind = info & KIND_BITS;
    if info == COLLECTED {
        let len = length(own, cursor.number()?)?;
        let (parent, content) = (Parent::Implied, Content::Collected);
        return Ok(Struct { id: own, len, origin: None, right_origin: None, parent, parent_sub: None, content });
    }
    if !matches!(kind, DELETED | TEXT | TYPE | VALUES) {
        return Err(Malformed::StructKind(kind));
    }
    let origin = if info & HAS_ORIGIN == 0 { None } else { Some(earlier(cursor, own)?) };
    let right_origin = if info & HAS_RIGHT_ORIGIN == 0 { None } else { Some(earlier(cursor, own)?) };
    let mut parent = Parent::Implied;
    let mut parent_sub = None;
    if origin.is_none() && right_origin.is_none() {
        parent = match cursor.byte()? {
            1 => Parent::Root(cursor.text()?),
            0 => Parent::Type(earlier(cursor, own)?),
            _ => return Err(Malformed::ParentKind),
        };
        if info & HAS_PARENT_SUB != 0 {
            parent_sub = Some(cursor.text()?);
        }
    }
    if !fits(parent, info & HAS_PARENT_SUB != 0, kind) {
        return Err(Malformed::Misplaced);
    }
    let (len, content) = content(cursor, kind)?;
    Ok(Struct { id: own, len: length(own, len)?, origin, right_origin, parent, parent_sub, content })
}

/// Whether content of that kind may lie there. Where the parent is implied the key's bit is a mere claim, and Yjs' own
/// merging of updates loses it: so only a text that claims a key is refused.
fn fits(parent: Parent<'_>, keyed: bool, kind: u8) -> bool {
    match (parent, keyed) {
        (Parent::Root(_), false) => false,
        (Parent::Implied, false) => true,
        (_, true) => kind != TEXT,
        (Parent::Type(_), false) => matches!(kind, TEXT | DELETED),
    }
}

/// What an item of that kind holds, and how many clocks that takes.
fn content<'a>(cursor: &mut Cursor<'a>, kind: u8) -> Result<(u64, Content<'a>), Malformed> {
    match kind {
        DELETED => Ok((cursor.number()?, Content::Deleted)),
        TEXT => {
            let text = cursor.text()?;
            Ok((text.chars().map(|c| c.len_utf16() as u64).sum(), Content::Text(text)))
        }
        VALUES => {
            let count = cursor.count(1)?;
            Ok((u64::from(count), Content::Values(values::walk(cursor, count)?)))
        }
        TYPE => match cursor.byte()? {
            TYPE_MAP => Ok((1, Content::Type(SharedType::Map))),
            TYPE_TEXT => Ok((1, Content::Type(SharedType::Text))),
            other => Err(Malformed::TypeKind(other)),
        },
        other => Err(Malformed::StructKind(other)),
    }
}

/// A length that is at least one and does not run past the last clock.
fn length(own: Id, len: u64) -> Result<u32, Malformed> {
    if len == 0 {
        return Err(Malformed::Empty);
    }
    if len > u64::from(CLOCK_MAX - own.clock.min(CLOCK_MAX)) {
        return Err(Malformed::ClockTooLarge);
    }
    u32::try_from(len).map_err(|_| Malformed::ClockTooLarge)
}
