//! The two layers of the wall that the camera moves: the paper with everything that lies on it, and what hovers over it.
//! Refuses to know a note.
//!
//! ```text
//! paper      pushed by the browser's compositor; painted when its scale changes or something on it
//!   ground   the opaque ground with its dots. It lies under all notes, so the browser paints them as one picture with it;
//!            without it each note would become a picture of its own, copied to the screen by itself in each frame
//!   notes and clusters
//! company    the others' cursors and the lasso: few, and moving by themselves
//! ```

use crate::prelude::*;
use journeyboard_shared::model::Point;
use journeyboard_shared::wall::{Camera, Rect, Size};
use leptos::html;

use crate::browser::dom;
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
    laid: Cell<Option<Laid>>,
}

/// Where the ground lies, in px from the wall's origin, and at which scale.
#[derive(Clone, Copy)]
struct Laid {
    at: Rect,
    scale: f64,
}

impl Layers {
    pub(super) fn new() -> Self {
        Self { paper: NodeRef::new(), ground: NodeRef::new(), company: NodeRef::new(), laid: Cell::new(None) }
    }

    /// Follows the camera in one frame.
    pub(super) fn follow(self, camera: &Camera, viewport: Size) {
        let scale = camera.zoom;
        let seen = camera.visible(viewport, 0.0);
        let seen = Rect::new(seen.x * scale, seen.y * scale, seen.width * scale, seen.height * scale);
        let holds = |laid: &Laid| (laid.scale - scale).abs() < 1e-9 && laid.at.encloses(&seen.inflated(GROUND_MARGIN));
        if self.laid.read(|laid| laid.as_ref().is_some_and(holds)) != Some(true) {
            let at = around(&seen, scale);
            self.laid.write(|laid| *laid = Some(Laid { at, scale }));
            self.lay(&at, scale);
        }
        let origin = camera.origin_on_pixels(dom::pixel_density());
        if let Some(paper) = self.paper.get_untracked() {
            let transform = format!("translate3d({:.2}px,{:.2}px,0) scale({scale:.5})", origin.x, origin.y);
            dom::set_style(&paper, "transform", &transform);
        }
        self.place_company(camera, origin);
    }

    /// Follows the camera where a picture stands before the paper: only what hovers is moved.
    pub(super) fn hover(self, camera: &Camera) {
        self.place_company(camera, camera.to_screen(Point::default()));
    }

    fn lay(self, at: &Rect, scale: f64) {
        if let Some(ground) = self.ground.get_untracked() {
            let step = dots(scale);
            let units = |name: &str, px: f64| dom::set_style(&ground, name, &format!("{:.4}px", px / scale));
            units("left", at.x);
            units("top", at.y);
            units("width", at.width);
            units("height", at.height);
            dom::set_style(&ground, "background-size", &format!("{0:.4}px {0:.4}px", step / scale));
            units("--dot-size", 1.0);
        }
    }

    fn place_company(self, camera: &Camera, origin: Point) {
        let Some(company) = self.company.get_untracked() else { return };
        let (Point { x, y }, zoom) = (origin, camera.zoom);
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
fn around(seen: &Rect, scale: f64) -> Rect {
    let step = dots(scale);
    let start = |at: f64| ((at - GROUND_REACH) / step).floor() * step;
    Rect::new(start(seen.x), start(seen.y), seen.width + 2.0 * GROUND_REACH, seen.height + 2.0 * GROUND_REACH)
}
