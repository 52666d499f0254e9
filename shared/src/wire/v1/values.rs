//! Reads plain values (lib0's "any"): null, bool, number, text, and arrays and maps of them. Refuses to recurse: what is
//! open is kept in a list of fixed length.

use super::{STRUCT_VALUES_MAX, VALUE_DEPTH_MAX};
use crate::wire::Malformed;
use crate::wire::cursor::{Cursor, NUMBER_MAX};

const UNDEFINED: u8 = 127;
const NULL: u8 = 126;
const INTEGER: u8 = 125;
const FLOAT32: u8 = 124;
const FLOAT64: u8 = 123;
const FALSE: u8 = 121;
const TRUE: u8 = 120;
const TEXT: u8 = 119;
const MAP: u8 = 118;
const ARRAY: u8 = 117;

/// One value. Big integers (122) and binary (116) are refused before: no field of a board holds one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// JavaScript's `undefined`.
    Undefined,
    /// JSON's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// Any number; integers are exact up to 2^53 − 1.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// A plain array.
    Array(Values<'a>),
    /// A plain map.
    Map(Entries<'a>),
}

/// Values in a row, already walked: reading them cannot fail.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    left: u32,
    cursor: Cursor<'a>,
}

/// A plain map's keys and values in the order written, already walked. A key may come twice: the later one counts.
#[derive(Debug, Clone, Copy)]
pub struct Entries<'a> {
    left: u32,
    cursor: Cursor<'a>,
}

impl PartialEq for Values<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.left == other.left && self.cursor.rest() == other.cursor.rest()
    }
}

impl PartialEq for Entries<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.left == other.left && self.cursor.rest() == other.cursor.rest()
    }
}

/// Something begun: so many values to come, each after a key or not.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    left: u32,
    keyed: bool,
}

/// Walks over so many values and hands them out. Their number is already known to fit the remaining bytes.
pub(super) fn walk<'a>(cursor: &mut Cursor<'a>, count: u32) -> Result<Values<'a>, Malformed> {
    let start = *cursor;
    skip(cursor, Open { left: count, keyed: false })?;
    Ok(Values { left: count, cursor: Cursor::new(start.until(cursor)) })
}

/// Walks over what `first` says and everything inside it.
fn skip(cursor: &mut Cursor<'_>, first: Open) -> Result<(), Malformed> {
    let mut open = [Open::default(); VALUE_DEPTH_MAX + 1];
    open[0] = first;
    let mut depth = 0;
    let mut seen = 0_u32;
    loop {
        while open[depth].left == 0 {
            if depth == 0 {
                return Ok(());
            }
            depth -= 1;
        }
        open[depth].left -= 1;
        seen += 1;
        if seen > STRUCT_VALUES_MAX {
            return Err(Malformed::TooManyValues);
        }
        if open[depth].keyed {
            cursor.text()?;
        }
        if let Head::Open(inner) = head(cursor)? {
            depth += 1;
            *open.get_mut(depth).ok_or(Malformed::TooDeep)? = inner;
        }
    }
}

/// The start of a value: all of it if it is a plain one.
enum Head<'a> {
    Plain(Value<'a>),
    Open(Open),
}

fn head<'a>(cursor: &mut Cursor<'a>) -> Result<Head<'a>, Malformed> {
    Ok(Head::Plain(match cursor.byte()? {
        UNDEFINED => Value::Undefined,
        NULL => Value::Null,
        INTEGER => Value::Number(cursor.signed()? as f64),
        FLOAT32 => Value::Number(f64::from(f32::from_be_bytes(cursor.array()?))),
        FLOAT64 => Value::Number(f64::from_be_bytes(cursor.array()?)),
        FALSE => Value::Bool(false),
        TRUE => Value::Bool(true),
        TEXT => Value::Text(cursor.text()?),
        MAP => return Ok(Head::Open(Open { left: cursor.count(2)?, keyed: true })),
        ARRAY => return Ok(Head::Open(Open { left: cursor.count(1)?, keyed: false })),
        other => return Err(Malformed::ValueKind(other)),
    }))
}

/// Reads one value of a row that was walked before.
fn value<'a>(cursor: &mut Cursor<'a>) -> Option<Value<'a>> {
    let open = match head(cursor).ok()? {
        Head::Plain(plain) => return Some(plain),
        Head::Open(open) => open,
    };
    let start = *cursor;
    skip(cursor, open).ok()?;
    let inside = Cursor::new(start.until(cursor));
    Some(if open.keyed {
        Value::Map(Entries { left: open.left, cursor: inside })
    } else {
        Value::Array(Values { left: open.left, cursor: inside })
    })
}

impl<'a> Iterator for Values<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        self.left = self.left.checked_sub(1)?;
        value(&mut self.cursor)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl ExactSizeIterator for Values<'_> {}

impl<'a> Iterator for Entries<'a> {
    type Item = (&'a str, Value<'a>);

    fn next(&mut self) -> Option<(&'a str, Value<'a>)> {
        self.left = self.left.checked_sub(1)?;
        Some((self.cursor.text().ok()?, value(&mut self.cursor)?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl ExactSizeIterator for Entries<'_> {}

impl<'a> Value<'a> {
    /// The number as an integer, if it is one that JavaScript holds exactly.
    #[must_use]
    pub fn as_integer(&self) -> Option<i64> {
        match *self {
            Self::Number(number) if number.fract() == 0.0 && number.abs() <= NUMBER_MAX as f64 => Some(number as i64),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&'a str> {
        if let Self::Text(text) = *self { Some(text) } else { None }
    }
}
