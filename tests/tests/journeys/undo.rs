//! Undo takes back what a person did themselves, and nothing that others did.

use journeyboard_shared::command::Command;
use journeyboard_shared::model::{NoteKind, Point};
use journeyboard_tests::words::{adds, cluster, deletes, note, says, types};

use super::{agree, ann_and_ben};

#[tokio::test]
async fn un1_undoing_a_new_note_hides_it_and_leaves_everybody_elses() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "Fresh bread"));
    ben.sees("Ann's note", |board| says(board, "bread").is_some()).await;
    ben.does(adds(NoteKind::Idea, "cake", "Cake"));
    ann.sees("Ben's note", |board| says(board, "cake").is_some()).await;
    assert!(ann.undoes());
    ben.sees("Ann's note gone", |board| says(board, "bread").is_none()).await;
    assert_eq!(says(&ben.board(), "cake").as_deref(), Some("Cake"));
    assert!(!ann.undoes(), "Ben's note is not hers to undo");
    assert!(ann.redoes());
    ben.sees("Ann's note again", |board| says(board, "bread").as_deref() == Some("Fresh bread")).await;
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn un2_undoing_words_leaves_the_words_of_others_in_the_same_note() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "bread"));
    ben.sees("the note", |board| says(board, "bread").as_deref() == Some("bread")).await;
    ben.does(types("bread", 0, "Fresh "));
    ann.sees("Ben's word", |board| says(board, "bread").as_deref() == Some("Fresh bread")).await;
    ann.does(types("bread", 11, " at six"));
    ben.sees("Ann's words", |board| says(board, "bread").as_deref() == Some("Fresh bread at six")).await;
    assert!(ann.undoes());
    ben.sees("Ben's word still", |board| says(board, "bread").as_deref() == Some("Fresh bread")).await;
    assert!(ben.undoes());
    ann.sees("the first word", |board| says(board, "bread").as_deref() == Some("bread")).await;
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn un3_undoing_a_deletion_brings_the_note_back_with_what_others_wrote_meanwhile() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "bread"));
    ben.sees("the note", |board| says(board, "bread").is_some()).await;
    ben.goes_offline();
    ben.does(types("bread", 0, "Fresh "));
    ann.does(deletes("bread"));
    assert_eq!(says(&ann.board(), "bread"), None);
    ben.comes_back().await;
    ben.sees("the note gone", |board| says(board, "bread").is_none()).await;
    ben.is_saved().await;
    assert!(ann.undoes());
    for person in [&ann, &ben] {
        person.sees("the note with Ben's word", |board| says(board, "bread").as_deref() == Some("Fresh bread")).await;
    }
    agree(&ann, &ben).await;
}

#[tokio::test]
async fn un4_undoing_a_group_frees_the_notes_where_they_lay() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.does(adds(NoteKind::Idea, "bread", "bread"));
    ann.does(adds(NoteKind::Idea, "cake", "cake"));
    ann.does(Command::MoveNotes(vec![(note("cake"), Point::new(900.0, 10.0))]));
    ben.sees("the notes", |board| board.note(note("cake")).is_some_and(|one| one.pos.x == 900.0)).await;
    let before = ben.board();
    let notes = vec![note("bread"), note("cake")];
    ben.does(Command::Cluster { cluster: cluster("food"), notes, pos: Point::new(0.0, 0.0) });
    ann.sees("the group", |board| {
        board.clusters.len() == 1 && board.note(note("cake")).is_some_and(|one| one.cluster.is_some())
    })
    .await;
    assert!(!{
        // Ann's steps are her notes and the move: the last one is not Ben's group.
        ann.undoes();
        ann.board().clusters.is_empty()
    });
    assert!(ann.redoes());
    assert!(ben.undoes());
    ann.sees("no group", |board| board.clusters.is_empty() && board.notes.values().all(|one| one.cluster.is_none()))
        .await;
    agree(&ann, &ben).await;
    assert_eq!(ann.board().notes, before.notes, "every note lies where it lay");
}
