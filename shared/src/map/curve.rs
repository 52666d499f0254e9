//! The emotion curve: a point per touchpoint that has emotions, and a line that never leaves their range.
//!
//! Knows numbers; refuses to know notes and lanes. The line is monotone between neighbours (M. Steffen, "A simple
//! method for monotonic interpolation in one dimension", 1990): no wave that nobody felt.

use super::pen::draw;
use crate::ids::{NoteId, StepId};
use crate::words::Locale;

/// One point of the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The place in the journey.
    pub step: StepId,
    /// Its touchpoint.
    pub touchpoint: NoteId,
    /// The middle of its column, in px.
    pub x: f64,
    /// The height of the mean, in px.
    pub y: f64,
    /// Mean of the emotion notes, −2…+2.
    pub mean: f64,
    /// The worst of them.
    pub min: i8,
    /// The best of them.
    pub max: i8,
    /// How many have a value; at least 1.
    pub count: usize,
}

/// The curve as it is drawn. Paths are SVG path data.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// The height of each level in px, −2 first.
    pub levels: [f64; 5],
    /// Where the figures under the curve have their middle, in px from the top.
    pub figures_y: f64,
    /// A point per touchpoint with emotions, from left to right.
    pub points: Vec<CurvePoint>,
    /// The line between neighbours that both have emotions.
    pub path: String,
    /// The line across touchpoints that have none; to be dashed.
    pub dashed: String,
    /// The band from worst to best between neighbours, closed; to be filled.
    pub band: String,
}

impl Curve {
    /// The height in px of a value −2…+2.
    #[must_use]
    pub fn y_of(&self, value: f64) -> f64 {
        self.levels[0] + (self.levels[4] - self.levels[0]) * (value + 2.0) / 4.0
    }

    /// Draws the line through the points; `columns` gives each point's column number.
    pub(super) fn connect(&mut self, columns: &[usize]) {
        let line: Vec<(f64, f64)> = self.points.iter().map(|point| (point.x, point.y)).collect();
        let slopes = slopes(&line);
        let mut last: Option<(bool, usize)> = None;
        for i in 1..self.points.len() {
            let is_solid = columns[i] == columns[i - 1] + 1;
            let path = if is_solid { &mut self.path } else { &mut self.dashed };
            if last != Some((is_solid, i - 1)) {
                draw!(path, "M", line[i - 1].0, " ", line[i - 1].1);
            }
            bend(path, (line[i - 1], slopes[i - 1]), (line[i], slopes[i]));
            last = Some((is_solid, i));
        }
        self.fill_band(columns);
    }

    fn fill_band(&mut self, columns: &[usize]) {
        let at = |value: fn(&CurvePoint) -> i8| -> Vec<(f64, f64)> {
            self.points.iter().map(|point| (point.x, self.y_of(f64::from(value(point))))).collect()
        };
        let (best, worst) = (at(|point| point.max), at(|point| point.min));
        let (best_slopes, worst_slopes) = (slopes(&best), slopes(&worst));
        for i in 1..best.len() {
            let is_flat = best[i - 1].1 == worst[i - 1].1 && best[i].1 == worst[i].1;
            if columns[i] != columns[i - 1] + 1 || is_flat {
                continue;
            }
            draw!(&mut self.band, "M", best[i - 1].0, " ", best[i - 1].1);
            bend(&mut self.band, (best[i - 1], best_slopes[i - 1]), (best[i], best_slopes[i]));
            draw!(&mut self.band, "L", worst[i].0, " ", worst[i].1);
            bend(&mut self.band, (worst[i], worst_slopes[i]), (worst[i - 1], worst_slopes[i - 1]));
            self.band.push('Z');
        }
    }
}

/// A cubic from one point to another, each with its slope; also from right to left.
fn bend(path: &mut String, ((ax, ay), a_slope): ((f64, f64), f64), ((bx, by), b_slope): ((f64, f64), f64)) {
    let third = (bx - ax) / 3.0;
    draw!(path, "C", ax + third, " ", ay + third * a_slope, " ");
    draw!(path, bx - third, " ", by - third * b_slope, " ", bx, " ", by);
}

/// The slope of the line at each point.
fn slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let secant = |a: &(f64, f64), b: &(f64, f64)| (b.1 - a.1) / (b.0 - a.0);
    let mut slopes = vec![0.0; points.len()];
    for (i, [a, b, c]) in points.array_windows().enumerate() {
        let (before, after) = (secant(a, b), secant(b, c));
        let parabola = (before * (c.0 - b.0) + after * (b.0 - a.0)) / (c.0 - a.0);
        if before * after > 0.0 {
            slopes[i + 1] = before.signum() * parabola.abs().min(2.0 * before.abs()).min(2.0 * after.abs());
        }
    }
    // The ends lean towards their only neighbour, never past it.
    if let [first, second, ..] = points {
        slopes[0] = (3.0 * secant(first, second) - slopes[1]) / 2.0;
        let last = points.len() - 1;
        slopes[last] = (3.0 * secant(&points[last - 1], &points[last]) - slopes[last - 1]) / 2.0;
    }
    slopes
}

/// A mean as people read it: sign, one decimal, the language's decimal mark.
#[must_use]
pub fn mean_text(mean: f64, locale: Locale) -> String {
    let tenths = (mean * 10.0).round() as i64;
    let sign = match tenths {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    let mark = if locale == Locale::En { '.' } else { ',' };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}{mark}{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn curve(means: &[Option<f64>]) -> Curve {
        let levels = [140.0, 110.0, 80.0, 50.0, 20.0];
        let mut curve = Curve { levels, ..Curve::default() };
        let columns: Vec<usize> = (0..means.len()).filter(|i| means[*i].is_some()).collect();
        let id = Uuid::from_u128(1);
        for i in &columns {
            let mean = means[*i].expect("a mean");
            let (x, y) = (*i as f64 * 200.0, curve.y_of(mean));
            curve.points.push(CurvePoint {
                step: id.into(),
                touchpoint: id.into(),
                x,
                y,
                mean,
                min: mean.floor() as i8,
                max: mean.ceil() as i8,
                count: 2,
            });
        }
        curve.connect(&columns);
        curve
    }

    /// The y values named in a path, control points included.
    fn heights(path: &str) -> Vec<f64> {
        let split = |c: char| matches!(c, 'M' | 'C' | 'L' | 'Z' | ' ');
        let numbers: Vec<f64> =
            path.split(split).filter(|n| !n.is_empty()).map(|n| n.parse().expect("a number")).collect();
        numbers.chunks(2).map(|pair| pair[1]).collect()
    }

    #[test]
    fn ma5_the_line_is_dashed_where_nobody_noted_an_emotion() {
        let drawn = curve(&[Some(1.0), Some(0.0), None, Some(2.0), None]);
        assert_eq!(drawn.path.matches('C').count(), 1);
        assert_eq!(drawn.dashed.matches('C').count(), 1);
        assert!(drawn.dashed.starts_with("M200 80C"));
        let whole = curve(&[Some(1.0), Some(0.0), Some(2.0)]);
        assert_eq!((whole.path.matches('M').count(), whole.dashed.as_str()), (1, ""));
        assert_eq!(curve(&[Some(1.0)]).path, "");
    }

    #[test]
    fn ma5_figures_are_written_as_each_language_writes_them() {
        assert_eq!(mean_text(-0.66, Locale::Cs), "−0,7");
        assert_eq!(mean_text(1.0, Locale::En), "+1.0");
        assert_eq!(mean_text(-0.04, Locale::En), "0.0");
    }

    proptest! {
        #[test]
        fn ma5_the_line_never_goes_beyond_what_was_felt(means in prop::collection::vec(prop::option::weighted(0.8, -2.0..=2.0f64), 0..20)) {
            let drawn = curve(&means);
            let ys: Vec<f64> = drawn.points.iter().map(|p| p.y).collect();
            let (low, high) = ys.iter().fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(*y), high.max(*y)));
            for y in heights(&drawn.path).into_iter().chain(heights(&drawn.dashed)) {
                prop_assert!(y >= low - 0.06 && y <= high + 0.06, "{y} outside {low}..{high}");
            }
            for y in heights(&drawn.band) {
                prop_assert!((19.9..=140.1).contains(&y), "{y} outside −2…+2");
            }
        }
    }
}
