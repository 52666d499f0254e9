//! What people build together: notes, words, clusters, sequences.

use journeyboard_shared::command::Command;
use journeyboard_shared::model::{Emotion, NoteKind, Point};
use journeyboard_tests::words::{
    adds, adds_stage, called, cluster, note, places, says, sequence, stages, step, touchpoint, types,
};

use super::{agree, ann_and_ben};

#[tokio::test]
async fn jo1_two_people_brainstorm_and_end_with_the_same_board() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    for n in 0..10 {
        ann.does(adds(NoteKind::ALL[n % 8], &format!("ann {n}"), &format!("Ann thinks {n}")));
        ben.does(adds(NoteKind::ALL[(n + 3) % 8], &format!("ben {n}"), &format!("Ben thinks {n}")));
    }
    for person in [&ann, &ben] {
        person
            .sees("twenty notes with their words", |board| {
                board.notes.len() == 20 && board.notes.values().all(|note| note.text.contains("thinks"))
            })
            .await;
    }
    agree(&ann, &ben).await;
    let board = ann.board();
    assert_eq!(board.note(note("ann 3")).and_then(|note| note.author), Some(ann.seat().participant));
    assert_eq!(board.note(note("ben 3")).and_then(|note| note.author), Some(ben.seat().participant));
}

#[tokio::test]
async fn jo2_words_that_two_people_type_into_one_note_at_once_are_all_kept() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Experience, "queue", "the queue"));
    ben.sees("the note", |board| says(board, "queue").as_deref() == Some("the queue")).await;
    ann.goes_offline();
    ben.does(types("queue", 9, " never moves"));
    ann.does(types("queue", 0, "At noon "));
    ann.does(types("queue", 8, "😀 "));
    ann.comes_back().await;
    for person in [&ann, &ben] {
        person
            .sees("both halves", |board| says(board, "queue").as_deref() == Some("At noon 😀 the queue never moves"))
            .await;
    }
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn jo3_a_group_that_one_person_makes_is_a_touchpoint_for_all() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Experience, "smell", "Smell on entering"));
    ann.does(adds(NoteKind::Barrier, "queue", "Queue at the desk"));
    ben.sees("the notes", |board| board.notes.len() == 2 && says(board, "queue").is_some()).await;
    let notes = vec![note("smell"), note("queue")];
    ben.does(Command::Cluster { cluster: cluster("entry"), notes, pos: Point::new(200.0, 100.0) });
    ben.does(Command::NameCluster { cluster: cluster("entry"), name: "Entering the shop".into() });
    ann.sees("the named group", |board| {
        board.clusters.get(&cluster("entry")).is_some_and(|group| group.name == "Entering the shop")
    })
    .await;
    ann.does(Command::MakeTouchpoint { cluster: cluster("entry"), note: note("entering") });
    ben.sees("what belongs to the touchpoint", |board| {
        says(board, "entering").as_deref() == Some("Entering the shop")
            && ["smell", "queue"]
                .iter()
                .all(|label| board.note(note(label)).is_some_and(|one| one.touchpoint == Some(note("entering"))))
    })
    .await;
    let places = vec![(note("smell"), Point::new(1.0, 2.0)), (note("queue"), Point::new(300.0, 2.0))];
    ben.does(Command::SplitCluster { cluster: cluster("entry"), places });
    ann.sees("free notes", |board| {
        board.clusters.is_empty() && board.note(note("smell")).is_some_and(|one| one.cluster.is_none())
    })
    .await;
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn jo4_two_people_put_touchpoints_in_order_and_see_the_same_map() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    for label in ["offer", "contract", "delivery"] {
        ann.does(touchpoint(label));
    }
    for label in ["Before", "During"] {
        ann.does(adds_stage(&ann.board(), label));
    }
    ben.sees("stages and touchpoints", |board| {
        stages(board).iter().any(|(_, name)| name == "During") && says(board, "delivery").is_some()
    })
    .await;
    let (before, during) = (called("Before"), called("During"));
    ben.does(places(&ben.board(), "delivery", during, None));
    ben.does(places(&ben.board(), "contract", before, None));
    ann.sees("Ben's steps", |board| sequence(board, before) == ["contract"] && sequence(board, during) == ["delivery"])
        .await;
    ann.does(places(&ann.board(), "offer", before, None));
    ben.sees("the offer first", |board| sequence(board, before) == ["offer", "contract"]).await;
    let behind_delivery = Some(step(&ben.board(), "delivery"));
    ben.does(places(&ben.board(), "contract", during, behind_delivery));
    ann.sees("the moved step", |board| sequence(board, during) == ["delivery", "contract"]).await;
    let ours = ann.board().main_journey().expect("a journey");
    ann.does(Command::MoveStage { stage: during, after: None });
    ben.sees("the stages turned", |board| board.stages_of(ours).first().map(|(id, _)| *id) == Some(during)).await;
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn jo5_a_touchpoint_that_two_people_place_at_once_stands_there_once() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(touchpoint("offer"));
    ann.does(adds_stage(&ann.board(), "Before"));
    ann.does(adds_stage(&ann.board(), "During"));
    ben.sees("a stage", |board| board.stages.contains_key(&called("During")) && says(board, "offer").is_some()).await;
    ann.goes_offline();
    ben.goes_offline();
    ann.does(places(&ann.board(), "offer", called("Before"), None));
    ben.does(places(&ben.board(), "offer", called("During"), None));
    ann.comes_back().await;
    ben.comes_back().await;
    agree(&ann, &ben).await;
    assert_eq!(ann.board().steps.len(), 1);
}

#[tokio::test]
async fn jo6_a_feeling_and_a_place_that_one_person_sets_is_seen_by_all() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "smell", "Fresh bread"));
    ben.sees("the note", |board| says(board, "smell").is_some()).await;
    ben.does(Command::ChangeKind { note: note("smell"), kind: NoteKind::Emotion });
    ben.does(Command::SetEmotion { note: note("smell"), emotion: Emotion::new(2) });
    ben.does(Command::MoveNotes(vec![(note("smell"), Point::new(-500.0, 70.0))]));
    ann.sees("the feeling in its place", |board| {
        board.note(note("smell")).is_some_and(|one| {
            one.kind == NoteKind::Emotion && one.emotion == Emotion::new(2) && one.pos == Point::new(-500.0, 70.0)
        })
    })
    .await;
    agree(&ann, &ben).await;
}
