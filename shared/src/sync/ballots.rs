//! This person's own dots in a vote: what the server has and what is on its way there. Nobody else's are ever here.

use std::collections::BTreeMap;

use super::Client;
use crate::ids::NoteId;

impl Client {
    /// This person's own dots in the open round: as the server has them, and then as they ordered since.
    #[must_use]
    pub fn own_dots(&self) -> BTreeMap<NoteId, u32> {
        let Some((open, _)) = self.doc.board().rounds.open() else { return BTreeMap::new() };
        let ballot = self.ballot.as_ref().filter(|ballot| ballot.round == open);
        let mut dots: BTreeMap<NoteId, u32> =
            ballot.into_iter().flat_map(|ballot| ballot.dots.iter().copied()).collect();
        for (round, note, ordered) in self.orders.casts() {
            if round == open {
                dots.insert(note, ordered);
            }
        }
        dots
    }
}
