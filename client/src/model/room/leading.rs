//! What this person may do here now, and what they order: phases, locks, roles.

use crate::prelude::*;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::{Note, Role};
use journeyboard_shared::rules::{Operation, Phase, grant, may, ownership_of};
use journeyboard_shared::wire::Deed;

use super::Room;
use crate::browser::random;

impl Room {
    /// The phase that the workshop is at. Followed.
    #[must_use]
    pub fn phase(self) -> Phase {
        self.board.about.with(|about| about.as_ref().map(|about| about.phase)).unwrap_or_default()
    }

    /// Whether that very thing is locked. Followed.
    #[must_use]
    pub fn is_locked(self, thing: Thing) -> bool {
        self.board.people.track();
        self.with_board(|board| board.locks.has(thing)).unwrap_or_default()
    }

    /// Whether this person may do that to a note. Follows role, phase and locks.
    #[must_use]
    pub fn may(self, operation: Operation, id: NoteId, note: &Note) -> bool {
        let Some(me) = self.me() else { return false };
        may(self.role.get(), self.phase(), operation, ownership_of(note, me)) && self.is_free(Thing::Note(id))
    }

    /// Whether this person may do that to anything. Follows role, phase and the lock of the board.
    #[must_use]
    pub fn may_at_all(self, operation: Operation) -> bool {
        !grant(self.role.get(), self.phase(), operation).is_nobodys() && self.is_free(Thing::Wall)
    }

    /// Whether this person may do that to anything, right now.
    #[must_use]
    pub fn may_now(self, operation: Operation) -> bool {
        untrack(|| self.may_at_all(operation))
    }

    /// Whether this person may do that to that note, right now.
    #[must_use]
    pub fn may_now_to(self, operation: Operation, id: NoteId) -> bool {
        self.board.note(id).is_some_and(|note| untrack(|| note.with(|note| self.may(operation, id, note))))
    }

    /// Whether no lock is in this person's way. Follows role and locks.
    fn is_free(self, thing: Thing) -> bool {
        self.role.get() == Role::Facilitator || !(self.is_locked(Thing::Wall) || self.is_locked(thing))
    }

    /// Orders something that the server does.
    pub fn order(self, deed: Deed) {
        let mut out = Vec::new();
        self.line.write(|line| line.client.order(random::id(), deed, &mut out));
        self.secrets.try_update(|beats| *beats += 1);
        self.carry_out(out);
    }

    /// Locks things, or unlocks them.
    pub fn lock(self, things: Vec<Thing>, locked: bool) {
        self.order(if locked { Deed::Lock { things } } else { Deed::Unlock { things } });
    }
}
