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
