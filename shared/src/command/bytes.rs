//! A command as bytes, for the device that keeps it until the server has it. By hand: what derives would write for twenty-odd
//! commands is 30 kB of download.
//!
//! A command is a number and four lists: ids (nil: none), texts, numbers, points. The numbers never change their meaning; what an older
//! or newer build wrote and nobody can read is `None`.

use uuid::Uuid;

use super::{Command, NewNote};
use crate::model::{Emotion, NoteKind, Point};
use crate::wire::cursor::Cursor;
use crate::wire::writing::{put_number, put_text};

#[derive(Default)]
struct Parts {
    ids: Vec<Uuid>,
    texts: Vec<String>,
    numbers: Vec<u64>,
    points: Vec<Point>,
}

impl Parts {
    fn id(mut self, id: impl Named) -> Self {
        self.ids.push(id.uuid());
        self
    }

    fn maybe<I: Named>(mut self, id: Option<I>) -> Self {
        self.ids.push(id.map_or(Uuid::nil(), |id| id.uuid()));
        self
    }

    fn all<I: Named + Copy>(mut self, ids: &[I]) -> Self {
        self.ids.extend(ids.iter().map(|id| id.uuid()));
        self
    }

    fn placed<I: Named + Copy>(mut self, places: &[(I, Point)]) -> Self {
        self.ids.extend(places.iter().map(|(id, _)| id.uuid()));
        self.points.extend(places.iter().map(|(_, point)| *point));
        self
    }

    fn text(mut self, text: &str) -> Self {
        self.texts.push(text.to_owned());
        self
    }

    fn number(mut self, number: u64) -> Self {
        self.numbers.push(number);
        self
    }

    fn point(mut self, point: Point) -> Self {
        self.points.push(point);
        self
    }

    fn emotion(self, emotion: Option<Emotion>) -> Self {
        self.number(emotion.map_or(0, |emotion| (i64::from(emotion.value()) + 3) as u64))
    }
}

/// An id of any type.
trait Named {
    fn uuid(&self) -> Uuid;
}

macro_rules! named {
    ($($id:ident)*) => {$(
        impl Named for crate::ids::$id {
            fn uuid(&self) -> Uuid { *self.as_uuid() }
        }
    )*};
}

named! { NoteId ClusterId JourneyId StageId StepId }

/// Appends a command.
pub(crate) fn put(into: &mut Vec<u8>, command: &Command) {
    let (number, parts) = parts_of(command);
    put_number(into, number);
    put_number(into, parts.ids.len() as u64);
    parts.ids.iter().for_each(|id| into.extend_from_slice(id.as_bytes()));
    put_number(into, parts.texts.len() as u64);
    parts.texts.iter().for_each(|text| put_text(into, text));
    put_number(into, parts.numbers.len() as u64);
    parts.numbers.iter().for_each(|number| put_number(into, *number));
    put_number(into, parts.points.len() as u64);
    for Point { x, y } in parts.points {
        into.extend_from_slice(&x.to_le_bytes());
        into.extend_from_slice(&y.to_le_bytes());
    }
}

/// Reads what [`put`] wrote.
pub(crate) fn take(from: &mut Cursor<'_>) -> Option<Command> {
    let number = from.number().ok()?;
    let mut parts = Parts::default();
    for _ in 0..from.count(16).ok()? {
        parts.ids.push(Uuid::from_bytes(from.array().ok()?));
    }
    for _ in 0..from.count(1).ok()? {
        parts.texts.push(from.text().ok()?.to_owned());
    }
    for _ in 0..from.count(1).ok()? {
        parts.numbers.push(from.number().ok()?);
    }
    for _ in 0..from.count(16).ok()? {
        let (x, y) = (f64::from_le_bytes(from.array().ok()?), f64::from_le_bytes(from.array().ok()?));
        parts.points.push(Point { x, y });
    }
    command_of(number, parts)
}

fn parts_of(command: &Command) -> (u64, Parts) {
    let new = Parts::default();
    match command {
        Command::CreateNote(note) => {
            let new = new.id(note.id).maybe(note.touchpoint).maybe(note.cluster);
            (1, new.text(note.kind.key()).text(&note.text).emotion(note.emotion).point(note.pos))
        }
        Command::EditText { note, at, delete, insert } => {
            (2, new.id(*note).number((*at).into()).number((*delete).into()).text(insert))
        }
        Command::ChangeKind { note, kind } => (3, new.id(*note).text(kind.key())),
        Command::SetEmotion { note, emotion } => (4, new.id(*note).emotion(*emotion)),
        Command::MoveNotes(places) => (5, new.placed(places)),
        Command::DeleteNotes(notes) => (6, new.all(notes)),
        Command::RestoreNotes(notes) => (7, new.all(notes)),
        Command::Attach { notes, touchpoint } => (8, new.maybe(*touchpoint).all(notes)),
        Command::Cluster { cluster, notes, pos } => (9, new.id(*cluster).all(notes).point(*pos)),
        Command::TakeOut(places) => (10, new.placed(places)),
        Command::NameCluster { cluster, name } => (11, new.id(*cluster).text(name)),
        Command::MoveCluster { cluster, pos } => (12, new.id(*cluster).point(*pos)),
        Command::FoldCluster { cluster, collapsed } => (13, new.id(*cluster).number((*collapsed).into())),
        Command::SplitCluster { cluster, places } => (14, new.id(*cluster).placed(places)),
        Command::MakeTouchpoint { cluster, note } => (15, new.id(*cluster).id(*note)),
        Command::AddStage { stage, journey, name, after } => (16, new.id(*stage).id(*journey).maybe(*after).text(name)),
        Command::RenameStage { stage, name } => (17, new.id(*stage).text(name)),
        Command::MoveStage { stage, after } => (18, new.id(*stage).maybe(*after)),
        Command::DeleteStage(stage) => (19, new.id(*stage)),
        Command::Place { step, touchpoint, stage, after } => {
            (20, new.id(*step).id(*touchpoint).id(*stage).maybe(*after))
        }
        Command::Unplace(step) => (21, new.id(*step)),
        Command::DescribeJourney { journey, name, start, end } => {
            (22, new.id(*journey).text(name).text(start).text(end))
        }
    }
}

fn command_of(number: u64, parts: Parts) -> Option<Command> {
    let id = |n: usize| parts.ids.get(n).copied();
    let maybe = |n: usize| id(n).map(|id| (!id.is_nil()).then_some(id));
    let text = |n: usize| parts.texts.get(n).cloned();
    let value = |n: usize| parts.numbers.get(n).copied();
    let point = || parts.points.first().copied();
    let kind = || parts.texts.first().and_then(|key| NoteKind::from_key(key));
    let emotion = || value(0).map(|n| i64::try_from(n).ok().and_then(|n| Emotion::new(n - 3)));
    Some(match number {
        1 => Command::CreateNote(NewNote {
            id: id(0)?.into(),
            kind: kind()?,
            text: text(1)?,
            pos: point()?,
            emotion: emotion()?,
            touchpoint: maybe(1)?.map(Into::into),
            cluster: maybe(2)?.map(Into::into),
        }),
        2 => Command::EditText {
            note: id(0)?.into(),
            at: value(0)?.try_into().ok()?,
            delete: value(1)?.try_into().ok()?,
            insert: text(0)?,
        },
        3 => Command::ChangeKind { note: id(0)?.into(), kind: kind()? },
        4 => Command::SetEmotion { note: id(0)?.into(), emotion: emotion()? },
        5 => Command::MoveNotes(places(&parts, 0)),
        6 => Command::DeleteNotes(ids(&parts, 0)),
        7 => Command::RestoreNotes(ids(&parts, 0)),
        8 => Command::Attach { notes: ids(&parts, 1), touchpoint: maybe(0)?.map(Into::into) },
        9 => Command::Cluster { cluster: id(0)?.into(), notes: ids(&parts, 1), pos: point()? },
        10 => Command::TakeOut(places(&parts, 0)),
        11 => Command::NameCluster { cluster: id(0)?.into(), name: text(0)? },
        12 => Command::MoveCluster { cluster: id(0)?.into(), pos: point()? },
        13 => Command::FoldCluster { cluster: id(0)?.into(), collapsed: value(0)? > 0 },
        14 => Command::SplitCluster { cluster: id(0)?.into(), places: places(&parts, 1) },
        15 => Command::MakeTouchpoint { cluster: id(0)?.into(), note: id(1)?.into() },
        _ => return sequence_command_of(number, &parts),
    })
}

fn sequence_command_of(number: u64, parts: &Parts) -> Option<Command> {
    let id = |n: usize| parts.ids.get(n).copied();
    let maybe = |n: usize| id(n).map(|id| (!id.is_nil()).then_some(id));
    let text = |n: usize| parts.texts.get(n).cloned();
    Some(match number {
        16 => Command::AddStage {
            stage: id(0)?.into(),
            journey: id(1)?.into(),
            name: text(0)?,
            after: maybe(2)?.map(Into::into),
        },
        17 => Command::RenameStage { stage: id(0)?.into(), name: text(0)? },
        18 => Command::MoveStage { stage: id(0)?.into(), after: maybe(1)?.map(Into::into) },
        19 => Command::DeleteStage(id(0)?.into()),
        20 => Command::Place {
            step: id(0)?.into(),
            touchpoint: id(1)?.into(),
            stage: id(2)?.into(),
            after: maybe(3)?.map(Into::into),
        },
        21 => Command::Unplace(id(0)?.into()),
        22 => Command::DescribeJourney { journey: id(0)?.into(), name: text(0)?, start: text(1)?, end: text(2)? },
        _ => return None,
    })
}

fn ids<I: From<Uuid>>(parts: &Parts, from: usize) -> Vec<I> {
    parts.ids.iter().skip(from).map(|id| I::from(*id)).collect()
}

fn places<I: From<Uuid>>(parts: &Parts, from: usize) -> Vec<(I, Point)> {
    ids(parts, from).into_iter().zip(parts.points.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{NoteId, StageId};

    fn comes_back(command: &Command) {
        let mut bytes = Vec::new();
        put(&mut bytes, command);
        assert_eq!(take(&mut Cursor::new(&bytes)).as_ref(), Some(command));
        for cut in 0..bytes.len() {
            assert_ne!(take(&mut Cursor::new(&bytes[..cut])).as_ref(), Some(command), "cut at {cut}");
        }
    }

    /// OF3
    #[test]
    fn of3_every_command_that_a_device_kept_reads_back_as_it_was() {
        let [a, b, c, d] = [1, 2, 3, 4].map(Uuid::from_u128);
        let (one, two): (NoteId, NoteId) = (a.into(), b.into());
        let after: Option<StageId> = Some(d.into());
        let pos = Point { x: -1.5, y: 3e5 };
        let (kind, emotion, name) = (NoteKind::Emotion, Emotion::new(-2), "Žluť 😀".to_owned());
        let (cluster, stage, journey, step) = (c.into(), c.into(), d.into(), b.into());
        for emotion in [None, emotion, Emotion::new(2)] {
            comes_back(&Command::SetEmotion { note: one, emotion });
        }
        let (touchpoint, text) = (Some(two), name.clone());
        comes_back(&Command::CreateNote(NewNote { id: one, kind, text, pos, emotion, touchpoint, cluster: None }));
        comes_back(&Command::EditText { note: one, at: 7, delete: 300, insert: name.clone() });
        comes_back(&Command::ChangeKind { note: one, kind });
        comes_back(&Command::MoveNotes(vec![(one, pos), (two, pos)]));
        comes_back(&Command::DeleteNotes(vec![one, two]));
        comes_back(&Command::RestoreNotes(vec![two]));
        comes_back(&Command::Attach { notes: vec![one], touchpoint: None });
        comes_back(&Command::Attach { notes: vec![one], touchpoint });
        comes_back(&Command::Cluster { cluster, notes: vec![one, two], pos });
        comes_back(&Command::TakeOut(vec![(two, pos)]));
        comes_back(&Command::NameCluster { cluster, name: name.clone() });
        comes_back(&Command::MoveCluster { cluster, pos });
        comes_back(&Command::FoldCluster { cluster, collapsed: true });
        comes_back(&Command::SplitCluster { cluster, places: vec![(one, pos)] });
        comes_back(&Command::MakeTouchpoint { cluster, note: one });
        comes_back(&Command::AddStage { stage, journey, name: name.clone(), after });
        comes_back(&Command::RenameStage { stage, name: name.clone() });
        comes_back(&Command::MoveStage { stage, after: None });
        comes_back(&Command::DeleteStage(stage));
        comes_back(&Command::Place { step, touchpoint: one, stage, after: None });
        comes_back(&Command::Unplace(step));
        comes_back(&Command::DescribeJourney { journey, name: name.clone(), start: String::new(), end: name });
    }
}
