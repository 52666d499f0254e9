//! Boards for tests: any board, as odd as peers can make it, and ids that can be told apart.

use proptest::prelude::*;
use uuid::Uuid;

use crate::model::*;
use crate::order;
use crate::rules::Phase;

/// The first journey of every sample.
pub(crate) fn journey_id() -> crate::ids::JourneyId {
    Uuid::from_u128(0x4A).into()
}

pub(crate) fn id<T: From<Uuid>>(number: usize) -> T {
    Uuid::from_u128(number as u128 + 1).into()
}

/// Words as people write them: Czech, very long, with line breaks and markup.
pub(crate) fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Ža-ž ,.-]{0,90}",
        1 => "[a-zěščřž]{30,60}",
        1 => "[<>&\"'=+@;|\\-a-z\u{1}\u{8}\n\t😀漢]{0,30}",
    ]
}

fn note() -> impl Strategy<Value = Note> {
    let places = (-9_000.0..9_000.0f64, -9_000.0..9_000.0f64);
    let belongs = (prop::option::of(0..8usize), prop::option::weighted(0.8, 0..12usize), prop::option::of(0..6usize));
    let kind = prop::sample::select(NoteKind::ALL.to_vec());
    (kind, words(), places, belongs, prop::option::of(-2..=2i64), 0..9usize, prop::bool::weighted(0.1)).prop_map(
        |(kind, text, (x, y), (author, touchpoint, cluster), emotion, place, deleted)| Note {
            kind,
            text,
            pos: Point::new(x, y),
            author: author.map(id),
            emotion: emotion.and_then(Emotion::new),
            touchpoint: touchpoint.map(id),
            cluster: cluster.map(id),
            order: order::first(place).pop().unwrap_or_default(),
            deleted,
        },
    )
}

/// Any board: references may dangle, steps may stand twice, names may be empty.
pub(crate) fn board() -> impl Strategy<Value = Board> {
    let notes = prop_oneof![1 => prop::collection::vec(note(), 0..4), 6 => prop::collection::vec(note(), 16..90)];
    let stage = || (words(), 0..6usize);
    let stages = prop_oneof![1 => prop::collection::vec(stage(), 0..2), 6 => prop::collection::vec(stage(), 2..7)];
    let steps = prop::collection::vec((0..5usize, 0..13usize, 0..6usize, 0..5usize), 0..24);
    let people = prop::collection::vec((words(), words()), 0..6);
    (notes, stages, steps, people, words(), (words(), words())).prop_map(
        |(notes, stages, steps, people, title, (start, end))| {
            let mut board = Board {
                about: Some(About { schema: 1, title, locale: crate::words::Locale::Cs, phase: Phase::Open, epoch: 3 }),
                ..Board::default()
            };
            board.notes = notes
                .into_iter()
                .enumerate()
                .map(|(i, mut note)| {
                    if i < 12 && i % 6 > 0 {
                        note.kind = NoteKind::Touchpoint;
                    }
                    (id(i), note)
                })
                .collect();
            let order = |n: usize| order::first(n + 1).pop().unwrap_or_default();
            board.journeys.insert(journey_id(), Journey { name: "Žadatel".into(), start, end, order: order(0) });
            for (i, (name, journey)) in stages.into_iter().enumerate() {
                let journey = if journey > 0 { journey_id() } else { id(0x77) };
                board.stages.insert(id(i), Stage { journey, name, order: order(i) });
            }
            for (i, (stage, touchpoint, journey, place)) in steps.into_iter().enumerate() {
                let journey = if journey > 0 { journey_id() } else { id(0x77) };
                board
                    .steps
                    .insert(id(i), Step { journey, stage: id(stage), touchpoint: id(touchpoint), order: order(place) });
            }
            for (i, (name, department)) in people.into_iter().enumerate() {
                board.participants.insert(
                    id(i),
                    Participant {
                        name,
                        department: department.clone(),
                        colour: Colour::new(i as u8),
                        role: Role::Participant,
                        granted: None,
                    },
                );
                board.departments.insert(id(i), Department { name: department, order: order(i) });
            }
            for i in 0..3 {
                let touchpoint = (i > 0).then(|| id(i));
                board.clusters.insert(
                    id(i),
                    Cluster { name: "Přepážka".into(), pos: Point::new(10.0, 20.25), collapsed: i == 2, touchpoint },
                );
            }
            board
        },
    )
}
