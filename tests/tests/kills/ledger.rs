//! What may be found of each note after a kill: what was certain, and after it what was on its way, in the order in which
//! it was written. Knows nothing of sockets.

use std::collections::BTreeMap;

use journeyboard_shared::ids::{NoteId, ParticipantId};

use crate::writer::Trace;

/// What a note says; nothing if it is not there, or deleted.
pub(crate) type State = Option<String>;

/// What is known of the notes of one workshop.
#[derive(Debug, Default)]
pub(crate) struct Ledger(BTreeMap<NoteId, (ParticipantId, State)>);

/// What may be found.
pub(crate) struct Expected(BTreeMap<NoteId, Course>);

/// A note's states, oldest first; the first is certain, each may have been reached.
struct Course {
    author: ParticipantId,
    states: Vec<State>,
}

impl Ledger {
    /// The notes of somebody that are there, with what they say.
    pub(crate) fn living_of(&self, author: ParticipantId) -> Vec<(NoteId, String)> {
        let own = self.0.iter().filter(|(_, (of, _))| *of == author);
        own.filter_map(|(id, (_, state))| Some((*id, state.clone()?))).collect()
    }

    pub(crate) fn expects(&self) -> Expected {
        let course = |(id, (author, state)): (&NoteId, &(ParticipantId, State))| {
            (*id, Course { author: *author, states: vec![state.clone()] })
        };
        Expected(self.0.iter().map(course).collect())
    }

    pub(crate) fn learns(&mut self, expected: Expected, found: &impl Fn(NoteId) -> State) {
        self.0 = expected.0.into_iter().map(|(id, course)| (id, (course.author, found(id)))).collect();
    }
}

impl Expected {
    /// Somebody wrote all that; the first of it is certain, as far as it was acked.
    pub(crate) fn goes_through(&mut self, trace: &Trace) {
        for edit in &trace.edits {
            let fresh = || Course { author: trace.author, states: vec![None] };
            let states = &mut self.0.entry(edit.note).or_insert_with(fresh).states;
            if edit.sent <= trace.acked {
                states.clear();
            }
            states.push(edit.makes.clone());
        }
    }

    /// Somebody saw all that of others: it is certain, acked or not, for nobody sees what is not on disk.
    pub(crate) fn was_seen(&mut self, trace: &Trace) {
        for (note, state) in &trace.seen {
            let Some(course) = self.0.get_mut(note) else { continue };
            // The earliest that it can have been: a new note is not there yet for a moment, as if deleted.
            if let Some(at) = course.states.iter().position(|there| there == state) {
                course.states.drain(..at);
            }
        }
    }

    pub(crate) fn knows(&self, id: &str) -> bool {
        id.parse::<NoteId>().is_ok_and(|id| self.0.contains_key(&id))
    }

    /// The notes that are not as they may be.
    pub(crate) fn wrong(&self, found: &impl Fn(NoteId) -> State) -> Vec<String> {
        let wrong = self.0.iter().filter(|(id, course)| !course.states.contains(&found(**id)));
        wrong.map(|(id, course)| format!("{id} is {:?}, and may be {:?}", found(*id), course.states)).collect()
    }

    /// How many notes are further than was certain.
    pub(crate) fn kept_though_unacked(&self, found: &impl Fn(NoteId) -> State) -> usize {
        self.0.iter().filter(|(id, course)| course.states.first() != Some(&found(**id))).count()
    }
}
