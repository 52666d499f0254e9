//! The pointer on the wall: press, push, lasso, drag, drop. Values in, values out; tested without a browser.

use std::collections::BTreeSet;

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::model::{Board, Point};
use journeyboard_shared::wall::{Camera, Rect, WallId, WallIndex, drop_target};

/// A press that moves less than this, in px, is a click: hands shake.
const SLOP: f64 = 4.0;

/// What the pointer was pressed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The bare wall.
    Wall,
    /// A note or a cluster.
    Thing(WallId),
}

/// What a press on the wall is going to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// It pushes the wall (hand tool, middle button, a finger on the bare wall).
    Push,
    /// It draws a lasso.
    Lasso,
    /// It takes things with it.
    Drag,
    /// It only clicks: this person may not move things.
    Look,
}

/// The state between press and release.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Gesture {
    /// Nothing is pressed.
    #[default]
    Idle,
    /// Pressed, not yet moved.
    Pressed {
        /// Where, in px.
        at: Point,
        /// On what.
        target: Target,
        /// What it becomes when it moves.
        intent: Intent,
        /// With Shift or Ctrl: adds to the selection.
        adds: bool,
    },
    /// Pushing the wall.
    Pushing {
        /// Where the pointer was last, in px.
        last: Point,
    },
    /// Drawing a lasso, in board units.
    Lassoing {
        /// Where it began.
        from: Point,
        /// Where it is.
        to: Point,
        /// Adds to the selection.
        adds: bool,
    },
    /// Taking things along, in board units.
    Dragging(Dragged),
}

/// Things in flight.
#[derive(Debug, Clone, PartialEq)]
pub struct Dragged {
    /// What, and where each was.
    pub things: Vec<(WallId, Point)>,
    /// Where the pointer took hold.
    pub from: Point,
    /// Where the pointer is.
    pub to: Point,
}

impl Dragged {
    /// How far everything has come.
    #[must_use]
    pub fn offset(&self) -> Point {
        Point::new(self.to.x - self.from.x, self.to.y - self.from.y)
    }

    /// Where each thing is now.
    #[must_use]
    pub fn places(&self) -> Vec<(WallId, Point)> {
        let by = self.offset();
        self.things.iter().map(|(id, at)| (*id, Point::new(at.x + by.x, at.y + by.y))).collect()
    }

    /// What the things would join if they were let go here: only notes join something.
    #[must_use]
    pub fn lands_on(&self, index: &WallIndex) -> Option<WallId> {
        let ids: Vec<WallId> = self.things.iter().map(|(id, _)| *id).collect();
        let only_notes = ids.iter().all(|id| matches!(id, WallId::Note(_)));
        only_notes.then(|| drop_target(self.to, &ids, index)).flatten()
    }

    /// What letting go here does. `fresh` is the id that a new cluster gets.
    #[must_use]
    pub fn drop(&self, board: &Board, index: &WallIndex, fresh: ClusterId) -> Vec<Command> {
        let notes: Vec<(NoteId, Point)> = self
            .places()
            .into_iter()
            .filter_map(|(id, at)| match id {
                WallId::Note(note) => Some((note, at)),
                WallId::Cluster(_) => None,
            })
            .collect();
        match self.lands_on(index) {
            Some(target) => join(board, index, target, &notes, fresh),
            None => self.lay_down(board, notes),
        }
    }

    fn lay_down(&self, board: &Board, notes: Vec<(NoteId, Point)>) -> Vec<Command> {
        let moving: BTreeSet<ClusterId> = self
            .things
            .iter()
            .filter_map(|(id, _)| match id {
                WallId::Cluster(cluster) => Some(*cluster),
                WallId::Note(_) => None,
            })
            .collect();
        let mut commands: Vec<Command> = self
            .places()
            .into_iter()
            .filter_map(|(id, pos)| match id {
                WallId::Cluster(cluster) => Some(Command::MoveCluster { cluster, pos }),
                WallId::Note(_) => None,
            })
            .collect();
        let free = |note: &NoteId| board.cluster_of(*note).is_none();
        let (loose, inside): (Vec<_>, Vec<_>) = notes.into_iter().partition(|(note, _)| free(note));
        // Notes of a cluster that moves as a whole go with it.
        let leaving: Vec<(NoteId, Point)> = inside
            .into_iter()
            .filter(|(note, _)| board.cluster_of(*note).is_none_or(|cluster| !moving.contains(&cluster)))
            .collect();
        if !leaving.is_empty() {
            commands.push(Command::TakeOut(leaving));
        }
        if !loose.is_empty() {
            commands.push(Command::MoveNotes(loose));
        }
        commands
    }
}

/// Notes dropped onto a note make a cluster with it; dropped onto a cluster they join it.
fn join(board: &Board, index: &WallIndex, target: WallId, notes: &[(NoteId, Point)], fresh: ClusterId) -> Vec<Command> {
    let mut joining: Vec<NoteId> = notes.iter().map(|(note, _)| *note).collect();
    match target {
        WallId::Cluster(cluster) => {
            joining.retain(|note| board.cluster_of(*note) != Some(cluster));
            if joining.is_empty() {
                return Vec::new();
            }
            vec![Command::Cluster { cluster, notes: joining, pos: Point::default() }]
        }
        WallId::Note(note) => {
            joining.insert(0, note);
            let pos = index.rect(target).map_or_else(Point::default, |rect| rect.origin());
            vec![Command::Cluster { cluster: fresh, notes: joining, pos }]
        }
    }
}

/// What a release did.
#[derive(Debug, Clone, PartialEq)]
pub enum Release {
    /// Nothing that matters.
    Nothing,
    /// A click.
    Click {
        /// On what.
        target: Target,
        /// Adds to the selection.
        adds: bool,
    },
    /// A lasso around an area, in board units.
    Lasso {
        /// The area.
        area: Rect,
        /// Adds to the selection.
        adds: bool,
    },
    /// Things were let go.
    Drop(Dragged),
}

impl Gesture {
    /// The pointer moved to `at` px. `take` tells what a drag of `target` takes along and where it lies. Answers how far
    /// the wall is to be pushed, in px.
    pub fn moved(
        &mut self,
        at: Point,
        camera: &Camera,
        take: impl FnOnce(WallId) -> Vec<(WallId, Point)>,
    ) -> Option<Point> {
        if let Self::Pressed { at: from, target, intent, adds } = *self {
            if (at.x - from.x).hypot(at.y - from.y) < SLOP {
                return None;
            }
            let board = camera.to_board(from);
            *self = match (intent, target) {
                (Intent::Push, _) => Self::Pushing { last: from },
                (Intent::Drag, Target::Thing(id)) => {
                    Self::Dragging(Dragged { things: take(id), from: board, to: board })
                }
                (Intent::Look, Target::Thing(_)) => Self::Idle,
                (Intent::Lasso | Intent::Drag | Intent::Look, _) => Self::Lassoing { from: board, to: board, adds },
            };
        }
        match self {
            Self::Idle | Self::Pressed { .. } => None,
            Self::Pushing { last } => {
                let by = Point::new(at.x - last.x, at.y - last.y);
                *last = at;
                Some(by)
            }
            Self::Lassoing { to, .. } => {
                *to = camera.to_board(at);
                None
            }
            Self::Dragging(dragged) => {
                dragged.to = camera.to_board(at);
                None
            }
        }
    }

    /// The pointer was let go.
    pub fn released(&mut self) -> Release {
        match std::mem::take(self) {
            Self::Idle | Self::Pushing { .. } => Release::Nothing,
            Self::Pressed { target, adds, .. } => Release::Click { target, adds },
            Self::Lassoing { from, to, adds } => Release::Lasso { area: Rect::between(from, to), adds },
            Self::Dragging(dragged) => Release::Drop(dragged),
        }
    }
}

#[cfg(test)]
#[path = "wall_tests.rs"]
mod tests;
