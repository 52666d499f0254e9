//! The camera over the wall. Lives outside the reactive graph: a push sets one CSS transform per frame; only when it
//! leaves the margin around what is drawn do the views hear of it.

use journeyboard_shared::model::Point;
use journeyboard_shared::wall::{Camera, Rect, Size, WallId, WallIndex, visible_objects};
use leptos::html;

use crate::browser::clock::{self, OnFrame, Timer};
use crate::browser::dom::{self, WheelEvent};
use crate::browser::size;
use crate::model::Room;
use crate::model::cell::Cell;
use crate::prelude::*;

/// Below this scale notes are drawn on the canvas: their text cannot be read any more.
const FAR_BELOW: f64 = 0.4;
/// How far beyond the screen things stay drawn, in px: a flick of a finger.
const MARGIN: f64 = 400.0;
/// A wheel's notch, as a factor.
const WHEEL_STRENGTH: f64 = 0.0022;
/// How long after the last movement the layer is drawn sharp again, in milliseconds.
const SETTLE_MS: u32 = 140;
/// The scale of the first look at a wall that is too big to be read as a whole.
const FIRST_LOOK: f64 = 0.6;
/// Space around everything when the camera is fitted, in px.
const FIT_PADDING: f64 = 72.0;

struct State {
    camera: Camera,
    drawn: Rect,
    settle: Option<Timer>,
    frame: Option<OnFrame>,
    has_looked: bool,
}

/// The camera.
#[derive(Clone, Copy)]
pub(super) struct Eye {
    state: Cell<State>,
    frame: NodeRef<html::Div>,
    layer: NodeRef<html::Div>,
    dots: NodeRef<html::Div>,
    /// The scale.
    pub(super) zoom: RwSignal<f64>,
    /// The size of the wall's frame, in px.
    pub(super) viewport: RwSignal<Size>,
    /// Whether the far view is on.
    pub(super) is_far: RwSignal<bool>,
    /// Beats on each frame in which the camera moved.
    pub(super) moved: RwSignal<u64>,
    /// Beats when what is drawn must be chosen anew.
    redraw: RwSignal<u64>,
}

impl Eye {
    pub(super) fn new(
        room: Room,
        frame: NodeRef<html::Div>,
        layer: NodeRef<html::Div>,
        dots: NodeRef<html::Div>,
    ) -> Self {
        let eye = Self {
            state: Cell::new(State {
                camera: Camera::default(),
                drawn: Rect::new(0.0, 0.0, 0.0, 0.0),
                settle: None,
                frame: None,
                has_looked: false,
            }),
            frame,
            layer,
            dots,
            zoom: RwSignal::new(1.0),
            viewport: RwSignal::new(Size::new(0.0, 0.0)),
            is_far: RwSignal::new(false),
            moved: RwSignal::new(0),
            redraw: RwSignal::new(0),
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
            if let Some(frame) = &state.frame {
                frame.ask();
            }
        });
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
        self.zoom_at(Point::new(size.width / 2.0, size.height / 2.0), factor);
    }

    /// Everything at once.
    pub(super) fn fit(self, room: Room) {
        let viewport = self.viewport.get_untracked();
        let bounds = room.board.with_index(WallIndex::bounds);
        let padding = FIT_PADDING.min(viewport.width / 8.0);
        self.set(|camera| match bounds {
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
        self.set(|camera| Camera { zoom: camera.zoom.max(0.8), ..camera }.centred_on(rect.centre(), viewport));
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

    /// One frame: the transform, and a new choice of what is drawn if the camera left the margin.
    fn draw(self) {
        let Some(layer) = self.layer.try_get_untracked().flatten() else { return };
        let camera = self.camera();
        let (x, y, zoom) = (-camera.x * camera.zoom, -camera.y * camera.zoom, camera.zoom);
        dom::set_style(&layer, "transform", &format!("translate({x:.2}px,{y:.2}px) scale({zoom:.5})"));
        dom::set_style(&layer, "will-change", "transform");
        if (self.zoom.get_untracked() - zoom).abs() > 1e-9 {
            dom::set_style(&layer, "--zoom", &format!("{zoom:.5}"));
            self.zoom.set(zoom);
        }
        if let Some(dots) = self.dots.get_untracked() {
            // A layer of its own, pushed within one step: a push paints nothing.
            let step = 32.0 * zoom * if zoom < 0.5 { 4.0 } else { 1.0 };
            let (x, y) = (x.rem_euclid(step) - step, y.rem_euclid(step) - step);
            dom::set_style(&dots, "transform", &format!("translate({x:.1}px,{y:.1}px)"));
            dom::set_style(&dots, "background-size", &format!("{step:.2}px {step:.2}px"));
        }
        let is_far = zoom < FAR_BELOW;
        if self.is_far.get_untracked() != is_far {
            self.is_far.set(is_far);
        }
        let viewport = self.viewport.get_untracked();
        let seen = camera.visible(viewport, 0.0);
        let must_choose = self.state.write(|state| {
            let roomy = state.drawn.width <= 1.5 * (seen.width + 2.0 * MARGIN / zoom);
            let keeps = state.drawn.encloses(&seen) && roomy;
            if !keeps {
                state.drawn = camera.visible(viewport, MARGIN);
            }
            state.settle = Some(clock::after(SETTLE_MS, move || self.settled()));
            !keeps
        });
        if must_choose == Some(true) {
            self.redraw.update(|n| *n = n.wrapping_add(1));
        }
        self.moved.update(|n| *n = n.wrapping_add(1));
    }

    fn settled(self) {
        if let Some(layer) = self.layer.try_get_untracked().flatten() {
            dom::set_style(&layer, "will-change", "auto");
        }
    }

    /// What is drawn as elements: what the camera sees and a margin.
    pub(super) fn visible_things(self, room: Room) -> Memo<Vec<WallId>> {
        Memo::new(move |_| {
            room.board.wall.track();
            self.redraw.track();
            let viewport = self.viewport.get();
            let camera = self.camera();
            room.board.with_index(|index| visible_objects(index, &camera, viewport, MARGIN))
        })
    }
}
