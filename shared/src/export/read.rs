//! Reads an export back into a board, or says what is wrong and where. Never panics, makes nothing by halves.
//!
//! Fields that are not known are passed over: within one schema they can only be additions.

use std::str::FromStr;

use serde_json::{Map, Value};

use super::fields::{Entry, Read, quoted, wrong};
use super::problem::{ImportError, ImportProblem};
use super::{FORMAT, VERSION};
use crate::document::SCHEMA;
use crate::idmap::{IdMap, Key};
use crate::ids::NoteId;
use crate::limits::*;
use crate::locks::Locks;
use crate::model::*;
use crate::rounds::Rounds;
use crate::rules::Phase;
use crate::words::Locale;

/// A journey without a stage shows nothing, so there need be no more of them than stages.
const JOURNEYS_MAX: usize = STAGES_MAX;

/// The board that an export describes; its `about` says schema, title, language, phase.
///
/// # Errors
/// The first thing that is wrong, with its path: not JSON, not an export, a newer version or schema, a bad id, an
/// unknown kind, a text or a number of objects over its bound, a reference to something that is not in the file.
pub fn read(text: &str) -> Result<Board, ImportError> {
    let file: Value = match serde_json::from_str(text.trim_start_matches('\u{FEFF}')) {
        Ok(file) => file,
        Err(error) => {
            return wrong("", "", "", ImportProblem::NotJson { line: error.line(), column: error.column() });
        }
    };
    let Some(root) = file.as_object().filter(|root| root.get("format").and_then(Value::as_str) == Some(FORMAT)) else {
        return wrong("", "", "", ImportProblem::NotOurs);
    };
    let whole = Entry { section: "", id: "", fields: root };
    let found = whole.release("version")?;
    if found > u64::from(VERSION) {
        return whole.wrong("version", ImportProblem::NewerVersion { found, known: VERSION });
    }
    let schema = whole.release("schema")?;
    if schema > u64::from(SCHEMA) {
        return whole.wrong("schema", ImportProblem::NewerSchema { found: schema, known: SCHEMA });
    }
    let board = Board {
        about: Some(about(root, schema as u32)?),
        notes: section(root, "notes", NOTES_MAX, note)?,
        clusters: section(root, "clusters", CLUSTERS_MAX, cluster)?,
        journeys: section(root, "journeys", JOURNEYS_MAX, journey)?,
        stages: section(root, "stages", STAGES_MAX, stage)?,
        steps: section(root, "steps", STEPS_MAX, step)?,
        participants: section(root, "participants", PARTICIPANTS_MAX, participant)?,
        departments: section(root, "departments", DEPARTMENTS_MAX, department)?,
        locks: locks(root)?,
        anonymous: false,
        rounds: Rounds::default(),
    };
    check_references(&board)?;
    Ok(board)
}

/// The objects of one section by id; an absent section is empty.
fn section<Id: FromStr + Key, T>(
    root: &Map<String, Value>,
    name: &'static str,
    max: usize,
    object: impl Fn(&Entry) -> Read<T>,
) -> Read<IdMap<Id, T>> {
    let Some(entries) = root.get(name).filter(|value| !value.is_null()) else { return Ok(IdMap::new()) };
    let Some(entries) = entries.as_object() else {
        return wrong(name, "", "", ImportProblem::Expected("an object with ids as keys"));
    };
    if entries.len() > max {
        return wrong(name, "", "", ImportProblem::TooMany { count: entries.len(), max });
    }
    let mut all = IdMap::new();
    for (id, value) in entries {
        let Ok(parsed) = id.parse() else { return wrong(name, id, "", ImportProblem::NotAnId) };
        let Some(fields) = value.as_object() else {
            return wrong(name, id, "", ImportProblem::Expected("an object"));
        };
        all.insert(parsed, object(&Entry { section: name, id, fields })?);
    }
    Ok(all)
}

fn about(root: &Map<String, Value>, schema: u32) -> Read<About> {
    let Some(fields) = root.get("workshop").and_then(Value::as_object) else {
        return wrong("workshop", "", "", ImportProblem::Missing("an object"));
    };
    let entry = Entry { section: "workshop", id: "", fields };
    Ok(About {
        schema,
        title: entry.text("title", TITLE_MAX)?,
        locale: entry.word("locale", |word| Locale::ALL.into_iter().find(|locale| locale.key() == word))?,
        phase: entry.word("phase", Phase::from_key)?,
        epoch: entry.count("epoch")?,
    })
}

fn note(entry: &Entry) -> Read<Note> {
    Ok(Note {
        kind: entry.word("kind", NoteKind::from_key)?,
        text: entry.text("text", NOTE_TEXT_MAX)?,
        pos: entry.place("pos")?,
        author: entry.optional_id("author")?,
        emotion: entry.number("emotion", "a whole number from -2 to 2", Emotion::new)?,
        touchpoint: entry.optional_id("touchpoint")?,
        cluster: entry.optional_id("cluster")?,
        order: entry.text_or_empty("order", ORDER_KEY_MAX)?,
        deleted: entry.flag("deleted")?,
    })
}

fn cluster(entry: &Entry) -> Read<Cluster> {
    Ok(Cluster {
        name: entry.text("name", NAME_MAX)?,
        pos: entry.place("pos")?,
        collapsed: entry.flag("collapsed")?,
        touchpoint: entry.optional_id("touchpoint")?,
    })
}

fn journey(entry: &Entry) -> Read<Journey> {
    Ok(Journey {
        name: entry.text("name", NAME_MAX)?,
        start: entry.text_or_empty("start", NAME_MAX)?,
        end: entry.text_or_empty("end", NAME_MAX)?,
        order: entry.text_or_empty("order", ORDER_KEY_MAX)?,
    })
}

fn stage(entry: &Entry) -> Read<Stage> {
    Ok(Stage {
        journey: entry.id("journey")?,
        name: entry.text("name", NAME_MAX)?,
        order: entry.text_or_empty("order", ORDER_KEY_MAX)?,
    })
}

fn step(entry: &Entry) -> Read<Step> {
    Ok(Step {
        journey: entry.id("journey")?,
        stage: entry.id("stage")?,
        touchpoint: entry.id("touchpoint")?,
        order: entry.text_or_empty("order", ORDER_KEY_MAX)?,
    })
}

fn participant(entry: &Entry) -> Read<Participant> {
    let colour = |number: i64| u8::try_from(number).ok().filter(|number| *number < Colour::COUNT).map(Colour::new);
    Ok(Participant {
        name: entry.text("name", NAME_MAX)?,
        department: entry.text_or_empty("department", NAME_MAX)?,
        colour: entry.number("colour", "a whole number from 0 to 11", colour)?.unwrap_or_default(),
        role: entry.word("role", Role::from_key)?,
        granted: entry.optional_word("granted", Role::from_key)?,
    })
}

/// What is locked; absent is nothing.
fn locks(root: &Map<String, Value>) -> Read<Locks> {
    let mut locks = Locks::default();
    let Some(list) = root.get("locks") else { return Ok(locks) };
    let Some(list) = list.as_array() else {
        return wrong("locks", "", "", ImportProblem::Expected("a list"));
    };
    if list.len() > LOCKS_MAX {
        return wrong("locks", "", "", ImportProblem::TooMany { count: list.len(), max: LOCKS_MAX });
    }
    for (n, thing) in list.iter().enumerate() {
        match thing.as_str().and_then(|thing| thing.parse().ok()) {
            Some(thing) => locks.set(thing, true),
            None => return wrong("locks", &n.to_string(), "", ImportProblem::Unknown(quoted(&thing.to_string()))),
        }
    }
    Ok(locks)
}

fn department(entry: &Entry) -> Read<Department> {
    Ok(Department { name: entry.text("name", NAME_MAX)?, order: entry.text_or_empty("order", ORDER_KEY_MAX)? })
}

/// Whether everything that is named is there.
fn check_references(board: &Board) -> Read<()> {
    // A deleted touchpoint may be named by what is deleted with it, so `Board::is_touchpoint` is too strict here.
    let is_touchpoint = |id: &NoteId| board.notes.get(id).is_some_and(|note| note.kind == NoteKind::Touchpoint);
    let there = |is_there: bool, section: &str, id: &dyn ToString, field: &str, what: &'static str| {
        if is_there { Ok(()) } else { wrong(section, &id.to_string(), field, ImportProblem::NoSuch(what)) }
    };
    for (id, note) in &board.notes {
        there(note.touchpoint.as_ref().is_none_or(is_touchpoint), "notes", id, "touchpoint", "touchpoint")?;
        there(note.cluster.is_none_or(|id| board.clusters.contains_key(&id)), "notes", id, "cluster", "cluster")?;
        there(note.author.is_none_or(|id| board.participants.contains_key(&id)), "notes", id, "author", "participant")?;
    }
    for (id, cluster) in &board.clusters {
        there(cluster.touchpoint.as_ref().is_none_or(is_touchpoint), "clusters", id, "touchpoint", "touchpoint")?;
    }
    for (id, stage) in &board.stages {
        there(board.journeys.contains_key(&stage.journey), "stages", id, "journey", "journey")?;
    }
    for (id, step) in &board.steps {
        there(board.journeys.contains_key(&step.journey), "steps", id, "journey", "journey")?;
        there(board.stages.contains_key(&step.stage), "steps", id, "stage", "stage")?;
        there(is_touchpoint(&step.touchpoint), "steps", id, "touchpoint", "touchpoint")?;
        if board.stages.get(&step.stage).is_some_and(|stage| stage.journey != step.journey) {
            return wrong("steps", &id.to_string(), "stage", ImportProblem::OtherJourney);
        }
    }
    Ok(())
}
