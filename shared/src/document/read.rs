//! Reads one object out of the document, whatever a peer wrote there.

use std::str::FromStr;

use yrs::{Any, GetString, Map, MapRef, Out, ReadTxn};

use super::change::{Change, Oddity};
use super::schema as key;
use super::schema::Root;
use crate::idmap::{IdMap, Key};
use crate::limits;
use crate::model::{
    About, Board, Cluster, Colour, Department, Emotion, Journey, Note, NoteKind, Participant, Point, Role, Stage, Step,
};
use crate::rounds::{Electorate, Round};
use crate::rules::Phase;
use crate::words::Locale;

/// Brings one entry of the projection up to what the document says now.
pub(super) fn refresh<T: ReadTxn>(
    root: Root,
    entry: &str,
    map: &MapRef,
    txn: &T,
    board: &mut Board,
    change: &mut Change,
) {
    if root == Root::Workshop {
        change.server_owned = true;
        board.about = about(map, txn);
        board.anonymous = matches!(map.get(txn, key::ANONYMOUS), Some(Out::Any(Any::Bool(true))));
        return;
    }
    if root == Root::Locks {
        change.server_owned = true;
        if let Ok(thing) = entry.parse() {
            board.locks.set(thing, matches!(map.get(txn, entry), Some(Out::Any(Any::Bool(true)))));
        }
        return;
    }
    if root == Root::Tallies {
        change.server_owned = true;
        if let Ok(item) = entry.parse() {
            let dots = match map.get(txn, entry) {
                Some(Out::Any(dots)) => whole(&dots).and_then(|dots| u32::try_from(dots).ok()),
                _ => None,
            };
            match dots {
                Some(dots) => board.rounds.tallies.insert(item, dots),
                None => board.rounds.tallies.remove(&item),
            };
        }
        return;
    }
    let mut odd = Vec::new();
    match root {
        Root::Workshop | Root::Locks | Root::Tallies => {}
        Root::Rounds => {
            change.server_owned = true;
            renew(root, entry, map, txn, &mut odd, &mut board.rounds.all, round);
        }
        Root::Participants => {
            change.server_owned = true;
            renew(root, entry, map, txn, &mut odd, &mut board.participants, participant);
        }
        Root::Departments => {
            change.server_owned = true;
            renew(root, entry, map, txn, &mut odd, &mut board.departments, department);
        }
        Root::Notes => remember(&mut change.notes, renew(root, entry, map, txn, &mut odd, &mut board.notes, note)),
        Root::Clusters => {
            remember(&mut change.clusters, renew(root, entry, map, txn, &mut odd, &mut board.clusters, cluster));
        }
        Root::Journeys => {
            remember(&mut change.journeys, renew(root, entry, map, txn, &mut odd, &mut board.journeys, journey));
        }
        Root::Stages => remember(&mut change.stages, renew(root, entry, map, txn, &mut odd, &mut board.stages, stage)),
        Root::Steps => remember(&mut change.steps, renew(root, entry, map, txn, &mut odd, &mut board.steps, step)),
    }
    change.oddities.append(&mut odd);
}

fn remember<Id: Key, V>(into: &mut IdMap<Id, Option<V>>, renewed: Option<(Id, Option<V>)>) {
    if let Some((id, before)) = renewed {
        into.or_insert_with(id, || before);
    }
}

/// Re-reads one entry; answers its id and what stood there before.
fn renew<T: ReadTxn, Id: Key + FromStr, V>(
    root: Root,
    entry: &str,
    map: &MapRef,
    txn: &T,
    odd: &mut Vec<Oddity>,
    into: &mut IdMap<Id, V>,
    read: impl FnOnce(&mut Fields<'_, T>) -> Option<V>,
) -> Option<(Id, Option<V>)> {
    let Ok(id) = entry.parse::<Id>() else {
        odd.push(Oddity::NotAnId { root: root.name(), key: entry.chars().take(64).collect() });
        return None;
    };
    let now = match map.get(txn, entry) {
        None => None,
        Some(Out::YMap(object)) => {
            for key in object.keys(txn).filter(|key| !root.fields().contains(key)) {
                let key = key.chars().take(64).collect();
                odd.push(Oddity::UnknownKey { root: root.name(), id: entry.to_owned(), key });
            }
            read(&mut Fields { root, id: entry, map: object, txn, odd })
        }
        Some(_) => {
            odd.push(Oddity::NotAnObject { root: root.name(), key: entry.to_owned() });
            None
        }
    };
    let before = match now {
        Some(value) => into.insert(id, value),
        None => into.remove(&id),
    };
    Some((id, before))
}

/// The fields of one object, read with suspicion.
struct Fields<'a, T> {
    root: Root,
    id: &'a str,
    map: MapRef,
    txn: &'a T,
    odd: &'a mut Vec<Oddity>,
}

impl<T: ReadTxn> Fields<'_, T> {
    fn odd(&mut self, field: &'static str) {
        self.odd.push(Oddity::Field { root: self.root.name(), id: self.id.to_owned(), field });
    }

    fn any(&mut self, field: &'static str) -> Option<Any> {
        match self.map.get(self.txn, field) {
            None | Some(Out::Any(Any::Null | Any::Undefined)) => None,
            Some(Out::Any(any)) => Some(any),
            Some(_) => {
                self.odd(field);
                None
            }
        }
    }

    /// Short text; cut at its bound.
    fn string(&mut self, field: &'static str, max: usize) -> Option<String> {
        match self.any(field)? {
            Any::String(text) => Some(self.cut(field, text.as_ref(), max)),
            _ => {
                self.odd(field);
                None
            }
        }
    }

    /// Collaborative text; a plain string (an odd client) is read as well.
    fn text(&mut self, field: &'static str, max: usize) -> Option<String> {
        match self.map.get(self.txn, field) {
            Some(Out::YText(text)) => {
                let text = text.get_string(self.txn);
                Some(self.cut(field, &text, max))
            }
            Some(Out::Any(Any::String(text))) => {
                self.odd(field);
                Some(self.cut(field, text.as_ref(), max))
            }
            Some(_) => {
                self.odd(field);
                None
            }
            None => None,
        }
    }

    fn cut(&mut self, field: &'static str, text: &str, max: usize) -> String {
        if text.len() <= max || text.encode_utf16().count() <= max {
            return text.to_owned();
        }
        self.odd(field);
        let mut units = 0;
        text.chars()
            .take_while(|c| {
                units += c.len_utf16();
                units <= max
            })
            .collect()
    }

    fn id<Id: FromStr>(&mut self, field: &'static str) -> Option<Id> {
        let text = self.string(field, limits::NAME_MAX)?;
        let id = text.parse().ok();
        if id.is_none() {
            self.odd(field);
        }
        id
    }

    fn needed_id<Id: FromStr>(&mut self, field: &'static str) -> Option<Id> {
        let id = self.id(field);
        if id.is_none() {
            self.odd(field);
        }
        id
    }

    fn order(&mut self) -> String {
        self.string(key::ORDER, limits::ORDER_KEY_MAX).unwrap_or_default()
    }

    fn name(&mut self, field: &'static str) -> String {
        self.string(field, limits::NAME_MAX).unwrap_or_default()
    }

    fn role(&mut self, field: &'static str) -> Option<Role> {
        self.string(field, limits::NAME_MAX).as_deref().and_then(Role::from_key)
    }

    fn flag(&mut self, field: &'static str) -> bool {
        match self.any(field) {
            Some(Any::Bool(flag)) => flag,
            Some(_) => {
                self.odd(field);
                false
            }
            None => false,
        }
    }

    fn integer(&mut self, field: &'static str) -> Option<i64> {
        let whole = whole(&self.any(field)?);
        if whole.is_none() {
            self.odd(field);
        }
        whole
    }

    fn point(&mut self, field: &'static str) -> Option<Point> {
        let point = match self.any(field)? {
            Any::Array(pair) => match pair.as_ref() {
                [x, y] => number(x).zip(number(y)).map(|(x, y)| Point::new(x, y)),
                _ => None,
            },
            _ => None,
        };
        let reach = limits::WALL_REACH;
        match point {
            Some(point) if point.x.abs() <= reach && point.y.abs() <= reach => Some(point),
            Some(point) => {
                self.odd(field);
                Some(Point::new(point.x.clamp(-reach, reach), point.y.clamp(-reach, reach)))
            }
            None => {
                self.odd(field);
                None
            }
        }
    }
}

fn number(any: &Any) -> Option<f64> {
    match any {
        Any::Number(yrs::Number::Float(value)) => Some(*value).filter(|value| value.is_finite()),
        Any::Number(yrs::Number::Int(value)) => Some(*value as f64),
        _ => None,
    }
}

fn whole(any: &Any) -> Option<i64> {
    match any {
        Any::Number(yrs::Number::Int(value)) => Some(*value),
        Any::Number(yrs::Number::Float(value)) if value.fract() == 0.0 && value.abs() < 9e15 => Some(*value as i64),
        _ => None,
    }
}

fn note<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Note> {
    let kind = fields.string(key::KIND, limits::NAME_MAX).as_deref().and_then(NoteKind::from_key);
    let Some(kind) = kind else {
        fields.odd(key::KIND);
        return None;
    };
    let emotion = fields.integer(key::EMOTION).map(|value| (Emotion::new(value), value));
    if matches!(emotion, Some((None, _))) {
        fields.odd(key::EMOTION);
    }
    Some(Note {
        kind,
        text: fields.text(key::TEXT, limits::NOTE_TEXT_MAX).unwrap_or_default(),
        pos: fields.point(key::POS).unwrap_or_default(),
        author: fields.id(key::AUTHOR),
        emotion: emotion.and_then(|(emotion, _)| emotion),
        touchpoint: fields.id(key::TOUCHPOINT),
        cluster: fields.id(key::CLUSTER),
        order: fields.order(),
        deleted: fields.flag(key::DELETED),
    })
}

fn cluster<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Cluster> {
    (!fields.flag(key::DELETED)).then(|| Cluster {
        name: fields.name(key::NAME),
        pos: fields.point(key::POS).unwrap_or_default(),
        collapsed: fields.flag(key::COLLAPSED),
        touchpoint: fields.id(key::TOUCHPOINT),
    })
}

fn journey<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Journey> {
    (!fields.flag(key::DELETED)).then(|| Journey {
        name: fields.name(key::NAME),
        start: fields.name(key::START),
        end: fields.name(key::END),
        order: fields.order(),
    })
}

fn stage<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Stage> {
    if fields.flag(key::DELETED) {
        return None;
    }
    Some(Stage { journey: fields.needed_id(key::JOURNEY)?, name: fields.name(key::NAME), order: fields.order() })
}

fn step<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Step> {
    if fields.flag(key::DELETED) {
        return None;
    }
    Some(Step {
        journey: fields.needed_id(key::JOURNEY)?,
        stage: fields.needed_id(key::STAGE)?,
        touchpoint: fields.needed_id(key::TOUCHPOINT)?,
        order: fields.order(),
    })
}

fn participant<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Participant> {
    Some(Participant {
        name: fields.name(key::NAME),
        department: fields.name(key::DEPARTMENT),
        colour: Colour::new(fields.integer(key::COLOUR).and_then(|n| u8::try_from(n).ok()).unwrap_or_default()),
        role: fields.role(key::ROLE).unwrap_or(Role::Viewer),
        granted: fields.role(key::GRANTED),
    })
}

fn round<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Round> {
    let mut number = |field| fields.integer(field).and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
    let (budget, cap, number) = (number(key::BUDGET), number(key::CAP), number(key::NUMBER));
    let about = fields.string(key::ABOUT, limits::NAME_MAX)?;
    let open = fields.flag(key::OPEN);
    Some(Round { about: Electorate::from_key(&about)?, budget, cap, number, open })
}

fn department<T: ReadTxn>(fields: &mut Fields<'_, T>) -> Option<Department> {
    Some(Department { name: fields.name(key::NAME), order: fields.order() })
}

fn about<T: ReadTxn>(map: &MapRef, txn: &T) -> Option<About> {
    let mut odd = Vec::new();
    let mut fields = Fields { root: Root::Workshop, id: "", map: map.clone(), txn, odd: &mut odd };
    let schema = u32::try_from(fields.integer(key::SCHEMA_KEY)?).ok()?;
    Some(About {
        schema,
        title: fields.string(key::TITLE, limits::TITLE_MAX).unwrap_or_default(),
        locale: fields.string(key::LOCALE, limits::NAME_MAX).as_deref().and_then(Locale::from_tag).unwrap_or_default(),
        phase: fields.string(key::PHASE, limits::NAME_MAX).as_deref().map(Phase::read).unwrap_or_default(),
        epoch: fields.integer(key::EPOCH).and_then(|epoch| u64::try_from(epoch).ok()).unwrap_or_default(),
    })
}
