//! Rectangles, and what can be asked of them. Knows no note.

use crate::model::Point;

/// A width and a height, in board units (or px, where the caller says so).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// To the right.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl Size {
    /// A size.
    #[must_use]
    pub const fn new(width: f64, height: f64) -> Self {
        Self { width, height }
    }
}

/// An upright rectangle: its top left corner and its size, in board units (or px, where the caller says so).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// To the right.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl Rect {
    /// A rectangle by its corner and size.
    #[must_use]
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// A rectangle of that size with its top left corner at `at`.
    #[must_use]
    pub const fn at(at: Point, size: Size) -> Self {
        Self::new(at.x, at.y, size.width, size.height)
    }

    /// The rectangle between two opposite corners, whichever they are (a lasso).
    #[must_use]
    pub fn between(a: Point, b: Point) -> Self {
        Self::new(a.x.min(b.x), a.y.min(b.y), (a.x - b.x).abs(), (a.y - b.y).abs())
    }

    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The top left corner.
    #[must_use]
    pub fn origin(&self) -> Point {
        Point::new(self.x, self.y)
    }

    /// The size.
    #[must_use]
    pub fn size(&self) -> Size {
        Size::new(self.width, self.height)
    }

    /// The middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The same rectangle elsewhere.
    #[must_use]
    pub fn moved(&self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy, self.width, self.height)
    }

    /// Larger by `by` on each side; smaller where it is negative, but never turned inside out.
    #[must_use]
    pub fn inflated(&self, by: f64) -> Self {
        let (width, height) = ((self.width + 2.0 * by).max(0.0), (self.height + 2.0 * by).max(0.0));
        let centre = self.centre();
        Self::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height)
    }

    /// Whether the point lies in it; left and top edge count, right and bottom do not.
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        point.x >= self.x && point.x < self.right() && point.y >= self.y && point.y < self.bottom()
    }

    /// Whether the other lies in it entirely.
    #[must_use]
    pub fn encloses(&self, other: &Self) -> bool {
        other.x >= self.x && other.y >= self.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Whether they share more than an edge.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// The smallest rectangle around all; none around nothing.
    pub fn around(all: impl IntoIterator<Item = Self>) -> Option<Self> {
        all.into_iter().reduce(|a, b| a.union(&b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wl1_neighbours_that_touch_do_not_overlap() {
        let left = Rect::new(0.0, 0.0, 10.0, 10.0);
        assert!(!left.overlaps(&left.moved(10.0, 0.0)));
        assert!(left.overlaps(&left.moved(9.9, 9.9)));
        assert!(left.contains(Point::new(0.0, 0.0)) && !left.contains(Point::new(10.0, 0.0)));
    }

    #[test]
    fn wl1_a_lasso_may_be_drawn_in_any_direction() {
        let (a, b) = (Point::new(5.0, 1.0), Point::new(1.0, 4.0));
        assert_eq!(Rect::between(a, b), Rect::between(b, a));
        assert_eq!(Rect::between(a, b), Rect::new(1.0, 1.0, 4.0, 3.0));
        assert_eq!(Rect::new(0.0, 0.0, 4.0, 4.0).inflated(-9.0), Rect::new(2.0, 2.0, 0.0, 0.0));
    }
}
