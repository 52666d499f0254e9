//! Reads one JSON object field by field and knows where it stands when something is wrong. Knows no workshop.

use std::str::FromStr;

use serde_json::{Map, Value};

use super::problem::{ImportError, ImportProblem};
use crate::limits::WALL_REACH;
use crate::model::Point;

/// How much of a file's own words a message repeats, in characters.
const QUOTED_MAX: usize = 60;

/// What a number that counts should be.
const COUNT: &str = "a whole number";

/// One object of a file, with its path.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) section: &'static str,
    /// Empty for an object that stands alone, like `workshop`.
    pub(super) id: &'a str,
    pub(super) fields: &'a Map<String, Value>,
}

/// What reading a field gives.
pub(super) type Read<T> = Result<T, ImportError>;

/// A problem at a path.
pub(super) fn wrong<T>(section: &str, id: &str, field: &str, what: ImportProblem) -> Read<T> {
    let place: Vec<String> =
        [section, id, field].iter().filter(|part| !part.is_empty()).map(|part| quoted(part)).collect();
    Err(ImportError { what, place: place.join("/") })
}

/// The beginning of somebody else's words.
pub(super) fn quoted(text: &str) -> String {
    if text.chars().count() <= QUOTED_MAX {
        return text.to_owned();
    }
    text.chars().take(QUOTED_MAX - 1).chain(['…']).collect()
}

impl<'a> Entry<'a> {
    pub(super) fn wrong<T>(&self, field: &str, what: ImportProblem) -> Read<T> {
        wrong(self.section, self.id, field, what)
    }

    /// A field that may be absent; `null` counts as absent.
    fn find(&self, field: &str) -> Option<&'a Value> {
        self.fields.get(field).filter(|value| !value.is_null())
    }

    /// A field, converted; `expected` says what it should be.
    fn optional<T>(
        &self,
        field: &str,
        expected: &'static str,
        convert: impl Fn(&'a Value) -> Option<T>,
    ) -> Read<Option<T>> {
        match self.find(field) {
            None => Ok(None),
            Some(value) => match convert(value) {
                Some(value) => Ok(Some(value)),
                None => self.wrong(field, ImportProblem::Expected(expected)),
            },
        }
    }

    fn required<T>(&self, field: &str, expected: &'static str, found: Option<T>) -> Read<T> {
        found.map_or_else(|| self.wrong(field, ImportProblem::Missing(expected)), Ok)
    }

    /// A text of at most `max` UTF-16 units; absent is empty.
    pub(super) fn text_or_empty(&self, field: &str, max: usize) -> Read<String> {
        let text = self.optional(field, "a text", Value::as_str)?.unwrap_or_default();
        let length = text.encode_utf16().count();
        if length > max { self.wrong(field, ImportProblem::TooLong { length, max }) } else { Ok(text.to_owned()) }
    }

    /// A text of at most `max` UTF-16 units.
    pub(super) fn text(&self, field: &str, max: usize) -> Read<String> {
        self.required(field, "a text", self.find(field))?;
        self.text_or_empty(field, max)
    }

    /// A word that `convert` knows.
    pub(super) fn word<T>(&self, field: &str, convert: impl Fn(&str) -> Option<T>) -> Read<T> {
        let word = self.optional(field, "a word", Value::as_str)?;
        let word = self.required(field, "a word", word)?;
        convert(word).map_or_else(|| self.wrong(field, ImportProblem::Unknown(quoted(word))), Ok)
    }

    /// A word that `convert` knows, if one is there.
    pub(super) fn optional_word<T>(&self, field: &str, convert: impl Fn(&str) -> Option<T>) -> Read<Option<T>> {
        if self.find(field).is_some() { self.word(field, convert).map(Some) } else { Ok(None) }
    }

    /// `true` or `false`; absent is `false`.
    pub(super) fn flag(&self, field: &str) -> Read<bool> {
        Ok(self.optional(field, "true or false", Value::as_bool)?.unwrap_or_default())
    }

    /// A whole number from 0 that every JavaScript reader keeps exactly; absent is 0.
    pub(super) fn count(&self, field: &str) -> Read<u64> {
        let exact = |value: &Value| value.as_u64().filter(|number| *number < 1 << 53);
        Ok(self.optional(field, COUNT, exact)?.unwrap_or_default())
    }

    /// A version: a whole number from 1.
    pub(super) fn release(&self, field: &str) -> Read<u64> {
        let found = self.optional(field, COUNT, |value| value.as_u64().filter(|number| *number > 0))?;
        self.required(field, COUNT, found)
    }

    /// A whole number that `convert` takes.
    pub(super) fn number<T>(
        &self,
        field: &str,
        expected: &'static str,
        convert: impl Fn(i64) -> Option<T>,
    ) -> Read<Option<T>> {
        self.optional(field, expected, |value| value.as_i64().and_then(&convert))
    }

    /// A place `[x, y]` on the wall.
    pub(super) fn place(&self, field: &str) -> Read<Point> {
        const PAIR: &str = "a pair of numbers [x, y]";
        let pair = self.optional(field, PAIR, |value| match value.as_array()?.as_slice() {
            [x, y] => Some(Point::new(x.as_f64()?, y.as_f64()?)),
            _ => None,
        })?;
        let place = self.required(field, PAIR, pair)?;
        let is_near = |v: f64| v.abs() <= WALL_REACH;
        if is_near(place.x) && is_near(place.y) {
            Ok(place)
        } else {
            self.wrong(field, ImportProblem::OutOfReach(WALL_REACH as u32))
        }
    }

    /// An id that may be absent.
    pub(super) fn optional_id<T: FromStr>(&self, field: &str) -> Read<Option<T>> {
        let Some(text) = self.optional(field, "an id", Value::as_str)? else { return Ok(None) };
        text.parse().map_or_else(|_| self.wrong(field, ImportProblem::NotAnId), |id| Ok(Some(id)))
    }

    /// An id.
    pub(super) fn id<T: FromStr>(&self, field: &str) -> Read<T> {
        let id = self.optional_id(field)?;
        self.required(field, "an id", id)
    }
}
