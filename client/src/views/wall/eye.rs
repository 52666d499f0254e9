//! The camera over the wall. Lives outside the reactive graph: a push sets one CSS transform per frame; the views hear of it
//! only when things come or go.

use journeyboard_shared::model::Point;
use journeyboard_shared::wall::{Camera, Rect, Size, WallId, WallIndex};
use leptos::html;

use super::layers::Layers;
use crate::browser::clock::{self, OnFrame, Timer};
use crate::browser::dom::{self, WheelEvent};
use crate::browser::size;
use crate::gestures::elements::{Elements, Frame, Way};
use crate::model::Room;
use crate::model::cell::Cell;
use crate::prelude::*;

/// Below this scale notes are drawn on the canvas: their text cannot be read any more.
const FAR_BELOW: f64 = 0.4;
/// Below this scale a hand that pushes moves a picture: so many notes come into sight that they cannot all be made in time.
const PUSHED_BELOW: f64 = 0.75;
/// How far beyond the screen things are elements, in px: a flick of a finger.
const MARGIN: f64 = 400.0;
/// A wheel's notch, as a factor.
const WHEEL_STRENGTH: f64 = 0.0022;
/// How long after the last movement the hand rests, in milliseconds: the wall is painted sharp, and what is far goes.
const SETTLE_MS: u32 = 140;
/// The scale of the first look at a wall that is too big to be read as a whole.
const FIRST_LOOK: f64 = 0.6;
/// Space around everything when the camera is fitted, in px.
const FIT_PADDING: f64 = 72.0;

struct State {
    camera: Camera,
    elements: Elements,
    /// What the last frame showed.
    shown: Rect,
    /// Whether the camera was moved since then.
    has_moved: bool,
    /// Whether a button, a key or a search moved it: there is no movement then, and what is seen is there at once.
    has_leapt: bool,
    /// Whether the hand rests.
    rests: bool,
    is_pictured: bool,
    settle: Option<Timer>,
    frame: Option<OnFrame>,
    has_looked: bool,
}

/// The camera.
#[derive(Clone, Copy)]
pub(super) struct Eye {
    room: Room,
    state: Cell<State>,
    frame: NodeRef<html::Div>,
    layers: Layers,
    /// The scale.
    pub(super) zoom: RwSignal<f64>,
    /// The scale when the hand last rested: what has to keep its size on the screen follows it.
    pub(super) rest_zoom: RwSignal<f64>,
    /// The size of the wall's frame, in px.
    pub(super) viewport: RwSignal<Size>,
    /// Whether a picture stands before the elements.
    pub(super) is_pictured: RwSignal<bool>,
    /// The things that are elements, in the order in which they came.
    pub(super) things: RwSignal<Vec<WallId>>,
    /// Beats on each frame in which the camera moved.
    pub(super) moved: RwSignal<u64>,
}

impl Eye {
    pub(super) fn new(room: Room, frame: NodeRef<html::Div>, layers: Layers) -> Self {
        let eye = Self {
            room,
            state: Cell::new(State {
                camera: Camera::default(),
                elements: Elements::default(),
                shown: Rect::default(),
                has_moved: false,
                has_leapt: false,
                rests: false,
                is_pictured: false,
                settle: None,
                frame: None,
                has_looked: false,
            }),
            frame,
            layers,
            zoom: RwSignal::new(1.0),
            rest_zoom: RwSignal::new(1.0),
            viewport: RwSignal::new(Size::new(0.0, 0.0)),
            is_pictured: RwSignal::new(false),
            things: RwSignal::new(Vec::new()),
            moved: RwSignal::new(0),
        };
        let on_frame = OnFrame::new(move || eye.draw());
        eye.state.write(|state| state.frame = Some(on_frame));
        Effect::new(move |_| {
            if frame.get().is_some() {
                eye.measure();
                eye.look_at_first(room);
            }
        });
        // The tray and the panels take room and give it back.
        Effect::new(move |_| {
            if let Some(frame) = frame.get() {
                size::follow(&frame, move |_, _| eye.measure());
            }
        });
        Effect::new(move |_| {
            room.board.wall.track();
            eye.follow_wall();
        });
        dom::on_window::<WheelEvent>("wheel", move |event| eye.wheel(&event));
        eye
    }

    /// Where the camera is.
    pub(super) fn camera(self) -> Camera {
        self.state.read(|state| state.camera).unwrap_or_default()
    }

    /// Screen px within the wall's frame, of px within the window.
    pub(super) fn within(self, x: f64, y: f64) -> Point {
        let (left, top, ..) = self.frame.get_untracked().map_or((0.0, 0.0, 0.0, 0.0), |frame| dom::screen_rect(&frame));
        Point::new(x - left, y - top)
    }

    /// Whether the camera is so far away that there are no elements.
    pub(super) fn is_far(self) -> bool {
        self.camera().zoom < FAR_BELOW
    }

    /// The board point in the middle of the screen.
    pub(super) fn centre(self) -> Point {
        let size = self.viewport.get_untracked();
        self.camera().to_board(Point::new(size.width / 2.0, size.height / 2.0))
    }

    fn measure(self) {
        let Some(frame) = self.frame.get_untracked() else { return };
        let (_, _, width, height) = dom::screen_rect(&frame);
        self.viewport.set(Size::new(width, height));
        self.set(|camera| camera);
    }

    /// The first look: everything, or, where everything would be too small to read, the beginning of it.
    fn look_at_first(self, room: Room) {
        let is_first = self.state.write(|state| !std::mem::replace(&mut state.has_looked, true));
        if is_first != Some(true) {
            return;
        }
        self.fit(room);
        let bounds = room.board.with_index(WallIndex::bounds);
        if let Some(bounds) = bounds.filter(|_| self.camera().zoom < FIRST_LOOK) {
            let (left, top) = self.free_corner();
            self.set(|_| Camera { x: bounds.x - left / FIRST_LOOK, y: bounds.y - top / FIRST_LOOK, zoom: FIRST_LOOK });
        }
    }

    /// The corner of the screen that no tool covers, in px: the palette stands at the left, on a phone at the foot.
    fn free_corner(self) -> (f64, f64) {
        if self.viewport.get_untracked().width < 700.0 { (20.0, 20.0) } else { (196.0, 40.0) }
    }

    /// Moves the camera; drawn at the next frame.
    pub(super) fn set(self, change: impl FnOnce(Camera) -> Camera) {
        self.state.write(|state| {
            state.camera = change(state.camera);
            state.has_moved = true;
            if let Some(frame) = &state.frame {
                frame.ask();
            }
        });
    }

    /// Moves the camera in one leap; what is seen then is there at the next frame.
    fn leap(self, change: impl FnOnce(Camera) -> Camera) {
        self.state.write(|state| state.has_leapt = true);
        self.set(change);
    }

    /// Pushes the wall by so many px.
    pub(super) fn push(self, by: Point) {
        self.set(|camera| camera.panned(by.x, by.y));
    }

    /// Nearer or farther around a point of the screen.
    pub(super) fn zoom_at(self, at: Point, factor: f64) {
        self.set(|camera| camera.zoom_at(at, factor));
    }

    /// Nearer or farther around the middle.
    pub(super) fn zoom_by(self, factor: f64) {
        let size = self.viewport.get_untracked();
        let middle = Point::new(size.width / 2.0, size.height / 2.0);
        self.leap(|camera| camera.zoom_at(middle, factor));
    }

    /// Everything at once.
    pub(super) fn fit(self, room: Room) {
        let viewport = self.viewport.get_untracked();
        let bounds = room.board.with_index(WallIndex::bounds);
        let padding = FIT_PADDING.min(viewport.width / 8.0);
        self.leap(|camera| match bounds {
            Some(bounds) => Camera::fit(&bounds, viewport, padding),
            None => Camera { zoom: 1.0, ..camera }.centred_on(Point::default(), viewport),
        });
    }

    /// Brings a thing into view, near enough to read it.
    pub(super) fn look_at(self, room: Room, id: WallId) {
        let Some(rect) = room.board.with_index(|index| index.rect(id)) else { return };
        let viewport = self.viewport.get_untracked();
        let camera = self.camera();
        if camera.zoom >= FAR_BELOW && camera.visible(viewport, -24.0).encloses(&rect) {
            return;
        }
        self.leap(|camera| Camera { zoom: camera.zoom.max(0.8), ..camera }.centred_on(rect.centre(), viewport));
    }

    fn wheel(self, event: &WheelEvent) {
        let Some(frame) = self.frame.get_untracked() else { return };
        if !dom::is_within(event, &frame) {
            return;
        }
        event.prevent_default();
        let unit = if event.delta_mode() == 1 { 16.0 } else { 1.0 };
        let (dx, dy) = (event.delta_x() * unit, event.delta_y() * unit);
        if event.ctrl_key() || event.meta_key() {
            let at = self.within(f64::from(event.client_x()), f64::from(event.client_y()));
            self.zoom_at(at, (-dy * WHEEL_STRENGTH * 2.0).exp());
        } else if event.shift_key() && dx == 0.0 {
            self.push(Point::new(-dy, 0.0));
        } else {
            self.push(Point::new(-dx, -dy));
        }
    }

    /// One frame: where everything is now, and what comes and goes.
    fn draw(self) {
        let viewport = self.viewport.get_untracked();
        let kept: Vec<WallId> = super::focused_thing().into_iter().collect();
        let drawn = self.room.board.with_index(|index| {
            self.state.write(|state| {
                let has_moved = std::mem::take(&mut state.has_moved);
                let has_leapt = std::mem::take(&mut state.has_leapt);
                if has_moved {
                    state.rests = false;
                    state.settle = Some(clock::after(SETTLE_MS, move || self.settled()));
                }
                let way = state.way(viewport, has_moved, has_leapt);
                state.step(index, viewport, &kept, way, has_moved)
            })
        });
        if let Some(drawn) = drawn {
            self.show(drawn, viewport);
        }
    }

    fn show(self, drawn: Drawn, viewport: Size) {
        let Drawn { camera, rests, has_moved, is_pictured, changed, waits, things } = drawn;
        if (self.zoom.get_untracked() - camera.zoom).abs() > 1e-9 {
            self.zoom.set(camera.zoom);
        }
        let is_far = camera.zoom < FAR_BELOW;
        if is_far || (is_pictured && !rests) {
            self.layers.hover(&camera);
        } else {
            self.layers.follow(&camera, viewport);
        }
        if rests && (self.rest_zoom.get_untracked() - camera.zoom).abs() > 1e-9 {
            self.rest_zoom.set(camera.zoom);
        }
        if let Some(things) = things.filter(|_| changed) {
            self.things.set(things);
        }
        if self.is_pictured.get_untracked() != is_pictured {
            self.is_pictured.set(is_pictured);
        }
        if waits {
            self.ask();
        }
        if has_moved {
            self.moved.update(|n| *n = n.wrapping_add(1));
        }
    }

    fn ask(self) {
        self.state.read(|state| state.frame.as_ref().map(OnFrame::ask));
    }

    fn settled(self) {
        self.state.write(|state| state.rests = true);
        self.ask();
    }

    /// Things came to the wall, went from it or moved on it.
    fn follow_wall(self) {
        let seen =
            (!self.is_pictured.get_untracked()).then(|| self.camera().visible(self.viewport.get_untracked(), 0.0));
        let followed = self.room.board.with_index(|index| {
            self.state.write(|state| (state.elements.refresh(index, seen.as_ref()), state.elements.in_order()))
        });
        let Some((frame, things)) = followed else { return };
        if frame.changed {
            self.things.set(things);
        }
        if frame.waits {
            self.ask();
        }
    }
}

impl State {
    /// How the camera got to where it is in this frame.
    fn way(&self, viewport: Size, has_moved: bool, has_leapt: bool) -> Way {
        match (has_leapt, has_moved) {
            (true, _) => Way::Leap,
            (_, true) => Way::between(&self.shown, &self.camera.visible(viewport, 0.0)),
            _ => Way::Step,
        }
    }

    /// Decides what a frame shows. A hand that zooms, or pushes many notes, moves a picture of them: painting it costs one
    /// pass over what is seen, while elements have to be made, laid out and painted where they come into sight, all of them
    /// anew at each scale. When the hand rests the elements come, and the picture goes when all that is seen is there.
    fn step(&mut self, index: &WallIndex, viewport: Size, kept: &[WallId], way: Way, has_moved: bool) -> Drawn {
        let seen = self.camera.visible(viewport, 0.0);
        let zooms = (self.shown.width - seen.width).abs() > 1e-6;
        self.shown = seen;
        let is_far = self.camera.zoom < FAR_BELOW;
        let is_carried = has_moved && way == Way::Step && (zooms || self.camera.zoom < PUSHED_BELOW);
        self.is_pictured |= is_far || is_carried;
        let near = (!is_far).then(|| self.camera.visible(viewport, MARGIN));
        let goes = self.rests || (is_far && way == Way::Leap);
        let gone = if goes { self.elements.go(index, near.as_ref(), kept, way) } else { Frame::default() };
        let comes = self.rests || !self.is_pictured || way == Way::Leap;
        let come = near.filter(|_| comes).map(|near| self.elements.come(index, &seen, &near, way)).unwrap_or_default();
        self.is_pictured &= !come.is_whole;
        let changed = gone.changed || come.changed;
        Drawn {
            camera: self.camera,
            rests: self.rests,
            has_moved,
            is_pictured: self.is_pictured,
            changed,
            waits: gone.waits || come.waits,
            things: changed.then(|| self.elements.in_order()),
        }
    }
}

/// What one frame shows.
struct Drawn {
    camera: Camera,
    rests: bool,
    has_moved: bool,
    is_pictured: bool,
    changed: bool,
    waits: bool,
    things: Option<Vec<WallId>>,
}
