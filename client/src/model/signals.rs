//! The projection of the document into signals: a signal per object, set only when that object changed; a pulse per
//! kind of view for what is derived from many.

use std::collections::HashMap;
use std::hash::Hash;

use journeyboard_shared::document::Change;
use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::model::{About, Board, Cluster, Note};
use journeyboard_shared::rounds::Rounds;
use journeyboard_shared::wall::{WallId, WallIndex};

use crate::model::cell::Cell;
use crate::prelude::*;

/// Objects of one kind, each a signal of its own.
struct Signals<Id, V: 'static>(HashMap<Id, ArcRwSignal<V>>);

impl<Id: Eq + Hash + Copy, V: Clone + PartialEq + Send + Sync> Signals<Id, V> {
    fn set(&mut self, id: Id, value: Option<&V>) {
        match (value, self.0.get(&id)) {
            (Some(value), Some(signal)) => {
                if signal.with_untracked(|now| now != value) {
                    signal.set(value.clone());
                }
            }
            (Some(value), None) => {
                self.0.insert(id, ArcRwSignal::new(value.clone()));
            }
            (None, _) => {
                self.0.remove(&id);
            }
        }
    }
}

/// The board as signals.
#[derive(Clone, Copy)]
pub struct BoardSignals {
    notes: Cell<Signals<NoteId, Note>>,
    clusters: Cell<Signals<ClusterId, Cluster>>,
    index: Cell<WallIndex>,
    /// Beats when something on the wall came, went, moved or changed its size.
    pub wall: RwSignal<u64>,
    /// Beats when anything changed that the sequence, the map or the tray shows.
    pub map: RwSignal<u64>,
    /// Beats when people, departments or locks changed.
    pub people: RwSignal<u64>,
    /// What holds for the whole workshop.
    pub about: RwSignal<Option<About>>,
    /// Rounds of votes.
    pub rounds: RwSignal<Rounds>,
}

impl BoardSignals {
    /// Of an empty board.
    #[must_use]
    pub fn new() -> Self {
        Self {
            notes: Cell::new(Signals(HashMap::new())),
            clusters: Cell::new(Signals(HashMap::new())),
            index: Cell::new(WallIndex::default()),
            wall: RwSignal::new(0),
            map: RwSignal::new(0),
            people: RwSignal::new(0),
            about: RwSignal::new(None),
            rounds: RwSignal::new(Rounds::default()),
        }
    }

    /// A note's signal; `None` if there is no such living note.
    #[must_use]
    pub fn note(self, id: NoteId) -> Option<ArcRwSignal<Note>> {
        self.notes.read(|notes| notes.0.get(&id).cloned()).flatten()
    }

    /// A cluster's signal.
    #[must_use]
    pub fn cluster(self, id: ClusterId) -> Option<ArcRwSignal<Cluster>> {
        self.clusters.read(|clusters| clusters.0.get(&id).cloned()).flatten()
    }

    /// Where everything lies on the wall. Follow [`BoardSignals::wall`] to be told when it changed.
    pub fn with_index<T: Default>(self, read: impl FnOnce(&WallIndex) -> T) -> T {
        self.index.read(read).unwrap_or_default()
    }

    /// Brings the signals up to what changed.
    pub fn follow(self, board: &Board, change: &Change) {
        let moved = self.follow_wall(board, change);
        for id in change.notes.keys() {
            self.notes.write(|notes| notes.set(*id, board.note(*id)));
        }
        for id in change.clusters.keys() {
            self.clusters.write(|clusters| clusters.set(*id, board.clusters.get(id)));
        }
        if moved {
            beat(self.wall);
        }
        let drawn = !(change.notes.is_empty()
            && change.journeys.is_empty()
            && change.stages.is_empty()
            && change.steps.is_empty());
        if drawn || change.server_owned {
            beat(self.map);
        }
        if change.server_owned {
            beat(self.people);
            self.follow_server(board);
        }
    }

    /// What only the server writes.
    fn follow_server(self, board: &Board) {
        self.about.try_set(board.about.clone());
        if self.rounds.try_with_untracked(|now| *now != board.rounds).unwrap_or(false) {
            self.rounds.try_set(board.rounds.clone());
        }
    }

    /// Answers whether anything on the wall lies elsewhere or has another size now.
    fn follow_wall(self, board: &Board, change: &Change) -> bool {
        let touched: Vec<WallId> = change
            .notes
            .keys()
            .map(|id| WallId::Note(*id))
            .chain(change.clusters.keys().map(|id| WallId::Cluster(*id)))
            .collect();
        if touched.is_empty() {
            return false;
        }
        self.index.write(|index| index.refresh(board, touched));
        true
    }

    /// Reads everything anew.
    pub fn exchange(self, board: &Board) {
        self.index.write(|index| *index = WallIndex::of(board));
        self.notes.write(|notes| {
            notes.0.retain(|id, _| board.note(*id).is_some());
            for (id, note) in board.living_notes() {
                notes.set(id, Some(note));
            }
        });
        self.clusters.write(|clusters| {
            clusters.0.retain(|id, _| board.clusters.contains_key(id));
            for (id, cluster) in &board.clusters {
                clusters.set(*id, Some(cluster));
            }
        });
        self.follow_server(board);
        beat(self.wall);
        beat(self.map);
        beat(self.people);
    }
}

impl Default for BoardSignals {
    fn default() -> Self {
        Self::new()
    }
}

fn beat(pulse: RwSignal<u64>) {
    pulse.try_update(|n| *n = n.wrapping_add(1));
}
