//! A picture of the wall on one canvas: what is seen from afar, and while a hand zooms. Where letters can be read it looks as
//! the elements do, since it stands before them; from afar text becomes bars, and at last notes are nothing but their tint.

mod inks;
mod note;

use std::collections::HashMap;

use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::model::{Note, NoteKind};
use journeyboard_shared::text::{self, Weight, shorten, wrap};
use journeyboard_shared::wall::{Camera, NOTE_TEXT, Rect, Size, WallId, note_lines, note_weight, visible_objects};
use leptos::html;
use leptos::prelude::*;

use super::eye::Eye;
use super::layers::dots;
use crate::browser::canvas::Pen;
use crate::browser::clock::OnFrame;
use crate::model::cell::Cell;
use crate::model::theme::ThemeSignal;
use crate::model::{Room, Stage};
use inks::Inks;

/// The smallest letters that can be read, in px.
const READABLE_FROM: f64 = 5.5;
/// The name over a cluster that is far away, in px.
const NAME: f64 = 12.0;
/// From afar the dots are at least so far apart, in px: the notes are what is looked for.
const DOTS_APART: f64 = 24.0;
/// The corners of a cluster, in board units, as in `50-wall.css`.
const CLUSTER_RADIUS: f64 = 12.0;

/// The canvas; not shown while the elements are seen.
#[component]
pub(super) fn Picture(
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
        eye.is_pictured.track();
        inks.set_value(Inks::mixed());
    });
    let lines = Cell::new(Lines::default());
    let paint = move || {
        let Some(canvas) = canvas.try_get_untracked().flatten().filter(|_| eye.is_pictured.get_untracked()) else { return };
        let size = eye.viewport.get_untracked();
        let Some(pen) = Pen::take(&canvas, size.width, size.height) else { return };
        inks.try_update_value(|inks| lines.write(|lines| draw(room, stage, eye, inks, lines, &pen)));
    };
    // In the frame in which the camera moves, or the picture would lag behind the hand.
    Effect::new(move |_| {
        if eye.is_pictured.get() {
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
    view! { <canvas node_ref=canvas class="wall-far" aria-hidden="true" data-on=move || eye.is_pictured.get().then_some("")></canvas> }
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

fn draw(room: Room, stage: Stage, eye: Eye, inks: &mut Inks, lines: &mut Lines, pen: &Pen) {
    let camera = eye.camera();
    let viewport = eye.viewport.get_untracked();
    inks.stamps.fit(note::ICON * camera.zoom);
    let inks = &*inks;
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
                    note.with_untracked(|note| note::draw(inks, pen, note, lines.of(id, note), &rect, camera.zoom));
                    note::draw_company(room, inks, pen, id, &rect, camera.zoom);
                }
            }
        }
        if stage.selection.with_untracked(|selected| selected.contains(&id)) {
            let unit = 1.0 / camera.zoom.min(1.0);
            let ring = rect.inflated(3.0 * unit);
            pen.outline(&inks.accent, 2.0 * unit, ring.x, ring.y, ring.width, ring.height);
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
    let line = unit.max(1.0);
    let inner = rect.inflated(-line);
    pen.fill_round(&inks.ground, CLUSTER_RADIUS - 1.0, inner.x, inner.y, inner.width, inner.height);
    let Some(name) = name_of(room, id).filter(|name| !name.is_empty()) else { return };
    if NOTE_TEXT * camera.zoom >= READABLE_FROM {
        let lines = wrap(&name, 16.0, Weight::Semibold, rect.width - 96.0, 3);
        for (i, line) in lines.iter().enumerate() {
            pen.text(&inks.text, "600 16px Inter, sans-serif", line, rect.x + 13.0, rect.y + 30.0 + 24.0 * i as f64);
        }
        return;
    }
    let at = camera.to_screen(rect.origin());
    let name = shorten(&name, NAME, Weight::Semibold, (rect.width * camera.zoom).max(90.0));
    pen.measure(0.0, 0.0, 1.0);
    pen.text(&inks.text, "600 12px Inter, sans-serif", &name, at.x, at.y - 8.0);
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
