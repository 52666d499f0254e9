//! Folds a log into one state, and proves that the state says the same before the log may go.

use bytes::Bytes;
use journeyboard_shared::document::BoardDoc;
use journeyboard_shared::wire::v1;

use super::core::{Base, Fold};

/// Why a log was not folded; it stays as it is.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotFolded {
    #[error("the log does not make a whole document")]
    Incomplete,
    #[error("the folded state does not say what the log says")]
    Differs,
    #[error(transparent)]
    Unreadable(#[from] journeyboard_shared::document::Unreadable),
}

/// Base and tail as one state. Takes about 0.1 s for 10,000 notes: not for the runtime's threads.
pub(crate) fn fold(fold: &Fold) -> Result<Base, NotFolded> {
    let mut doc = BoardDoc::new(0);
    let mut holes = doc.integrate(&fold.base.state)?.holes;
    for record in &fold.tail {
        holes = doc.integrate(record)?.holes;
    }
    if holes {
        return Err(NotFolded::Incomplete);
    }
    let state = doc.encode_all();
    let mut read_back = BoardDoc::new(0);
    read_back.integrate(&state)?;
    if clocks(&read_back) != clocks(&doc) || read_back.board() != doc.board() {
        return Err(NotFolded::Differs);
    }
    Ok(Base { seq: fold.upto, state: Bytes::from(state) })
}

/// The state vector in one order.
fn clocks(doc: &BoardDoc) -> Option<Vec<(u64, u32)>> {
    let encoded = doc.state_vector();
    let mut clocks: Vec<(u64, u32)> = v1::state_vector(&encoded).ok()?.collect();
    clocks.sort_unstable();
    Some(clocks)
}

#[cfg(test)]
mod tests {
    use journeyboard_shared::command::{By, Command, NewNote, apply};
    use journeyboard_shared::model::{NoteKind, Point, Role};
    use uuid::Uuid;

    use super::*;

    /// The updates of somebody who writes five notes.
    fn log() -> Vec<Bytes> {
        let mut doc = BoardDoc::new(7);
        let by = By { participant: Uuid::from_u128(1).into(), role: Role::Participant };
        let updates = (0..5).flat_map(|n| {
            let new = NewNote {
                id: Uuid::from_u128(100 + n).into(),
                kind: NoteKind::Idea,
                text: format!("note {n}"),
                pos: Point::new(1.0, 2.0),
                emotion: None,
                touchpoint: None,
                cluster: None,
            };
            apply(&mut doc, by, Command::CreateNote(new)).expect("the rules allow it").updates
        });
        updates.map(Bytes::from).collect()
    }

    fn of(tail: Vec<Bytes>) -> Fold {
        let upto = tail.len() as u64;
        Fold { base: Base { seq: 0, state: Bytes::from_static(&[0, 0]) }, tail, upto }
    }

    #[test]
    fn lg4_a_fold_replays_to_the_same_board_and_stands_where_its_log_ended() {
        let tail = log();
        let count = tail.len() as u64;
        let base = fold(&of(tail)).expect("it folds");
        let mut doc = BoardDoc::new(1);
        doc.integrate(&base.state).expect("readable");
        assert_eq!((doc.board().living_notes().count(), base.seq), (5, count));
        let again = Fold { base: base.clone(), tail: Vec::new(), upto: base.seq };
        assert_eq!(fold(&again).expect("it folds").seq, base.seq);
    }

    #[test]
    fn lg4_a_log_with_a_hole_or_with_nonsense_is_not_folded() {
        let mut holed = log();
        holed.remove(2);
        assert!(matches!(fold(&of(holed)), Err(NotFolded::Incomplete)));
        let mut torn = log();
        let half = torn[4].len() / 2;
        torn[4].truncate(half);
        assert!(matches!(fold(&of(torn)), Err(NotFolded::Unreadable(_))));
    }
}
