//! What holds for every map, however odd the board.

use proptest::prelude::*;

use super::*;
use crate::map::sample::{self, id, journey_id};
use crate::map::{Lane, NOTE_GUTTER, NOTE_TYPE, TextBox};
use crate::model::{Emotion, Journey, Note, NoteKind, Point, Stage, Step};
use crate::text::width;
use crate::wall::note_weight;

fn note(kind: NoteKind, text: &str) -> Note {
    let (text, pos) = (text.to_owned(), Point::default());
    Note {
        kind,
        text,
        pos,
        author: None,
        emotion: None,
        touchpoint: None,
        cluster: None,
        order: String::new(),
        deleted: false,
    }
}

/// One journey; a stage per entry, with that many touchpoints.
fn journey_of(stages: &[usize]) -> Board {
    let mut board = Board::default();
    let order = |n: usize| crate::order::first(n + 1).pop().expect("a key");
    let journey = Journey { name: "Main".into(), start: "Need".into(), end: "Paid".into(), order: order(0) };
    board.journeys.insert(journey_id(), journey);
    let mut made = 0;
    for (i, touchpoints) in stages.iter().enumerate() {
        board.stages.insert(id(i), Stage { journey: journey_id(), name: format!("Stage {i}"), order: order(i) });
        for _ in 0..*touchpoints {
            board.notes.insert(id(made), note(NoteKind::Touchpoint, "Desk"));
            board.steps.insert(
                id(made),
                Step { journey: journey_id(), stage: id(i), touchpoint: id(made), order: order(made) },
            );
            made += 1;
        }
    }
    board
}

fn feel(board: &mut Board, number: usize, touchpoint: usize, value: i64) {
    let mut felt = note(NoteKind::Emotion, "waiting");
    felt.touchpoint = Some(id(touchpoint));
    felt.emotion = Emotion::new(value);
    board.notes.insert(id(100 + number), felt);
}

fn texts(map: &MapLayout) -> impl Iterator<Item = &TextBox> {
    let lanes = map.lanes.iter().map(|lane| &lane.name);
    let stages = map.stages.iter().flat_map(|stage| std::iter::once(&stage.name).chain(&stage.hint));
    let legend = map.legend.iter().map(|item| &item.label);
    let flags = map.start.iter().chain(&map.end).chain(&map.hint);
    map.heading.iter().chain(flags).chain(lanes).chain(stages).chain(legend).chain(&map.footer)
}

#[test]
fn ma6_a_header_spans_its_touchpoints_and_an_empty_stage_keeps_a_column() {
    let map = layout(&journey_of(&[2, 0, 1]), journey_id(), &MapOptions::default());
    assert_eq!(map.stages.iter().map(|stage| stage.rect.width).collect::<Vec<_>>(), [384.0, 184.0, 184.0]);
    assert_eq!(map.stages.iter().map(|stage| stage.hint.is_some()).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(map.columns.len(), 3);
    assert!(map.stages[0].rect.right() < map.stages[1].rect.x);
}

#[test]
fn ma6_a_journey_without_stages_says_what_to_do() {
    for board in [journey_of(&[]), Board::default()] {
        let map = layout(&board, journey_id(), &MapOptions::default());
        assert!(map.hint.is_some() && map.lanes.is_empty() && map.height > 0.0);
    }
}

#[test]
fn ma7_every_cell_without_a_note_is_offered() {
    let map = layout(&journey_of(&[2]), journey_id(), &MapOptions::default());
    let lanes: Vec<Lane> = map.empty.iter().map(|cell| cell.lane).collect();
    assert_eq!(
        lanes,
        [Lane::Expectation, Lane::Expectation, Lane::Experience, Lane::Experience, Lane::Emotion, Lane::Emotion]
    );
    for cell in &map.empty {
        assert!(map.cell(cell.step, cell.lane).expect("a cell").encloses(&cell.rect));
    }
}

#[test]
fn ma8_the_curve_goes_through_the_means_and_knows_their_spread() {
    let mut board = journey_of(&[4]);
    for (number, (touchpoint, value)) in [(0, 2), (0, 1), (1, -2), (1, 0), (1, -1), (3, 0)].into_iter().enumerate() {
        feel(&mut board, number, touchpoint, value);
    }
    let curve = layout(&board, journey_id(), &MapOptions::default()).curve.expect("a curve");
    let figures: Vec<_> = curve.points.iter().map(|point| (point.mean, point.min, point.max, point.count)).collect();
    assert_eq!(figures, [(1.5, 1, 2, 2), (-1.0, -2, 0, 3), (0.0, 0, 0, 1)]);
    assert!(!curve.path.is_empty() && !curve.dashed.is_empty());
    assert_eq!(curve.points[2].y, curve.levels[2]);
    assert!(curve.levels[4] < curve.levels[0]);
}

#[test]
fn ma9_columns_grow_to_fill_a_width_but_never_shrink() {
    let board = journey_of(&[2, 1]);
    let of = |width_hint| layout(&board, journey_id(), &MapOptions { width_hint, ..MapOptions::default() });
    assert_eq!(of(Some(400.0)), of(None));
    let filled = of(Some(1_100.0));
    assert!(filled.columns[0].rect.width > 240.0 && filled.width <= 1_100.0);
    assert_eq!(of(Some(90_000.0)).columns[0].rect.width, 320.0);
    assert_eq!(of(Some(f64::NAN)), of(None));
}

#[test]
fn ma10_a_touchpoint_met_twice_stands_there_twice() {
    let mut board = journey_of(&[1, 1]);
    let again = board.steps[&id(0)].touchpoint;
    board.steps.get_mut(&id(1)).expect("a step").touchpoint = again;
    feel(&mut board, 0, 0, 1);
    let map = layout(&board, journey_id(), &MapOptions::default());
    assert_eq!(map.notes.iter().filter(|box_| box_.lane == Lane::Emotion).count(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn ma11_nothing_overlaps_and_nothing_leaves_the_sheet(board in sample::board(), screen in any::<bool>(), hint in prop::option::of(100.0..3_000.0f64)) {
        let setting = if screen { Setting::Screen } else { Setting::Poster };
        let options = MapOptions { setting, width_hint: hint, date: "22. 11. 2026", ..MapOptions::default() };
        let map = layout(&board, journey_id(), &options);
        let sheet = Rect::new(0.0, 0.0, map.width, map.height);
        let mut boxes: Vec<Rect> = map.notes.iter().map(|note| note.rect).chain(map.empty.iter().map(|cell| cell.rect)).collect();
        boxes.extend(texts(&map).map(|text| text.rect));
        for (i, rect) in boxes.iter().enumerate() {
            prop_assert!(sheet.encloses(rect), "{rect:?} leaves {sheet:?}");
            prop_assert!(boxes[..i].iter().all(|other| !other.overlaps(rect)), "{rect:?}");
        }
        for text in texts(&map) {
            for line in &text.lines {
                prop_assert!(width(line, text.size, text.weight) <= text.rect.width + 0.01, "{line}");
            }
        }
        for pair in map.stages.windows(2) {
            prop_assert!(!pair[0].body.overlaps(&pair[1].body));
        }
        prop_assert_eq!(&map, &layout(&board, journey_id(), &options));
    }

    #[test]
    fn ma12_long_words_stay_in_their_box(board in sample::board()) {
        for note in layout(&board, journey_id(), &MapOptions::default()).notes {
            for line in &note.lines {
                prop_assert!(NOTE_GUTTER + width(line, NOTE_TYPE.0, note_weight(note.kind)) <= note.rect.width);
            }
            prop_assert!(note.lines.len() as f64 * NOTE_TYPE.1 <= note.rect.height);
        }
    }

    #[test]
    fn ma13_every_placed_note_is_in_the_map_and_nothing_else_is(board in sample::board()) {
        let map = layout(&board, journey_id(), &MapOptions::default());
        let belongings = board.belongings();
        let mut expected: Vec<_> = Vec::new();
        for (stage, _) in board.stages_of(journey_id()) {
            for (step, value) in board.steps_of(stage) {
                expected.push((step, value.touchpoint));
                expected.extend(belongings.get(&value.touchpoint).into_iter().flatten().map(|note| (step, *note)));
            }
        }
        let mut shown: Vec<_> = map.notes.iter().map(|note| (note.step, note.note)).collect();
        expected.sort();
        shown.sort();
        prop_assert_eq!(shown, expected);
    }
}
