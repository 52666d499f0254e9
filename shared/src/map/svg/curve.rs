//! Draws the emotion curve: its levels with their faces, the spread, the line, a face at each mean, the figures.

use super::{FACES, Sheet};
use crate::map::pen::{SMALL, draw, escaped, set};
use crate::map::{Align, Curve, CurvePoint, Lane, MapLayout, mean_text};
use crate::model::{Emotion, NoteKind, Point};
use crate::words::{Locale, kinds};

/// How the bar from worst to best is drawn, here and in the legend.
const SPREAD: &str = " stroke-width=\"2\" stroke-linecap=\"round\" stroke-opacity=\"0.6\"";
/// Half the width of the bar's ends, in px.
const SPREAD_END: f64 = 5.0;
/// How the line across a gap is drawn.
pub(super) const DASHED: &str = " stroke-width=\"2\" stroke-linecap=\"round\" stroke-dasharray=\"1 6\"";
/// How the line between neighbours is drawn.
const SOLID: &str = " stroke-width=\"3\" stroke-linecap=\"round\"";
/// Side of a level's face and of a point's, in px.
const LEVEL_FACE: f64 = 16.0;
const POINT_FACE: f64 = 24.0;

impl Sheet {
    pub(super) fn curve(&mut self, curve: &Curve, map: &MapLayout, locale: Locale) {
        let Some(lane) = map.lanes.iter().find(|lane| lane.lane == Lane::Curve) else { return };
        let amber = self.theme.shade(NoteKind::Emotion).edge;
        let (head, right) = (lane.head, lane.rect.right());
        for (emotion, y) in Emotion::ALL.into_iter().zip(curve.levels) {
            let more = if emotion == Emotion::NEUTRAL { "" } else { " stroke-dasharray=\"2 4\"" };
            let line = self.paper.line;
            self.line(Point::new(head.right() + 16.0, y), Point::new(right, y), line, more);
            let face = Point::new(head.right() - LEVEL_FACE, y - LEVEL_FACE / 2.0);
            let muted = self.paper.muted;
            self.icon(FACES[(emotion.value() + 2) as usize], face, LEVEL_FACE, muted);
            let mut word =
                set(kinds::emotion(emotion).say(locale), SMALL, head.x, y - SMALL.1 / 2.0, head.width - 24.0, 1);
            word.align = Align::End;
            self.text(&word, muted);
        }
        if !curve.band.is_empty() {
            draw!(
                &mut self.out,
                "<path d=\"",
                curve.band.as_str(),
                "\" fill=\"",
                amber,
                "\" fill-opacity=\"0.13\"/>\n"
            );
        }
        for point in &curve.points {
            let (worst, best) = (curve.y_of(f64::from(point.min)), curve.y_of(f64::from(point.max)));
            if worst > best {
                self.spread(point.x, best, worst);
            }
        }
        self.path(&curve.dashed, amber, DASHED);
        self.path(&curve.path, amber, SOLID);
        for point in &curve.points {
            self.point(point, curve.figures_y, locale);
        }
    }

    /// The bar from worst to best around `x`.
    pub(super) fn spread(&mut self, x: f64, best: f64, worst: f64) {
        let (left, width) = (x - SPREAD_END, 2.0 * SPREAD_END);
        let mut bar = String::new();
        draw!(
            &mut bar, "M", left, " ", best, "h", width, "M", x, " ", best, "V", worst, "M", left, " ", worst, "h",
            width
        );
        self.path(&bar, self.theme.shade(NoteKind::Emotion).edge, SPREAD);
    }

    fn path(&mut self, path: &str, colour: &str, more: &str) {
        if !path.is_empty() {
            draw!(&mut self.out, "<path d=\"", path, "\" fill=\"none\" stroke=\"", colour, "\"", more, "/>\n");
        }
    }

    fn point(&mut self, point: &CurvePoint, figures_y: f64, locale: Locale) {
        let shade = self.theme.shade(NoteKind::Emotion);
        let ground = self.paper.ground;
        draw!(
            &mut self.out,
            "<circle cx=\"",
            point.x,
            "\" cy=\"",
            point.y,
            "\" r=\"",
            POINT_FACE / 2.0 + 1.0,
            "\" fill=\"",
            ground,
            "\"/>"
        );
        draw!(
            &mut self.out,
            "<circle cx=\"",
            point.x,
            "\" cy=\"",
            point.y,
            "\" r=\"",
            POINT_FACE / 2.0 - 2.0,
            "\" fill=\"",
            shade.tint,
            "\"/>"
        );
        let nearest = Emotion::new(point.mean.round() as i64).unwrap_or(Emotion::NEUTRAL);
        let corner = Point::new(point.x - POINT_FACE / 2.0, point.y - POINT_FACE / 2.0);
        self.icon(super::face_name(nearest), corner, POINT_FACE, shade.edge);
        let (ink, muted) = (self.paper.ink, self.paper.muted);
        draw!(
            &mut self.out,
            "<text x=\"",
            point.x,
            "\" y=\"",
            figures_y,
            "\" font-size=\"12\" text-anchor=\"middle\" fill=\"",
            muted,
            "\"><tspan font-weight=\"600\" fill=\"",
            ink,
            "\">"
        );
        escaped(&mut self.out, &mean_text(point.mean, locale));
        draw!(&mut self.out, "</tspan> (", point.count as f64, ")</text>\n");
    }
}
