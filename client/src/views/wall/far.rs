//! The wall from afar, on one canvas: tints and edges, no elements.

use journeyboard_shared::ids::{ClusterId, NoteId};
use journeyboard_shared::model::NoteKind;
use journeyboard_shared::text::{self, shorten};
use journeyboard_shared::wall::{Rect, WallId, note_lines, note_weight, visible_objects};
use leptos::html;

use super::eye::Eye;
use crate::browser::canvas::{self, Pen};
use crate::browser::clock::OnFrame;
use crate::model::theme::ThemeSignal;
use crate::model::{Room, Stage};
use crate::prelude::*;

/// Below this scale notes are nothing but their tint.
const LINES_FROM: f64 = 0.14;
/// The smallest letters that can be read, in px.
const READABLE_FROM: f64 = 5.5;
/// The name over a cluster, in px.
const NAME: f64 = 12.0;

/// The colours of one theme.
#[derive(Clone, Default)]
struct Inks {
    tints: Vec<String>,
    edges: Vec<String>,
    texts: Vec<String>,
    ground: String,
    line: String,
    accent: String,
    text: String,
    greek: String,
}

impl Inks {
    fn mixed() -> Self {
        let of = |part: &str| {
            NoteKind::ALL.map(|kind| canvas::css_variable(&format!("--kind-{}-{part}", kind.key()))).to_vec()
        };
        Self {
            tints: of("tint"),
            edges: of("edge"),
            texts: of("text"),
            ground: canvas::css_variable("--cluster-ground"),
            line: canvas::css_variable("--line-strong"),
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
    let frame = OnFrame::new(move || {
        if let Some(canvas) = canvas.try_get_untracked().flatten() {
            let size = eye.viewport.get_untracked();
            let Some(pen) = Pen::take(&canvas, size.width, size.height) else { return };
            if eye.is_far.get_untracked() {
                inks.try_with_value(|inks| draw(room, stage, eye, inks, &pen));
            }
        }
    });
    let frame = StoredValue::new_local(frame);
    Effect::new(move |was_far: Option<bool>| {
        let is_far = eye.is_far.get();
        if is_far {
            eye.moved.track();
            eye.viewport.track();
            room.board.wall.track();
            stage.selection.track();
            let _ = theme.get();
        }
        if is_far || was_far == Some(true) {
            frame.with_value(OnFrame::ask);
        }
        is_far
    });
    view! { <canvas node_ref=canvas class="wall-far" aria-hidden="true" data-on=move || eye.is_far.get().then_some("")></canvas> }
}

fn draw(room: Room, stage: Stage, eye: Eye, inks: &Inks, pen: &Pen) {
    let camera = eye.camera();
    let viewport = eye.viewport.get_untracked();
    let things = room.board.with_index(|index| {
        visible_objects(index, &camera, viewport, 0.0)
            .into_iter()
            .filter_map(|id| Some((id, camera.rect_to_screen(&index.rect(id)?))))
            .collect::<Vec<(WallId, Rect)>>()
    });
    let has_lines = camera.zoom >= LINES_FROM;
    for (id, rect) in things {
        match id {
            WallId::Cluster(cluster) => {
                pen.fill(&inks.ground, rect.x, rect.y, rect.width, rect.height);
                pen.outline(&inks.line, 1.0, rect.x, rect.y, rect.width, rect.height);
                let name = name_of(room, cluster);
                if let Some(name) = name.filter(|name| !name.is_empty()) {
                    let name = shorten(&name, NAME, note_weight(NoteKind::Touchpoint), rect.width.max(90.0));
                    pen.text(&inks.text, "600 12px Inter, sans-serif", &name, rect.x, rect.y - NAME - 5.0);
                }
            }
            WallId::Note(note) => draw_note(room, inks, pen, note, &rect, has_lines.then_some(camera.zoom)),
        }
        if stage.selection.with_untracked(|selected| selected.contains(&id)) {
            pen.outline(&inks.accent, 2.0, rect.x - 1.0, rect.y - 1.0, rect.width + 2.0, rect.height + 2.0);
        }
    }
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

fn draw_note(room: Room, inks: &Inks, pen: &Pen, id: NoteId, rect: &Rect, zoom: Option<f64>) {
    let Some(note) = room.board.note(id) else { return };
    note.with_untracked(|note| {
        let ink = |inks: &[String]| inks.get(note.kind as usize).cloned().unwrap_or_default();
        pen.fill(&ink(&inks.tints), rect.x, rect.y, rect.width, rect.height);
        pen.fill(&ink(&inks.edges), rect.x, rect.y, (rect.width * 0.03).max(1.5), rect.height);
        let Some(zoom) = zoom else { return };
        let size = 15.0 * zoom;
        let (left, top) = (rect.x + 12.0 * zoom, rect.y + 36.0 * zoom);
        let lines = note_lines(&note.text, note.kind);
        if size < READABLE_FROM {
            // Too small for letters: grey bars as long as the lines.
            for (i, line) in lines.iter().enumerate() {
                let width = text::width(line, size, note_weight(note.kind));
                pen.fill(&inks.greek, left, top + (21.0 * i as f64 + 4.0) * zoom, width, (7.0 * zoom).max(1.0));
            }
            return;
        }
        let font =
            format!("{}{size:.1}px Inter, sans-serif", if note.kind == NoteKind::Touchpoint { "600 " } else { "" });
        for (i, line) in lines.iter().enumerate() {
            pen.text(&ink(&inks.texts), &font, line, left, top + 21.0 * i as f64 * zoom);
        }
    });
}
