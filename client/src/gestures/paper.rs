//! The paper that the things of the wall lie on. It is painted at one scale and stretched while a hand zooms: stretching
//! costs the browser a copy, painting costs it every letter. At rest it is always painted at the scale that is seen.

use journeyboard_shared::wall::Camera;

/// Stretched further than this, or pressed together as far, the paper is painted anew in the middle of a movement: letters
/// would be too soft to be read on.
const STRETCH_MAX: f64 = 1.4;

/// The paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    scale: f64,
}

/// Where the paper lies on the screen, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// Where the wall's origin is, in CSS px from the left.
    pub x: f64,
    /// The same from the top.
    pub y: f64,
    /// Whether what was painted is stretched, instead of being painted at the scale that is seen.
    pub is_stretched: bool,
}

impl Paper {
    /// Painted at that scale.
    #[must_use]
    pub const fn painted_at(scale: f64) -> Self {
        Self { scale }
    }

    /// The scale at which it is painted, in CSS px per board unit.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// Follows a hand that zooms; answers whether the paper is painted anew.
    pub fn follow(&mut self, zoom: f64) -> bool {
        let stretch = zoom / self.scale;
        !(1.0 / STRETCH_MAX..=STRETCH_MAX).contains(&stretch) && self.rest(zoom)
    }

    /// The hand rests; answers whether the paper is painted anew.
    pub fn rest(&mut self, zoom: f64) -> bool {
        let is_sharp = self.is_sharp(zoom);
        self.scale = zoom;
        !is_sharp
    }

    /// Where it lies under a camera. Unstretched it lies on whole pixels of the screen, of which there are `density` to a
    /// CSS px: it stays sharp, and is copied instead of being mixed.
    #[must_use]
    pub fn placed(&self, camera: &Camera, density: f64) -> Placed {
        let (x, y) = (-camera.x * camera.zoom, -camera.y * camera.zoom);
        if !self.is_sharp(camera.zoom) {
            return Placed { x, y, is_stretched: true };
        }
        let snapped = |px: f64| (px * density).round() / density;
        Placed { x: snapped(x), y: snapped(y), is_stretched: false }
    }

    fn is_sharp(&self, zoom: f64) -> bool {
        (zoom - self.scale).abs() < 1e-9
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camera(x: f64, zoom: f64) -> Camera {
        Camera { x, y: 0.0, zoom }
    }

    #[test]
    fn wa4_a_wall_that_is_pushed_lies_on_whole_pixels() {
        let paper = Paper::painted_at(0.5);
        assert_eq!(paper.placed(&camera(20.6, 0.5), 1.0).x, -10.0);
        assert_eq!(paper.placed(&camera(20.6, 0.5), 2.0).x, -10.5);
        assert!(!paper.placed(&camera(20.5, 0.5), 1.0).is_stretched);
    }

    #[test]
    fn wa4_a_hand_that_zooms_stretches_the_wall_and_finds_it_sharp_when_it_rests() {
        let mut paper = Paper::painted_at(1.0);
        assert!(!paper.follow(1.2));
        let placed = paper.placed(&camera(10.25, 1.2), 1.0);
        assert!(placed.is_stretched && (placed.x + 12.3).abs() < 1e-9);
        assert!(paper.rest(1.2));
        assert!(!paper.placed(&camera(10.25, 1.2), 1.0).is_stretched);
        assert!(!paper.rest(1.2), "what is sharp is not painted again");
    }

    #[test]
    fn wa4_letters_never_become_too_soft_to_be_read_on() {
        let mut paper = Paper::painted_at(1.0);
        let mut zoom: f64 = 1.0;
        let mut paintings = 0;
        for _ in 0..60 {
            zoom *= 0.97;
            paintings += usize::from(paper.follow(zoom));
            let stretch = zoom / paper.scale();
            assert!((1.0 / STRETCH_MAX..=STRETCH_MAX).contains(&stretch), "{stretch}");
        }
        assert!((4..=6).contains(&paintings), "{paintings} paintings on the way from 100 % to 16 %");
    }
}
