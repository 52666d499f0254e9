//! A thing under the pointer: pressed, moved, let go. All places are px on the screen.

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::StageId;
use journeyboard_shared::model::Point;
use journeyboard_shared::wall::Rect;

use super::{Sequence, Spot, Thing};

/// A press that moves less than this, in px, is a click: hands shake.
const SLOP: f64 = 5.0;
/// So near an edge, in px, a list begins to scroll.
const EDGE: f64 = 56.0;
/// The fastest scrolling, in px per frame.
const PUSH_MAX: f64 = 16.0;
/// Half the gap between two cards, in px: the drop line runs in its middle.
const HALF_GAP: f64 = 4.0;

/// Where a stage is on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRect {
    /// The stage.
    pub stage: StageId,
    /// All of its column.
    pub rect: Rect,
    /// The part of it in which cards are seen.
    pub list: Rect,
    /// Its cards, in the order of the sequence.
    pub cards: Vec<(Thing, Rect)>,
}

/// Where everything is on the screen at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Places {
    /// The order that is on the screen.
    pub sequence: Sequence,
    /// The columns, from left to right.
    pub stages: Vec<StageRect>,
    /// The tray, if it is there.
    pub tray: Option<Rect>,
}

/// What the pointer does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pointer {
    /// It went down on a thing.
    Pressed(Thing, Point),
    /// It is there now.
    Moved(Point),
    /// It went up.
    Released(Point),
    /// The drag is off: Escape, or the browser took the pointer.
    Cancelled,
}

/// What is going on between press and release.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Drag {
    /// Nothing.
    #[default]
    Idle,
    /// Pressed, not yet moved.
    Pressed {
        /// What.
        thing: Thing,
        /// Where.
        at: Point,
    },
    /// Held.
    Held {
        /// What.
        thing: Thing,
        /// Where the pointer took hold.
        from: Point,
        /// Where the pointer is.
        at: Point,
        /// Where the thing would land; `None`: back where it was.
        spot: Option<Spot>,
    },
}

impl Drag {
    /// What follows from what the pointer did; a release over a spot gives the command.
    #[must_use]
    pub fn on(self, pointer: Pointer, places: &Places) -> (Self, Option<Command>) {
        match (self, pointer) {
            (Self::Idle, Pointer::Pressed(thing, at)) => (Self::Pressed { thing, at }, None),
            (Self::Pressed { thing, at: from }, Pointer::Moved(at)) if distance(from, at) >= SLOP => {
                (Self::Held { thing, from, at, spot: places.spot(thing, at) }, None)
            }
            (Self::Held { thing, from, .. }, Pointer::Moved(at)) => {
                (Self::Held { thing, from, at, spot: places.spot(thing, at) }, None)
            }
            (Self::Held { thing, .. }, Pointer::Released(at)) => {
                let command = places.spot(thing, at).and_then(|spot| places.sequence.command(thing, spot));
                (Self::Idle, command)
            }
            (_, Pointer::Released(_) | Pointer::Cancelled) => (Self::Idle, None),
            (drag, _) => (drag, None),
        }
    }

    /// What is held, once it is more than a press.
    #[must_use]
    pub fn held(self) -> Option<Thing> {
        match self {
            Self::Held { thing, .. } => Some(thing),
            _ => None,
        }
    }
}

impl Places {
    /// Where a thing would land if it were let go at `at`; `None` outside of everything.
    #[must_use]
    pub fn spot(&self, thing: Thing, at: Point) -> Option<Spot> {
        if let Thing::Stage(_) = thing {
            let others = self.stages.iter().filter(|column| Thing::Stage(column.stage) != thing);
            return Some(Spot::Among(others.filter(|column| middle(&column.rect).x < at.x).count()));
        }
        if self.tray.is_some_and(|tray| at.y >= tray.y) {
            return Some(Spot::Tray);
        }
        let column = self.stages.iter().min_by(|a, b| beside(&a.rect, at.x).total_cmp(&beside(&b.rect, at.x)))?;
        let others = column.cards.iter().filter(|(other, _)| *other != thing);
        let index = others.filter(|(_, card)| middle(card).y < at.y).count();
        Some(Spot::Within { stage: column.stage, index })
    }

    /// The line that shows where a thing would land; none over the tray, which lights up as a whole.
    #[must_use]
    pub fn line(&self, thing: Thing, spot: Spot) -> Option<Rect> {
        match spot {
            Spot::Tray => None,
            Spot::Among(index) => {
                let others: Vec<&StageRect> =
                    self.stages.iter().filter(|column| Thing::Stage(column.stage) != thing).collect();
                let after = index.checked_sub(1).and_then(|i| others.get(i));
                let x = match (after, others.get(index)) {
                    (Some(left), Some(right)) => f64::midpoint(left.rect.right(), right.rect.x),
                    (Some(left), None) => left.rect.right() + 2.0 * HALF_GAP,
                    (None, right) => right?.rect.x - 2.0 * HALF_GAP,
                };
                let column = others.first()?;
                Some(Rect::new(x - 1.5, column.rect.y, 3.0, column.rect.height))
            }
            Spot::Within { stage, index } => {
                let column = self.stages.iter().find(|column| column.stage == stage)?;
                let others: Vec<&Rect> =
                    column.cards.iter().filter(|(other, _)| *other != thing).map(|(_, card)| card).collect();
                let y = match (index.checked_sub(1).and_then(|i| others.get(i)), others.get(index)) {
                    (Some(above), _) => above.bottom() + HALF_GAP,
                    (None, Some(below)) => below.y - HALF_GAP,
                    (None, None) => column.list.y + HALF_GAP,
                };
                let inside = &column.list;
                let y = y.clamp(inside.y + 1.5, inside.bottom().max(inside.y + 3.0) - 1.5);
                Some(Rect::new(inside.x, y - 1.5, inside.width, 3.0))
            }
        }
    }
}

/// How far a list under the pointer scrolls in this frame, in px: faster towards its edges, not at all in its middle.
#[must_use]
pub fn push(at: Point, list: &Rect) -> (f64, f64) {
    let along = |at: f64, start: f64, end: f64| {
        let reach = EDGE.min((end - start) / 3.0);
        let (before, behind) = (start + reach - at, at - (end - reach));
        let speed = if before > 0.0 { -before } else { behind.max(0.0) };
        (speed / reach.max(1.0) * PUSH_MAX).clamp(-PUSH_MAX, PUSH_MAX)
    };
    (along(at.x, list.x, list.right()), along(at.y, list.y, list.bottom()))
}

fn middle(rect: &Rect) -> Point {
    Point::new(rect.x + rect.width / 2.0, rect.y + rect.height / 2.0)
}

/// How far `x` is outside of a rectangle.
fn beside(rect: &Rect, x: f64) -> f64 {
    (rect.x - x).max(x - rect.right()).max(0.0)
}

fn distance(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}
