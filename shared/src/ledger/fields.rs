//! What a field of an object may hold, and which operation it is to write it. Refuses to know where it lies.

use crate::document::Root;
use crate::document::schema as key;
use crate::ids::{NoteId, ParticipantId};
use crate::limits;
use crate::model::{Emotion, NoteKind};
use crate::rules::{Operation, Refusal};
use crate::wire::v1::{Content, Value};

/// The most fields that an object has.
pub(super) const FIELDS_MAX: usize = 9;

/// A field's number among its root's.
pub(super) fn number(root: Root, name: &str) -> Option<u8> {
    let at = root.fields().iter().position(|field| *field == name)?;
    u8::try_from(at).ok().filter(|at| usize::from(*at) < FIELDS_MAX)
}

/// A field's name.
pub(super) fn name(root: Root, field: u8) -> &'static str {
    root.fields().get(usize::from(field)).copied().unwrap_or_default()
}

/// Whether a field holds a text that people write in together.
pub(super) fn is_text(root: Root, field: u8) -> bool {
    root == Root::Notes && name(root, field) == key::TEXT
}

/// The one value that a struct holds.
pub(super) fn value<'a>(content: &Content<'a>) -> Option<Value<'a>> {
    match content {
        Content::Values(values) => values.clone().next(),
        _ => None,
    }
}

/// The author that a struct names, if it lies in that field.
pub(super) fn author(root: Root, field: u8, content: &Content<'_>) -> Option<ParticipantId> {
    let value = value(content).filter(|_| root == Root::Notes && name(root, field) == key::AUTHOR)?;
    value.as_text()?.parse().ok()
}

/// What writing a field is.
pub(super) fn operation(root: Root, field: u8) -> Operation {
    match (root, name(root, field)) {
        (Root::Notes, key::POS) => Operation::MoveNote,
        (Root::Notes, key::TOUCHPOINT | key::CLUSTER | key::ORDER) => Operation::SortNote,
        (Root::Notes, key::DELETED) => Operation::DeleteNote,
        (Root::Notes, _) => Operation::EditNote,
        (Root::Clusters, _) => Operation::ArrangeCluster,
        (Root::Steps, _) => Operation::Sequence,
        _ => Operation::ShapeJourney,
    }
}

/// Whether an object without that field is none.
pub(super) fn is_needed(root: Root, field: u8) -> bool {
    matches!(
        (root, name(root, field)),
        (Root::Notes, key::KIND)
            | (Root::Stages, key::JOURNEY)
            | (Root::Steps, key::JOURNEY | key::STAGE | key::TOUCHPOINT)
    )
}

/// Whether a field may hold that value.
///
/// # Errors
/// [`Refusal::TooLong`] or [`Refusal::DoesNotFit`].
pub(super) fn check(root: Root, field: u8, value: &Value<'_>) -> Result<(), Refusal> {
    if matches!(value, Value::Null | Value::Undefined) {
        return if is_needed(root, field) { Err(Refusal::DoesNotFit) } else { Ok(()) };
    }
    let text = |max: usize| match value.as_text() {
        Some(text) if text.len() > max && text.encode_utf16().count() > max => Err(Refusal::TooLong(None)),
        Some(_) => Ok(()),
        None => Err(Refusal::DoesNotFit),
    };
    let fits = match name(root, field) {
        key::NAME | key::START | key::END => return text(limits::NAME_MAX),
        key::ORDER => return text(limits::ORDER_KEY_MAX),
        key::KIND => value.as_text().is_some_and(|kind| NoteKind::from_key(kind).is_some()),
        key::EMOTION => value.as_integer().is_some_and(|value| Emotion::new(value).is_some()),
        key::DELETED | key::COLLAPSED => matches!(value, Value::Bool(_)),
        key::POS => is_place(value),
        key::TEXT => false,
        _ => value.as_text().is_some_and(|id| id.parse::<NoteId>().is_ok()),
    };
    if fits { Ok(()) } else { Err(Refusal::DoesNotFit) }
}

fn is_place(value: &Value<'_>) -> bool {
    let Value::Array(values) = value else { return false };
    let reaches = |value: Value<'_>| match value {
        Value::Number(number) => number.is_finite() && number.abs() <= limits::WALL_REACH,
        _ => false,
    };
    values.len() == 2 && values.clone().all(reaches)
}
