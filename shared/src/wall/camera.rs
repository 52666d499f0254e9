//! What part of the wall is on the screen. Screen points are in CSS px from the viewport's top left corner.

use super::{Rect, Size};
use crate::model::Point;

/// The farthest look: ten thousand notes on one screen.
pub const ZOOM_MIN: f64 = 0.1;
/// The nearest look.
pub const ZOOM_MAX: f64 = 4.0;
/// [`Camera::fit`] does not enlarge a small board beyond its natural size.
const ZOOM_FIT_MAX: f64 = 1.0;

/// The board point at the viewport's top left corner, and the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// Board x at the viewport's left edge.
    pub x: f64,
    /// Board y at the viewport's top edge.
    pub y: f64,
    /// CSS px per board unit, [`ZOOM_MIN`]…[`ZOOM_MAX`].
    pub zoom: f64,
}

impl Default for Camera {
    /// The wall's origin in the corner at 100 %.
    fn default() -> Self {
        Self { x: 0.0, y: 0.0, zoom: 1.0 }
    }
}

impl Camera {
    /// The board point under a screen point.
    #[must_use]
    pub fn to_board(&self, screen: Point) -> Point {
        Point::new(self.x + screen.x / self.zoom, self.y + screen.y / self.zoom)
    }

    /// Where a board point is on the screen.
    #[must_use]
    pub fn to_screen(&self, board: Point) -> Point {
        Point::new((board.x - self.x) * self.zoom, (board.y - self.y) * self.zoom)
    }

    /// Where the board's origin is on the screen, on a whole pixel of it; a CSS px has `density` of them. What is painted
    /// there stays sharp, and can be copied instead of being mixed.
    #[must_use]
    pub fn origin_on_pixels(&self, density: f64) -> Point {
        let snapped = |px: f64| (px * density).round() / density;
        let origin = self.to_screen(Point::default());
        Point::new(snapped(origin.x), snapped(origin.y))
    }

    /// Where a board rectangle is on the screen.
    #[must_use]
    pub fn rect_to_screen(&self, rect: &Rect) -> Rect {
        Rect::at(self.to_screen(rect.origin()), Size::new(rect.width * self.zoom, rect.height * self.zoom))
    }

    /// Nearer (`factor` > 1) or farther, with the board point under `screen` staying there. Odd factors change nothing.
    #[must_use]
    pub fn zoom_at(&self, screen: Point, factor: f64) -> Self {
        let zoom = (self.zoom * factor).clamp(ZOOM_MIN, ZOOM_MAX);
        if !zoom.is_finite() || factor <= 0.0 {
            return *self;
        }
        let under = self.to_board(screen);
        Self { x: under.x - screen.x / zoom, y: under.y - screen.y / zoom, zoom }
    }

    /// Moved so that the content follows a hand that went `dx`, `dy` px.
    #[must_use]
    pub fn panned(&self, dx: f64, dy: f64) -> Self {
        Self { x: self.x - dx / self.zoom, y: self.y - dy / self.zoom, zoom: self.zoom }
    }

    /// The camera that shows all of `rect` in the middle of a `viewport` with at least `padding` px around it (less
    /// where the zoom's lower bound forbids it). Never nearer than 100 %.
    #[must_use]
    pub fn fit(rect: &Rect, viewport: Size, padding: f64) -> Self {
        let across = (viewport.width - 2.0 * padding).max(1.0) / rect.width.max(1.0);
        let down = (viewport.height - 2.0 * padding).max(1.0) / rect.height.max(1.0);
        Self { zoom: across.min(down).clamp(ZOOM_MIN, ZOOM_FIT_MAX), ..Self::default() }
            .centred_on(rect.centre(), viewport)
    }

    /// The same zoom with a board point in the viewport's middle.
    #[must_use]
    pub fn centred_on(&self, board: Point, viewport: Size) -> Self {
        let (x, y) = (viewport.width / 2.0 / self.zoom, viewport.height / 2.0 / self.zoom);
        Self { x: board.x - x, y: board.y - y, zoom: self.zoom }
    }

    /// What of the board a `viewport` (px) shows, with `margin` px more on each side.
    #[must_use]
    pub fn visible(&self, viewport: Size, margin: f64) -> Rect {
        let size = Size::new(viewport.width / self.zoom, viewport.height / self.zoom);
        Rect::at(Point::new(self.x, self.y), size).inflated(margin / self.zoom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wl3_what_is_under_the_pointer_stays_there_while_zooming() {
        let pointer = Point::new(300.0, 120.0);
        let mut camera = Camera { x: -50.0, y: 20.0, zoom: 0.7 };
        let under = camera.to_board(pointer);
        for factor in [1.1, 3.0, 0.2, 100.0, 0.0001] {
            camera = camera.zoom_at(pointer, factor);
            let now = camera.to_board(pointer);
            assert!((now.x - under.x).abs() < 1e-9 && (now.y - under.y).abs() < 1e-9);
            assert!((ZOOM_MIN..=ZOOM_MAX).contains(&camera.zoom));
        }
        for odd in [0.0, -1.0, f64::NAN] {
            assert_eq!(camera.zoom_at(pointer, odd), camera);
        }
    }

    #[test]
    fn wl3_everything_fits_with_room_around_it() {
        let (board, viewport) = (Rect::new(-400.0, 100.0, 3000.0, 1000.0), Size::new(1280.0, 800.0));
        let camera = Camera::fit(&board, viewport, 40.0);
        let shown = camera.rect_to_screen(&board);
        assert!((shown.x - 40.0).abs() < 1e-9 && (shown.right() - 1240.0).abs() < 1e-9);
        assert!(camera.visible(viewport, 0.0).encloses(&board));
        assert_eq!(Camera::fit(&Rect::new(0.0, 0.0, 10.0, 10.0), viewport, 40.0).zoom, 1.0);
        assert_eq!(Camera::fit(&board, Size::default(), 40.0).zoom, ZOOM_MIN);
    }

    #[test]
    fn wl3_a_wall_that_is_pushed_lies_on_whole_pixels_of_the_screen() {
        let camera = Camera { x: 20.6, y: -0.3, zoom: 0.5 };
        assert_eq!(camera.origin_on_pixels(1.0), Point::new(-10.0, 0.0));
        assert_eq!(camera.origin_on_pixels(2.0), Point::new(-10.5, 0.0));
    }

    #[test]
    fn wl3_the_wall_follows_the_hand() {
        let camera = Camera { zoom: 2.0, ..Camera::default() }.panned(10.0, -4.0);
        assert_eq!(camera.to_screen(Point::new(0.0, 0.0)), Point::new(10.0, -4.0));
        assert_eq!(camera.to_board(camera.to_screen(Point::new(7.0, 9.0))), Point::new(7.0, 9.0));
    }
}
