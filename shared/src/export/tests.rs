//! What people rely on when they take a workshop out and bring it back.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::map::sample::{self, id, journey_id};

fn problem(file: &Value) -> (String, ImportProblem) {
    let error = read(&file.to_string()).expect_err("a problem");
    (error.place, error.what)
}

/// A small workshop with one of everything, as JSON.
fn whole() -> Value {
    json!({
        "format": "journeyboard", "version": 1, "schema": 1,
        "workshop": {"title": "Klinika", "locale": "cs", "phase": "open", "epoch": 2},
        "notes": {
            "00000000-0000-0000-0000-000000000001": {"kind": "touchpoint", "text": "Recepce", "pos": [1.5, -2.0], "order": "80",
                "author": "00000000-0000-0000-0000-000000000005"},
            "00000000-0000-0000-0000-000000000002": {"kind": "emotion", "text": "Klid", "pos": [0.0, 0.0], "emotion": 2,
                "touchpoint": "00000000-0000-0000-0000-000000000001", "cluster": "00000000-0000-0000-0000-000000000003"}
        },
        "clusters": {"00000000-0000-0000-0000-000000000003": {"name": "Vstup", "pos": [9.0, 9.0]}},
        "journeys": {"00000000-0000-0000-0000-00000000004b": {"name": "Hlavní", "order": "80"}},
        "stages": {"00000000-0000-0000-0000-000000000006": {"journey": "00000000-0000-0000-0000-00000000004b", "name": "Příchod", "order": "80"}},
        "steps": {"00000000-0000-0000-0000-000000000007": {"journey": "00000000-0000-0000-0000-00000000004b",
            "stage": "00000000-0000-0000-0000-000000000006", "touchpoint": "00000000-0000-0000-0000-000000000001", "order": "80"}},
        "participants": {"00000000-0000-0000-0000-000000000005": {"name": "Jana", "department": "Recepce", "colour": 4, "role": "participant"}},
        "departments": {"00000000-0000-0000-0000-000000000008": {"name": "Recepce", "order": "80"}}
    })
}

#[test]
fn ex1_an_export_carries_every_object_and_its_schema() {
    let board = read(&whole().to_string()).expect("a board");
    assert_eq!((board.notes.len(), board.clusters.len(), board.steps.len(), board.departments.len()), (2, 1, 1, 1));
    let again: Value = serde_json::from_str(&json(&board)).expect("JSON");
    for section in ["format", "version", "schema", "workshop"] {
        assert_eq!(again[section], whole()[section], "{section}");
    }
    assert_eq!(
        again["notes"]["00000000-0000-0000-0000-000000000001"],
        whole()["notes"]["00000000-0000-0000-0000-000000000001"]
    );
}

#[test]
fn ex3_a_broken_file_is_refused_with_what_and_where() {
    let note = "00000000-0000-0000-0000-000000000002";
    let step = "00000000-0000-0000-0000-000000000007";
    let elsewhere = json!("00000000-0000-0000-0000-0000000000ff");
    let long = "x".repeat(2_001);
    let cases: [(&str, &str, &str, Value, ImportProblem); 11] = [
        ("notes", note, "kind", json!("wish"), ImportProblem::Unknown("wish".into())),
        ("notes", note, "kind", Value::Null, ImportProblem::Missing("a word")),
        ("notes", note, "text", json!(7), ImportProblem::Expected("a text")),
        ("notes", note, "text", json!(long), ImportProblem::TooLong { length: 2_001, max: 2_000 }),
        ("notes", note, "pos", json!([1]), ImportProblem::Expected("a pair of numbers [x, y]")),
        ("notes", note, "pos", json!([0, 2e6]), ImportProblem::OutOfReach(1_000_000)),
        ("notes", note, "emotion", json!(3), ImportProblem::Expected("a whole number from -2 to 2")),
        ("notes", note, "cluster", json!("../etc"), ImportProblem::NotAnId),
        ("notes", note, "author", elsewhere.clone(), ImportProblem::NoSuch("participant")),
        ("steps", step, "touchpoint", json!(note), ImportProblem::NoSuch("touchpoint")),
        ("steps", step, "stage", elsewhere, ImportProblem::NoSuch("stage")),
    ];
    for (section, id, field, value, expected) in cases {
        let mut file = whole();
        file[section][id][field] = value;
        assert_eq!(problem(&file), (format!("{section}/{id}/{field}"), expected));
    }
}

#[test]
fn ex3_a_file_that_is_not_ours_or_newer_is_refused() {
    assert_eq!(read("{").expect_err("a problem").what, ImportProblem::NotJson { line: 1, column: 1 });
    assert_eq!(read("{\n \"a\": ]").expect_err("a problem").to_string(), "not JSON, from line 2, column 7 on");
    for other in [json!([]), json!(null), json!({}), json!({"format": "miro"}), json!({"stages": []})] {
        assert_eq!(problem(&other), (String::new(), ImportProblem::NotOurs));
    }
    let mut newer = whole();
    newer["version"] = json!(2);
    assert_eq!(problem(&newer), ("version".into(), ImportProblem::NewerVersion { found: 2, known: 1 }));
    let mut newer = whole();
    let found = u64::from(crate::document::SCHEMA) + 1;
    newer["schema"] = json!(found);
    assert_eq!(
        problem(&newer),
        ("schema".into(), ImportProblem::NewerSchema { found, known: crate::document::SCHEMA })
    );
    let mut odd = whole();
    odd["notes"]["nine"] = json!({});
    assert_eq!(problem(&odd), ("notes/nine".into(), ImportProblem::NotAnId));
    let mut odd = whole();
    odd["version"] = json!(0);
    assert_eq!(problem(&odd), ("version".into(), ImportProblem::Expected("a whole number")));
    let mut odd = whole();
    odd["schema"] = Value::Null;
    assert_eq!(problem(&odd), ("schema".into(), ImportProblem::Missing("a whole number")));
    let mut odd = whole();
    odd["stages"] = json!([]);
    assert_eq!(problem(&odd).0, "stages");
}

#[test]
fn ex3_a_step_in_a_stage_of_another_journey_is_refused() {
    let mut file = whole();
    let other = "00000000-0000-0000-0000-0000000000aa";
    file["journeys"][other] = json!({"name": "Other", "order": "a"});
    file["steps"]["00000000-0000-0000-0000-000000000007"]["journey"] = json!(other);
    assert_eq!(
        problem(&file),
        ("steps/00000000-0000-0000-0000-000000000007/stage".into(), ImportProblem::OtherJourney)
    );
}

#[test]
fn ex3_more_objects_than_a_workshop_may_have_are_refused() {
    let mut file = whole();
    for i in 0..crate::limits::DEPARTMENTS_MAX {
        file["departments"][id::<DepartmentId>(i + 100).to_string()] = json!({"name": "x"});
    }
    let max = crate::limits::DEPARTMENTS_MAX;
    assert_eq!(problem(&file), ("departments".into(), ImportProblem::TooMany { count: max + 1, max }));
}

#[test]
fn ex4_deleted_notes_are_handed_on_only_when_asked_for() {
    let mut board = read(&whole().to_string()).expect("a board");
    board.notes.values_mut().for_each(|note| note.deleted = true);
    let handed_on = Export::of(&board, Deleted::LeftOut);
    assert!(handed_on.notes.is_empty() && handed_on.steps.is_empty());
    let backup = Export::of(&board, Deleted::Included);
    assert_eq!(read(&backup.to_json()).expect("a board"), board);
}

#[test]
fn ex5_the_table_has_a_row_per_touchpoint_and_a_header_in_the_readers_language() {
    let mut board = read(&whole().to_string()).expect("a board");
    let mut loose = board.notes[&id::<NoteId>(0)].clone();
    loose.text = "Parkování, „dole“\nu vchodu".into();
    board.notes.insert(id(50), loose);
    let table = csv(&board, Locale::Cs);
    let lines: Vec<&str> = table.trim_start_matches('\u{FEFF}').trim_end().split("\r\n").collect();
    assert!(table.starts_with('\u{FEFF}') && lines[0].starts_with("Číslo fáze,Fáze,Pořadí,Bod kontaktu,Umístěno,"));
    assert_eq!(lines[1], "1,Příchod,1,Recepce,ano,2.00,1,,,Klid,,,,,Recepce,Jana,00000000-0000-0000-0000-000000000001");
    assert!(lines[2].starts_with(",,,\"Parkování, „dole“ u vchodu\",ne,,0,"), "{}", lines[2]);
    assert_eq!(lines.len(), 3);
    assert_eq!(csv(&Board::default(), Locale::En).lines().count(), 1);
}

#[test]
fn ex6_a_spreadsheet_runs_nothing_that_somebody_wrote() {
    for odd in
        ["=HYPERLINK(\"x\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "ok;=1", "ok; -1", "a\n=1"]
    {
        let mut board = read(&whole().to_string()).expect("a board");
        board.notes.get_mut(&id::<NoteId>(0)).expect("a note").text = odd.into();
        let table = csv(&board, Locale::En);
        let mut reader = ::csv::ReaderBuilder::new().from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
        let row = reader.records().next().expect("a row").expect("fields");
        for part in row[3].split(';').chain([&row[3]]) {
            assert!(!part.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{odd:?} became {:?}", &row[3]);
        }
        assert!(!row[3].contains(['\n', '\r', '\t']));
        assert_eq!(&row[5], "2.00");
    }
}

#[test]
fn ex6_a_negative_mean_stays_a_number() {
    let mut board = read(&whole().to_string()).expect("a board");
    board.notes.get_mut(&id::<NoteId>(1)).expect("a note").emotion = crate::model::Emotion::new(-2);
    assert!(csv(&board, Locale::En).contains(",-2.00,1,"));
}

/// Puts another value at some place of a file.
fn mutate(value: &mut Value, path: &[prop::sample::Index], with: &Value) {
    let Some((first, rest)) = path.split_first() else {
        *value = with.clone();
        return;
    };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let key = fields.keys().nth(first.index(fields.len())).expect("a key").clone();
            mutate(fields.get_mut(&key).expect("a value"), rest, with);
        }
        Value::Array(items) if !items.is_empty() => {
            let at = first.index(items.len());
            mutate(&mut items[at], rest, with);
        }
        _ => *value = with.clone(),
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        Just(json!("00000000-0000-0000-0000-000000000001")),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,8}", inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn ex2_export_import_export_gives_the_same_bytes(board in sample::board(), deleted in any::<bool>()) {
        let which = if deleted { Deleted::Included } else { Deleted::LeftOut };
        let first = Export::of(&board, which).to_json();
        let read_back = read(&first).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&Export::of(&read_back, which).to_json(), &first);
        prop_assert_eq!(read_back.stages_of(journey_id()).len(), board.stages_of(journey_id()).len());
    }

    #[test]
    fn ex2_any_place_on_the_wall_survives(x in -1e6..1e6f64, y in prop::num::f64::ANY) {
        let once = rounded(Point::new(x, y));
        let text = serde_json::to_string(&once).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Point>(&text).expect("a point"), once);
        prop_assert_eq!(rounded(once), once);
    }

    #[test]
    fn ex7_no_file_makes_the_reader_panic(text in ".{0,200}", file in any_json(), path in prop::collection::vec(any::<prop::sample::Index>(), 0..5)) {
        let _ = read(&text);
        let _ = read(&file.to_string());
        let mut changed = whole();
        mutate(&mut changed, &path, &file);
        if let Ok(board) = read(&changed.to_string()) {
            prop_assert!(read(&json(&board)).is_ok());
            let _ = csv(&board, Locale::Pl);
        }
    }
}
