//! Draws a laid-out map as one SVG picture that needs nothing else: no script, no style sheet, no foreign object.
//!
//! What people wrote goes in as escaped text only. Refuses to decide where anything stands: see [`super::layout`].

mod curve;
mod notes;

use super::palette::{Paper, Theme};
use super::pen::{draw, escaped};
use super::{Align, Lane, LegendItem, MapLayout, Mark, TextBox, icons};
use crate::model::{Board, Emotion, NoteKind, Point};
use crate::text::Weight;
use crate::wall::Rect;
use crate::words::{Locale, map as words};

/// How a map is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SvgOptions {
    /// Light or dark.
    pub theme: Theme,
    /// The language of its description; what it shows was set by the layout.
    pub locale: Locale,
}

/// What is being drawn on.
struct Sheet {
    out: String,
    theme: Theme,
    paper: Paper,
}

/// The map as an SVG document, `<?xml …?>` not included; width and height in px.
#[must_use]
pub fn to_svg(map: &MapLayout, board: &Board, options: &SvgOptions) -> String {
    let paper = options.theme.paper();
    let mut sheet = Sheet { out: String::with_capacity(8_192 + map.notes.len() * 640), theme: options.theme, paper };
    sheet.open(map, board, options.locale);
    sheet.symbols(map);
    sheet.lanes(map);
    sheet.stages(map);
    sheet.axis(map);
    if let Some(curve) = &map.curve {
        sheet.curve(curve, map, options.locale);
    }
    sheet.notes(map);
    for text in map.heading.iter().skip(1).chain(&map.footer).chain(&map.hint) {
        sheet.text(text, paper.muted);
    }
    if let Some(title) = map.heading.first() {
        sheet.text(title, paper.ink);
    }
    for item in &map.legend {
        sheet.legend(item);
    }
    sheet.out.push_str("</svg>\n");
    sheet.out
}

impl Sheet {
    fn open(&mut self, map: &MapLayout, board: &Board, locale: Locale) {
        let (width, height) = (map.width, map.height);
        let out = &mut self.out;
        draw!(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"", width, "\" height=\"", height);
        draw!(
            out,
            "\" viewBox=\"0 0 ",
            width,
            " ",
            height,
            "\" role=\"img\" aria-labelledby=\"jb-map-title jb-map-desc\""
        );
        draw!(out, " lang=\"", locale.key(), "\" font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\">\n");
        let title = board.about.as_ref().map_or("", |about| about.title.trim());
        out.push_str("<title id=\"jb-map-title\">");
        escaped(out, if title.is_empty() { words::JOURNEY_MAP.say(locale) } else { title });
        out.push_str("</title>\n<desc id=\"jb-map-desc\">");
        escaped(out, &description(map, board, locale));
        out.push_str("</desc>\n");
        let ground = self.paper.ground;
        self.rect(&Rect::new(0.0, 0.0, width, height), 0.0, ground);
    }

    /// The icons that the map uses, once each.
    fn symbols(&mut self, map: &MapLayout) {
        self.out.push_str("<defs>\n");
        for kind in NoteKind::ALL {
            if map.notes.iter().any(|note| note.kind == kind)
                || map.lanes.iter().any(|lane| lane_kind(lane.lane) == Some(kind))
            {
                self.symbol(kind.key(), icons::kind(kind));
            }
        }
        for (emotion, name) in Emotion::ALL.into_iter().zip(FACES) {
            self.symbol(name, icons::face(emotion));
        }
        for (name, drawing) in [("flag", icons::FLAG), ("curve", icons::CURVE), ("more", icons::MORE)] {
            self.symbol(name, drawing);
        }
        let muted = self.paper.muted;
        draw!(
            &mut self.out,
            "<marker id=\"jb-map-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
        );
        draw!(
            &mut self.out,
            "<path d=\"M1 1l6 3-6 3\" fill=\"none\" stroke=\"",
            muted,
            "\" stroke-width=\"1.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></marker>\n</defs>\n"
        );
    }

    fn symbol(&mut self, name: &str, drawing: &str) {
        draw!(
            &mut self.out,
            "<symbol id=\"jb-map-",
            name,
            "\" viewBox=\"0 0 24 24\" fill=\"none\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">",
            drawing,
            "</symbol>\n"
        );
    }

    fn icon(&mut self, name: &str, at: Point, side: f64, colour: &str) {
        draw!(
            &mut self.out,
            "<use href=\"#jb-map-",
            name,
            "\" x=\"",
            at.x,
            "\" y=\"",
            at.y,
            "\" width=\"",
            side,
            "\" height=\"",
            side
        );
        draw!(&mut self.out, "\" stroke=\"", colour, "\"/>\n");
    }

    fn rect(&mut self, rect: &Rect, radius: f64, fill: &str) {
        draw!(
            &mut self.out,
            "<rect x=\"",
            rect.x,
            "\" y=\"",
            rect.y,
            "\" width=\"",
            rect.width,
            "\" height=\"",
            rect.height,
            "\""
        );
        if radius > 0.0 {
            draw!(&mut self.out, " rx=\"", radius, "\"");
        }
        draw!(&mut self.out, " fill=\"", fill, "\"/>\n");
    }

    fn line(&mut self, from: Point, to: Point, colour: &str, more: &str) {
        draw!(
            &mut self.out,
            "<path d=\"M",
            from.x,
            " ",
            from.y,
            "L",
            to.x,
            " ",
            to.y,
            "\" fill=\"none\" stroke=\"",
            colour,
            "\"",
            more,
            "/>\n"
        );
    }

    fn text(&mut self, text: &TextBox, colour: &str) {
        let (x, anchor) = match text.align {
            Align::Start => (text.rect.x, ""),
            Align::Middle => (text.rect.centre().x, " text-anchor=\"middle\""),
            Align::End => (text.rect.right(), " text-anchor=\"end\""),
        };
        if text.lines.is_empty() {
            return;
        }
        draw!(
            &mut self.out,
            "<text font-size=\"",
            text.size,
            "\" fill=\"",
            colour,
            "\"",
            anchor,
            bold(text.weight),
            ">"
        );
        self.lines(&text.lines, Point::new(x, text.rect.y), text.size, text.line);
        self.out.push_str("</text>\n");
    }

    /// Lines of type from a top edge on, inside an open `<text>`.
    fn lines(&mut self, lines: &[String], at: Point, size: f64, height: f64) {
        for (i, line) in lines.iter().enumerate() {
            let baseline = at.y + (i as f64 + 0.5) * height + 0.35 * size;
            draw!(&mut self.out, "<tspan x=\"", at.x, "\" y=\"", baseline, "\">");
            escaped(&mut self.out, line);
            self.out.push_str("</tspan>");
        }
    }

    fn lanes(&mut self, map: &MapLayout) {
        let Paper { line, ink, .. } = self.paper;
        for (i, lane) in map.lanes.iter().enumerate() {
            let Rect { x, y, .. } = lane.rect;
            if i > 0 {
                self.line(Point::new(x, y), Point::new(lane.rect.right(), y), line, "");
            }
            let (icon, colour) = match lane_kind(lane.lane) {
                Some(kind) => (kind.key(), self.theme.shade(kind).edge),
                None if lane.lane == Lane::Curve => ("curve", self.theme.shade(NoteKind::Emotion).edge),
                None => ("more", self.paper.muted),
            };
            self.icon(icon, Point::new(x, lane.name.rect.y + 2.0), 16.0, colour);
            self.text(&lane.name, ink);
        }
    }

    fn stages(&mut self, map: &MapLayout) {
        let Paper { field, ink, muted, .. } = self.paper;
        for stage in &map.stages {
            self.rect(&stage.rect, 6.0, field);
            let number = TextBox {
                lines: vec![stage.number.to_string()],
                rect: Rect { x: stage.rect.x + 12.0, ..stage.name.rect },
                ..stage.name.clone()
            };
            self.text(&number, muted);
            self.text(&stage.name, ink);
            if let Some(hint) = &stage.hint {
                self.text(hint, muted);
            }
        }
    }

    fn axis(&mut self, map: &MapLayout) {
        let Paper { ink, muted, .. } = self.paper;
        if let Some(start) = &map.start {
            self.icon("flag", Point::new(start.rect.x - 24.0, start.rect.y + 2.0), 16.0, muted);
            self.text(start, ink);
        }
        if let Some(end) = &map.end {
            self.icon("flag", Point::new(end.rect.right() + 8.0, end.rect.y + 2.0), 16.0, muted);
            self.text(end, ink);
        }
        if let Some((from, to)) = map.axis {
            self.line(from, to, muted, " marker-end=\"url(#jb-map-arrow)\"");
        }
    }

    fn legend(&mut self, item: &LegendItem) {
        let Paper { muted, .. } = self.paper;
        let (amber, at) = (self.theme.shade(NoteKind::Emotion).edge, item.rect.origin());
        let middle = at.y + 8.0;
        match &item.mark {
            Mark::Kind(kind) => self.icon(kind.key(), at, 16.0, self.theme.shade(*kind).edge),
            Mark::Department(letters) => self.letters(letters, Point::new(at.x + 8.0, middle)),
            Mark::Mean => self.icon(FACES[3], at, 16.0, amber),
            Mark::Spread => self.spread(at.x + 8.0, at.y + 2.0, at.y + 14.0),
            Mark::Gap => self.line(Point::new(at.x, middle), Point::new(at.x + 16.0, middle), amber, curve::DASHED),
        }
        self.text(&item.label, muted);
    }

    /// A department's two letters around a middle.
    fn letters(&mut self, letters: &str, middle: Point) {
        let muted = self.paper.muted;
        draw!(
            &mut self.out,
            "<text x=\"",
            middle.x,
            "\" y=\"",
            middle.y + 4.0,
            "\" font-size=\"11\" font-weight=\"600\" text-anchor=\"middle\" fill=\"",
            muted,
            "\">"
        );
        escaped(&mut self.out, letters);
        self.out.push_str("</text>\n");
    }
}

/// The names of the faces' symbols, −2 first.
const FACES: [&str; 5] = ["face-m2", "face-m1", "face-0", "face-p1", "face-p2"];

/// The symbol of an emotion note's face.
fn face_name(emotion: Emotion) -> &'static str {
    FACES[(emotion.value() + 2) as usize]
}

/// The kind of a lane's notes, where they are of one kind.
fn lane_kind(lane: Lane) -> Option<NoteKind> {
    match lane {
        Lane::Touchpoint => Some(NoteKind::Touchpoint),
        Lane::Expectation => Some(NoteKind::Expectation),
        Lane::Experience => Some(NoteKind::Experience),
        Lane::Emotion => Some(NoteKind::Emotion),
        Lane::Curve | Lane::More => None,
    }
}

fn bold(weight: Weight) -> &'static str {
    if weight == Weight::Semibold { " font-weight=\"600\"" } else { "" }
}

/// The map in one sentence, for people who cannot see it.
fn description(map: &MapLayout, board: &Board, locale: Locale) -> String {
    let stages = words::STAGES.count(locale, map.stages.len() as u64);
    let touchpoints = words::TOUCHPOINTS.count(locale, map.columns.len() as u64);
    match map.journey.and_then(|journey| board.journeys.get(&journey)) {
        Some(journey) if map.start.is_some() && map.end.is_some() => {
            let (start, end) = (journey.start.trim(), journey.end.trim());
            let values = [("stages", stages.as_str()), ("touchpoints", &touchpoints), ("start", start), ("end", end)];
            words::DESCRIPTION.with(locale, &values)
        }
        _ => [words::JOURNEY_MAP.say(locale), ": ", &stages, ", ", &touchpoints, "."].concat(),
    }
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
