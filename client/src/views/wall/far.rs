//! The wall from afar, on one canvas: tints, edges and bars for lines of text, no elements. Where letters can be read it
//! looks as the elements do: it also stands in for them while they come.

use std::collections::HashMap;

use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::model::{Note, NoteKind};
use journeyboard_shared::text::{self, shorten};
use journeyboard_shared::wall::{
    Camera, NOTE_GAP, NOTE_HEADER, NOTE_LINE, NOTE_PADDING, NOTE_TEXT, Rect, Size, WallId, note_lines, note_weight,
    visible_objects,
};
use leptos::html;
use leptos::prelude::*;

use super::eye::Eye;
use super::layers::dots;
use crate::browser::canvas::{self, Pen};
use crate::browser::clock::OnFrame;
use crate::model::cell::Cell;
use crate::model::theme::ThemeSignal;
use crate::model::{Room, Stage};

/// Below this scale notes are nothing but their tint.
const LINES_FROM: f64 = 0.14;
/// The smallest letters that can be read, in px.
const READABLE_FROM: f64 = 5.5;
/// The name over a cluster, in px.
const NAME: f64 = 12.0;
/// From afar the dots are at least so far apart, in px: the notes are what is looked for.
const DOTS_APART: f64 = 24.0;
/// The corners of a note and of a cluster, in board units, as in `50-wall.css`.
const NOTE_RADIUS: f64 = 8.0;
const CLUSTER_RADIUS: f64 = 12.0;
/// The width of a note's edge, in board units.
const NOTE_EDGE: f64 = 4.0;

/// The colours of one theme.
#[derive(Clone, Default)]
struct Inks {
    /// In the order of [`NoteKind::ALL`].
    kinds: [Ink; 8],
    wall: String,
    dot: String,
    ground: String,
    line: String,
    accent: String,
    text: String,
    greek: String,
}

/// The colours of one kind.
#[derive(Clone, Default)]
struct Ink {
    tint: String,
    edge: String,
    /// The line around the note: the edge's colour on the tint, as thin as in `50-wall.css`.
    hairline: String,
    text: String,
}

impl Inks {
    fn mixed() -> Self {
        let ink = |kind: NoteKind| {
            let of = |part: &str| canvas::css_variable(&format!("--kind-{}-{part}", kind.key()));
            let (tint, edge) = (of("tint"), of("edge"));
            Ink { hairline: format!("color-mix(in srgb, {edge} 26%, {tint})"), tint, edge, text: of("text") }
        };
        Self {
            kinds: NoteKind::ALL.map(ink),
            wall: canvas::css_variable("--ground"),
            dot: canvas::css_variable("--dot"),
            ground: canvas::css_variable("--cluster-ground"),
            line: canvas::css_variable("--line"),
            accent: canvas::css_variable("--accent"),
            text: canvas::css_variable("--ink"),
            greek: canvas::css_variable("--greek"),
        }
    }
}

/// The canvas; empty while the near view is on.
#[component]
pub(super) fn FarView(
    /// The room.
    room: Room,
    /// What is in front of this person.
    stage: Stage,
    /// The camera.
    eye: Eye,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let theme = expect_context::<ThemeSignal>();
    let inks = StoredValue::new_local(Inks::default());
    Effect::new(move |_| {
        let _ = theme.get();
        eye.is_far.track();
        inks.set_value(Inks::mixed());
    });
    let lines = Cell::new(Lines::default());
    let paint = move || {
        let Some(canvas) = canvas.try_get_untracked().flatten().filter(|_| eye.is_far.get_untracked()) else { return };
        let size = eye.viewport.get_untracked();
        let Some(pen) = Pen::take(&canvas, size.width, size.height) else { return };
        inks.try_with_value(|inks| lines.write(|lines| draw(room, stage, eye, inks, lines, &pen)));
    };
    // In the frame in which the camera moves, or the picture would lag behind the hand.
    Effect::new(move |_| {
        if eye.is_far.get() {
            eye.moved.track();
            paint();
        }
    });
    let frame = StoredValue::new_local(OnFrame::new(paint));
    Effect::new(move |_| {
        eye.viewport.track();
        room.board.wall.track();
        stage.selection.track();
        let _ = theme.get();
        frame.with_value(OnFrame::ask);
    });
    view! { <canvas node_ref=canvas class="wall-far" aria-hidden="true" data-on=move || eye.is_far.get().then_some("")></canvas> }
}

/// The lines of each note's text, broken once.
#[derive(Default)]
struct Lines(HashMap<NoteId, Broken>);

struct Broken {
    text: String,
    kind: NoteKind,
    lines: Vec<(String, f64)>,
}

impl Lines {
    /// The lines of a note, each with its width in board units.
    fn of(&mut self, id: NoteId, note: &Note) -> &[(String, f64)] {
        if self.0.get(&id).is_none_or(|known| known.text != note.text || known.kind != note.kind) {
            let width = |line: &str| text::width(line, NOTE_TEXT, note_weight(note.kind));
            let lines = note_lines(&note.text, note.kind).into_iter().map(|line| (width(&line), line));
            let lines = lines.map(|(width, line)| (line, width)).collect();
            self.0.insert(id, Broken { text: note.text.clone(), kind: note.kind, lines });
        }
        self.0.get(&id).map(|known| known.lines.as_slice()).unwrap_or_default()
    }
}

fn draw(room: Room, stage: Stage, eye: Eye, inks: &Inks, lines: &mut Lines, pen: &Pen) {
    let camera = eye.camera();
    let viewport = eye.viewport.get_untracked();
    draw_ground(inks, pen, &camera, viewport);
    let things = room.board.with_index(|index| {
        visible_objects(index, &camera, viewport, 0.0)
            .into_iter()
            .filter_map(|id| Some((id, index.rect(id)?)))
            .collect::<Vec<(WallId, Rect)>>()
    });
    pen.measure(-camera.x * camera.zoom, -camera.y * camera.zoom, camera.zoom);
    for (id, rect) in things {
        match id {
            WallId::Cluster(cluster) => draw_cluster(room, inks, pen, cluster, &rect, &camera),
            WallId::Note(id) => {
                if let Some(note) = room.board.note(id) {
                    note.with_untracked(|note| draw_note(inks, pen, note, lines.of(id, note), &rect, camera.zoom));
                }
            }
        }
        if stage.selection.with_untracked(|selected| selected.contains(&id)) {
            let ring = rect.inflated(1.0 / camera.zoom);
            pen.outline(&inks.accent, 2.0 / camera.zoom, ring.x, ring.y, ring.width, ring.height);
        }
    }
}

/// The ground with its dots, as on the paper.
fn draw_ground(inks: &Inks, pen: &Pen, camera: &Camera, viewport: Size) {
    pen.measure(0.0, 0.0, 1.0);
    pen.fill(&inks.wall, 0.0, 0.0, viewport.width, viewport.height);
    let mut step = dots(camera.zoom);
    if step < DOTS_APART {
        step *= 4.0;
    }
    let first = |at: f64| (-at * camera.zoom).rem_euclid(step) - step;
    let mut y = first(camera.y);
    while y < viewport.height {
        let mut x = first(camera.x);
        while x < viewport.width {
            pen.fill(&inks.dot, x + 0.25, y + 0.25, 1.5, 1.5);
            x += step;
        }
        y += step;
    }
}

fn draw_cluster(room: Room, inks: &Inks, pen: &Pen, id: ClusterId, rect: &Rect, camera: &Camera) {
    let unit = 1.0 / camera.zoom;
    pen.fill_round(&inks.line, CLUSTER_RADIUS, rect.x, rect.y, rect.width, rect.height);
    let inner = rect.inflated(-unit);
    pen.fill_round(&inks.ground, CLUSTER_RADIUS - unit.min(2.0), inner.x, inner.y, inner.width, inner.height);
    let Some(name) = name_of(room, id).filter(|name| !name.is_empty()) else { return };
    let at = camera.to_screen(rect.origin());
    let name = shorten(&name, NAME, note_weight(NoteKind::Touchpoint), (rect.width * camera.zoom).max(90.0));
    pen.measure(0.0, 0.0, 1.0);
    pen.text(&inks.text, "600 12px Inter, sans-serif", &name, at.x, at.y - NAME - 5.0);
    pen.measure(-camera.x * camera.zoom, -camera.y * camera.zoom, camera.zoom);
}

/// A cluster's own name, or the name of the touchpoint that leads it.
fn name_of(room: Room, id: ClusterId) -> Option<String> {
    room.with_board(|board| {
        let own = board.clusters.get(&id)?.name.clone();
        if !own.is_empty() {
            return Some(own);
        }
        let members = board.members_of(id);
        members.iter().find(|(_, note)| note.kind == NoteKind::Touchpoint).map(|(_, note)| note.text.clone())
    })
    .flatten()
}

fn draw_note(inks: &Inks, pen: &Pen, note: &Note, lines: &[(String, f64)], rect: &Rect, zoom: f64) {
    let Ink { tint, edge, hairline, text } = &inks.kinds[note.kind as usize];
    let Rect { x, y, width, height } = *rect;
    let has_letters = NOTE_TEXT * zoom >= READABLE_FROM;
    let bar = NOTE_EDGE.max(1.5 / zoom);
    if has_letters {
        pen.fill_round(edge, NOTE_RADIUS, x, y, NOTE_RADIUS + bar, height);
        pen.fill_round(hairline, NOTE_RADIUS, x + bar, y, width - bar, height);
        pen.fill_round(tint, NOTE_RADIUS - 1.0, x + bar, y + 1.0, width - bar - 1.0, height - 2.0);
        pen.ring(edge, 2.0, x + NOTE_PADDING + 9.0, y + NOTE_PADDING + 9.0, 7.0);
    } else {
        pen.fill(tint, x, y, width, height);
        pen.fill(edge, x, y, bar, height);
    }
    if zoom < LINES_FROM {
        return;
    }
    let font = if note.kind == NoteKind::Touchpoint { "600 15px Inter, sans-serif" } else { "15px Inter, sans-serif" };
    let (left, top) = (x + NOTE_PADDING, y + NOTE_PADDING + NOTE_HEADER + NOTE_GAP);
    for (i, (line, width)) in lines.iter().enumerate() {
        let top = top + NOTE_LINE * i as f64;
        if has_letters {
            pen.text(text, font, line, left, top + 3.0);
        } else {
            // Too small for letters: grey bars as long as the lines.
            pen.fill(&inks.greek, left, top + 4.0, *width, 7.0_f64.max(1.0 / zoom));
        }
    }
}
