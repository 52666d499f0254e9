//! The two layers of the wall that the camera moves: the paper with everything that lies on it, and what hovers over it.
//! Refuses to know a note.
//!
//! ```text
//! paper      pushed and scaled by the browser's compositor
//!   things   notes and clusters. While a hand zooms an animation runs on them that moves nothing: as long as it runs the
//!            browser stretches what it painted, instead of painting all of it in each frame
//!     ground the opaque ground with its dots. It lies under all of them, so the browser paints them as one picture with
//!            it; without it each note would become a picture of its own, copied to the screen by itself in each frame
//! company    the others' cursors and the lasso: few, and moving by themselves
//! ```

use journeyboard_shared::wall::{Camera, Rect, Size};
use leptos::html;
use leptos::prelude::*;

use crate::browser::dom;
use crate::gestures::paper::Paper;
use crate::model::cell::Cell;

/// The ground reaches so far around the screen, in px: it is laid anew when somebody has pushed the wall further.
const GROUND_REACH: f64 = 8192.0;
/// Nearer to its end than this, in px, the ground is laid anew: the browser paints ahead of the screen.
const GROUND_MARGIN: f64 = 2048.0;
/// Between the dots at 100 %, in board units.
const DOTS: f64 = 32.0;
/// Nearer to one another than this, in px, only every fourth dot is left.
const DOTS_APART: f64 = 15.9;

/// The elements.
#[derive(Clone, Copy)]
pub(super) struct Layers {
    /// The paper.
    pub(super) paper: NodeRef<html::Div>,
    /// Its ground.
    pub(super) ground: NodeRef<html::Div>,
    /// What hovers over it.
    pub(super) company: NodeRef<html::Div>,
    state: Cell<State>,
}

struct State {
    paper: Paper,
    /// Where the ground lies, in px at the paper's scale from the wall's origin; none until it is laid.
    ground: Option<Rect>,
}

impl Layers {
    pub(super) fn new() -> Self {
        Self {
            paper: NodeRef::new(),
            ground: NodeRef::new(),
            company: NodeRef::new(),
            state: Cell::new(State { paper: Paper::painted_at(1.0), ground: None }),
        }
    }

    /// Follows the camera in one frame of a movement.
    pub(super) fn follow(self, camera: &Camera, viewport: Size) {
        self.place(camera, viewport, Paper::follow);
    }

    /// The hand rests: everything is painted sharp.
    pub(super) fn rest(self, camera: &Camera, viewport: Size) {
        self.place(camera, viewport, Paper::rest);
    }

    /// What hovers, where the paper is not shown.
    pub(super) fn hover(self, camera: &Camera) {
        self.place_company(camera, -camera.x * camera.zoom, -camera.y * camera.zoom);
    }

    fn place(self, camera: &Camera, viewport: Size, paint: impl FnOnce(&mut Paper, f64) -> bool) {
        let density = dom::pixel_density();
        let placed = self.state.write(|state| {
            let is_painted_anew = paint(&mut state.paper, camera.zoom);
            let scale = state.paper.scale();
            let seen = camera.visible(viewport, 0.0);
            let seen = Rect::new(seen.x * scale, seen.y * scale, seen.width * scale, seen.height * scale);
            let holds = state.ground.is_some_and(|ground| ground.encloses(&seen.inflated(GROUND_MARGIN)));
            let ground = (is_painted_anew || !holds).then(|| laid(&seen, scale));
            state.ground = ground.or(state.ground);
            (state.paper.placed(camera, density), scale, ground)
        });
        let Some((placed, scale, ground)) = placed else { return };
        if let Some(ground) = ground {
            self.lay(&ground, scale);
        }
        if let Some(paper) = self.paper.get_untracked() {
            let (x, y, zoom) = (placed.x, placed.y, camera.zoom);
            dom::set_style(&paper, "transform", &format!("translate3d({x:.2}px,{y:.2}px,0) scale({zoom:.5})"));
            dom::set_flag(&paper, "data-stretched", placed.is_stretched);
        }
        self.place_company(camera, placed.x, placed.y);
    }

    fn lay(self, at: &Rect, scale: f64) {
        if let Some(ground) = self.ground.get_untracked() {
            let step = dots(scale);
            let units = |name: &str, px: f64| dom::set_style(&ground, name, &format!("{:.4}px", px / scale));
            units("left", at.x);
            units("top", at.y);
            units("width", at.width);
            units("height", at.height);
            units("background-size", step);
            units("--dot-size", 1.0);
        }
    }

    fn place_company(self, camera: &Camera, x: f64, y: f64) {
        let Some(company) = self.company.get_untracked() else { return };
        let zoom = camera.zoom;
        dom::set_style(&company, "transform", &format!("translate({x:.2}px,{y:.2}px) scale({zoom:.5})"));
        dom::set_style(&company, "--zoom", &format!("{zoom:.5}"));
    }
}

/// Between the dots of the ground at a scale, in px.
pub(super) fn dots(scale: f64) -> f64 {
    let mut step = DOTS * scale;
    while step < DOTS_APART {
        step *= 4.0;
    }
    step
}

/// The ground around what is seen, in px; a dot falls on the wall's origin.
fn laid(seen: &Rect, scale: f64) -> Rect {
    let step = dots(scale);
    let start = |at: f64| ((at - GROUND_REACH) / step).floor() * step;
    Rect::new(start(seen.x), start(seen.y), seen.width + 2.0 * GROUND_REACH, seen.height + 2.0 * GROUND_REACH)
}
