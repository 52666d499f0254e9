//! Hands on the wall: pointer events become gestures, gestures become commands. Knows the camera, not the notes' looks.

use std::collections::BTreeMap;

use journeyboard_shared::command::Command;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::Point;
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::WallId;
use journeyboard_shared::words::wall as words;

use super::eye::Eye;
use super::palette;
use crate::browser::dom::{self, MouseEvent, PointerEvent};
use crate::browser::random;
use crate::gestures::wall::{Dragged, Gesture, Intent, Release, Target};
use crate::model::cell::Cell;
use crate::model::{Room, Stage, Tool};
use crate::prelude::*;

/// Two fingers: where each is, in px.
type Fingers = BTreeMap<i32, Point>;

/// The hands of this person.
#[derive(Clone, Copy)]
pub(super) struct Hands {
    room: Room,
    stage: Stage,
    eye: Eye,
    gesture: Cell<Gesture>,
    fingers: Cell<Fingers>,
    /// What is in flight.
    pub(super) flight: RwSignal<Option<Dragged>>,
    /// What the flight would land on.
    pub(super) landing: RwSignal<Option<WallId>>,
    /// The corners of the lasso, in board units.
    pub(super) lasso: RwSignal<Option<(Point, Point)>>,
    /// What is being done, for the pointer's shape.
    pub(super) doing: RwSignal<&'static str>,
}

impl Hands {
    pub(super) fn new(room: Room, stage: Stage, eye: Eye) -> Self {
        let hands = Self {
            room,
            stage,
            eye,
            gesture: Cell::new(Gesture::Idle),
            fingers: Cell::new(Fingers::new()),
            flight: RwSignal::new(None),
            landing: RwSignal::new(None),
            lasso: RwSignal::new(None),
            doing: RwSignal::new("idle"),
        };
        dom::on_window::<dom::KeyboardEvent>("keydown", move |event| {
            if event.key() == "Escape" {
                hands.abandon();
            }
        });
        hands
    }

    /// Pressed somewhere on the wall.
    pub(super) fn down(self, event: &PointerEvent) {
        if dom::is_control(event) {
            return;
        }
        let at = self.eye.within(f64::from(event.client_x()), f64::from(event.client_y()));
        let is_touch = event.pointer_type() == "touch";
        if is_touch && self.second_finger(event.pointer_id(), at) {
            return;
        }
        if event.button() > 1 {
            return;
        }
        let target = self.target_at(at);
        let intent = self.intent(event, target, is_touch);
        let adds = event.shift_key() || event.ctrl_key() || event.meta_key();
        if intent != Intent::Push && dom::is_writing() && target == Target::Wall {
            self.stage.editing.set(None);
        }
        self.gesture.write(|gesture| *gesture = Gesture::Pressed { at, target, intent, adds });
        dom::capture(event);
    }

    fn intent(self, event: &PointerEvent, target: Target, is_touch: bool) -> Intent {
        let pushes = self.stage.tool.get_untracked() == Tool::Hand || event.button() == 1;
        match target {
            _ if pushes => Intent::Push,
            Target::Wall if is_touch => Intent::Push,
            Target::Wall => Intent::Lasso,
            Target::Thing(WallId::Note(note)) if self.room.may_now_to(Operation::MoveNote, note) => Intent::Drag,
            Target::Thing(WallId::Cluster(_)) if self.room.may_now(Operation::ArrangeCluster) => Intent::Drag,
            Target::Thing(_) => Intent::Look,
        }
    }

    /// What lies there; a cluster only by its title bar or its bare ground.
    fn target_at(self, at: Point) -> Target {
        let board = self.eye.camera().to_board(at);
        self.room.board.with_index(|index| index.at(board)).map_or(Target::Wall, Target::Thing)
    }

    /// A second finger turns what the first one did into a pinch.
    fn second_finger(self, id: i32, at: Point) -> bool {
        let count = self.fingers.write(|fingers| {
            fingers.insert(id, at);
            fingers.len()
        });
        if count.unwrap_or_default() < 2 {
            return false;
        }
        self.abandon();
        self.doing.set("pinch");
        true
    }

    /// Moved, pressed or not.
    pub(super) fn moved(self, event: &PointerEvent) {
        let at = self.eye.within(f64::from(event.client_x()), f64::from(event.client_y()));
        let on_board = self.eye.camera().to_board(at);
        self.room.show(|shown| shown.cursor = Some(on_board));
        if event.pointer_type() == "touch" && self.pinched(event.pointer_id(), at) {
            return;
        }
        let camera = self.eye.camera();
        let push = self.gesture.write(|gesture| gesture.moved(at, &camera, |id| self.takes(id))).flatten();
        if let Some(by) = push {
            self.eye.push(by);
        }
        self.show_gesture();
    }

    fn pinched(self, id: i32, at: Point) -> bool {
        let pinch = self.fingers.write(|fingers| {
            let before: Vec<Point> = fingers.values().copied().collect();
            if !fingers.contains_key(&id) {
                return None;
            }
            fingers.insert(id, at);
            let after: Vec<Point> = fingers.values().copied().collect();
            match (before.as_slice(), after.as_slice()) {
                ([a, b], [c, d]) => Some(((*a, *b), (*c, *d))),
                _ => None,
            }
        });
        let Some(Some(((a, b), (c, d)))) = pinch else { return false };
        let middle = |a: Point, b: Point| Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
        let apart = |a: Point, b: Point| (a.x - b.x).hypot(a.y - b.y).max(1.0);
        let (from, to) = (middle(a, b), middle(c, d));
        self.eye.push(Point::new(to.x - from.x, to.y - from.y));
        self.eye.zoom_at(to, apart(c, d) / apart(a, b));
        true
    }

    /// What a drag of `id` takes along: the selection if it is part of it, else itself.
    fn takes(self, id: WallId) -> Vec<(WallId, Point)> {
        let selected = self.stage.selection.get_untracked();
        let ids = if selected.contains(&id) { selected.into_iter().collect() } else { vec![id] };
        if ids == [id] {
            self.stage.select_only(id);
        }
        self.room.board.with_index(|index| {
            ids.into_iter().filter_map(|id| index.rect(id).map(|rect| (id, rect.origin()))).collect()
        })
    }

    fn show_gesture(self) {
        let gesture = self.gesture.read(Clone::clone).unwrap_or_default();
        let (flight, lasso, doing) = match gesture {
            Gesture::Dragging(dragged) => (Some(dragged), None, "drag"),
            Gesture::Lassoing { from, to, .. } => (None, Some((from, to)), "lasso"),
            Gesture::Pushing { .. } => (None, None, "push"),
            Gesture::Pressed { .. } | Gesture::Idle => (None, None, "idle"),
        };
        let landing = flight.as_ref().and_then(|flight| self.room.board.with_index(|index| flight.lands_on(index)));
        self.tell_flight(flight.as_ref());
        set(self.landing, landing);
        set(self.flight, flight);
        set(self.lasso, lasso);
        set(self.doing, doing);
    }

    /// The others see where what is in flight is.
    fn tell_flight(self, flight: Option<&Dragged>) {
        let notes = flight.map(|flight| self.notes_in_flight(flight)).unwrap_or_default();
        let drag = Room::flight(notes);
        self.room.show(|shown| shown.drag = drag);
    }

    fn notes_in_flight(self, flight: &Dragged) -> Vec<(NoteId, Point)> {
        let by = flight.offset();
        self.room.board.with_index(|index| {
            let mut notes = Vec::new();
            for (id, at) in flight.places() {
                match id {
                    WallId::Note(note) => notes.push((note, at)),
                    WallId::Cluster(_) => notes.extend(
                        index
                            .rect(id)
                            .map(|rect| index.query(&rect))
                            .unwrap_or_default()
                            .into_iter()
                            .filter(|inner| index.within(*inner).map(WallId::Cluster) == Some(id))
                            .filter_map(|inner| match inner {
                                WallId::Note(note) => {
                                    let at = index.rect(inner)?.origin();
                                    Some((note, Point::new(at.x + by.x, at.y + by.y)))
                                }
                                WallId::Cluster(_) => None,
                            }),
                    ),
                }
            }
            notes
        })
    }

    /// Let go.
    pub(super) fn up(self, event: &PointerEvent) {
        let was_pinch = self.fingers.write(|fingers| {
            fingers.remove(&event.pointer_id());
            !fingers.is_empty()
        });
        let release = self.gesture.write(Gesture::released).unwrap_or(Release::Nothing);
        if was_pinch != Some(true) {
            self.carry_out(release);
        }
        self.show_gesture();
    }

    fn carry_out(self, release: Release) {
        match release {
            Release::Nothing => {}
            Release::Click { target: Target::Wall, adds } => {
                if !adds {
                    self.stage.select_nothing();
                    self.stage.editing.set(None);
                }
                dom::focus("wall");
            }
            Release::Click { target: Target::Thing(id), adds } => self.click(id, adds),
            Release::Lasso { area, adds } => {
                let hit = self.room.board.with_index(|index| {
                    index
                        .query(&area)
                        .into_iter()
                        .filter(|id| index.rect(*id).is_some_and(|rect| area.encloses(&rect)))
                        .collect::<Vec<_>>()
                });
                self.stage.selection.update(|selected| {
                    if !adds {
                        selected.clear();
                    }
                    selected.extend(hit);
                });
            }
            Release::Drop(dragged) => self.drop(&dragged),
        }
    }

    fn click(self, id: WallId, adds: bool) {
        if adds {
            self.stage.selection.update(|selected| {
                if !selected.remove(&id) {
                    selected.insert(id);
                }
            });
        } else {
            self.stage.select_only(id);
        }
        if self.stage.editing.get_untracked().map(WallId::Note) != Some(id) {
            self.stage.editing.set(None);
            dom::focus(&super::element_id(id));
        }
    }

    fn drop(self, dragged: &Dragged) {
        let fresh = random::id();
        let commands =
            self.room.with_board(|board| self.room.board.with_index(|index| dragged.drop(board, index, fresh)));
        for command in commands.unwrap_or_default() {
            let made = match &command {
                Command::Cluster { cluster, .. } if *cluster == fresh => Some(*cluster),
                _ => None,
            };
            let done = self.room.dispatch(command);
            if let Some(cluster) = made.filter(|_| done) {
                self.stage.select_only(WallId::Cluster(cluster));
                self.stage.naming.set(Some(cluster));
                dom::announce(self.room.tongue.now(words::GROUPED));
            }
        }
    }

    /// The browser took the pointer away, or a key did.
    pub(super) fn cancelled(self, event: &PointerEvent) {
        self.fingers.write(|fingers| fingers.remove(&event.pointer_id()));
        self.abandon();
    }

    fn abandon(self) {
        self.gesture.write(|gesture| *gesture = Gesture::Idle);
        self.show_gesture();
    }

    /// The pointer left the wall: the others do not see it any more.
    pub(super) fn left(self) {
        self.room.show(|shown| shown.cursor = None);
    }

    /// On the bare wall a new note; on a note its text.
    pub(super) fn double_clicked(self, event: &MouseEvent) {
        if dom::is_control(event) {
            return;
        }
        let at = self.eye.within(f64::from(event.client_x()), f64::from(event.client_y()));
        match self.target_at(at) {
            Target::Wall => palette::add_at(self.room, self.stage, self.eye.camera().to_board(at)),
            Target::Thing(WallId::Note(note)) if self.room.may_now_to(Operation::EditNote, note) => {
                self.stage.editing.set(Some(note));
            }
            Target::Thing(WallId::Cluster(cluster)) if self.room.may_now(Operation::ArrangeCluster) => {
                self.stage.naming.set(Some(cluster));
            }
            Target::Thing(_) => {}
        }
    }
}

fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|now| *now != value).unwrap_or(false) {
        signal.try_set(value);
    }
}

/// The lasso.
#[component]
pub(super) fn Lasso(
    /// The hands that draw it.
    hands: Hands,
) -> impl IntoView {
    move || {
        hands.lasso.get().map(|(a, b)| {
            let (x, y) = (a.x.min(b.x), a.y.min(b.y));
            let style = format!(
                "transform:translate({x:.1}px,{y:.1}px);width:{:.1}px;height:{:.1}px",
                (a.x - b.x).abs(),
                (a.y - b.y).abs()
            );
            view! { <div class="lasso" style=style></div> }
        })
    }
}
