//! What is in front of this person: tab, tool, selection, open panel. Theirs alone; nobody else sees it but as presence.

use std::collections::BTreeSet;

use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::model::{NoteKind, Point};
use journeyboard_shared::wall::WallId;

use crate::prelude::*;

/// The views of a workshop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The wall of notes.
    Wall,
    /// Touchpoints into stages.
    Sequence,
    /// The journey map.
    Map,
}

impl Tab {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Wall, Self::Sequence, Self::Map];

    /// Its name in presence and addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Wall => "wall",
            Self::Sequence => "sequence",
            Self::Map => "map",
        }
    }
}

/// What the pointer does on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// Selects and drags.
    Select,
    /// Pushes the wall.
    Hand,
}

/// The panel at the side; one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// Search in all notes.
    Search,
    /// Who is here.
    People,
    /// What facilitators lead in secret: silent rounds and their reveal.
    Secrets,
}

/// What is in front of this person.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// The view.
    pub tab: RwSignal<Tab>,
    /// The tool.
    pub tool: RwSignal<Tool>,
    /// The kind that a new note gets.
    pub kind: RwSignal<NoteKind>,
    /// What is selected on the wall.
    pub selection: RwSignal<BTreeSet<WallId>>,
    /// The note that was added here last, the place that was chosen for it, and when in [`crate::browser::clock::now_ms`].
    pub newest: RwSignal<Option<(NoteId, Point, f64)>>,
    /// The note that is being written.
    pub editing: RwSignal<Option<NoteId>>,
    /// The cluster whose name is being written.
    pub naming: RwSignal<Option<ClusterId>>,
    /// The open panel.
    pub panel: RwSignal<Option<Panel>>,
    /// Whether the share panel is open.
    pub sharing: RwSignal<bool>,
    /// A note that should be brought into view, and the focus onto it.
    pub show: RwSignal<Option<NoteId>>,
}

impl Stage {
    /// At the beginning: the wall, nothing selected.
    #[must_use]
    pub fn new() -> Self {
        Self {
            tab: RwSignal::new(Tab::Wall),
            tool: RwSignal::new(Tool::Select),
            kind: RwSignal::new(NoteKind::Touchpoint),
            selection: RwSignal::new(BTreeSet::new()),
            newest: RwSignal::new(None),
            editing: RwSignal::new(None),
            naming: RwSignal::new(None),
            panel: RwSignal::new(None),
            sharing: RwSignal::new(false),
            show: RwSignal::new(None),
        }
    }

    /// Selects one thing alone.
    pub fn select_only(self, id: WallId) {
        self.selection.set(BTreeSet::from([id]));
    }

    /// Selects nothing.
    pub fn select_nothing(self) {
        if !self.selection.with_untracked(BTreeSet::is_empty) {
            self.selection.set(BTreeSet::new());
        }
    }

    /// The selected notes.
    #[must_use]
    pub fn selected_notes(self) -> Vec<NoteId> {
        self.selection.with_untracked(|all| {
            all.iter()
                .filter_map(|id| match id {
                    WallId::Note(note) => Some(*note),
                    WallId::Cluster(_) => None,
                })
                .collect()
        })
    }
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}
