//! A picture of the wall on one canvas: what is seen from afar, and while a hand zooms. Where letters can be read it looks as
//! the elements do, since it stands before them; from afar text becomes bars, and at last notes are nothing but their tint.

mod inks;
mod lines;
mod note;

use crate::prelude::*;
use journeyboard_shared::ids::ClusterId;
use journeyboard_shared::model::{Board, NoteKind};
use journeyboard_shared::text::{self, Weight, shorten, wrap};
use journeyboard_shared::wall::{Camera, NOTE_TEXT, Rect, Size, WallId, visible_objects};
use journeyboard_shared::words::wall as words;
use leptos::html;

use super::eye::Eye;
use super::layers::dots;
use crate::browser::canvas::Pen;
use crate::browser::clock::OnFrame;
use crate::model::cell::Cell;
use crate::model::theme::ThemeSignal;
use crate::model::{Room, Stage};
use crate::views::parts::DepartmentLetters;
use inks::Inks;
use lines::Lines;

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
    let letters = use_context::<DepartmentLetters>();
    let inks = StoredValue::new_local(Inks::default());
    Effect::new(move |_| {
        let _ = theme.get();
        eye.is_pictured.track();
        let letters = letters.map(|DepartmentLetters(all)| all.get()).unwrap_or_default();
        inks.set_value(Inks::mixed(letters));
    });
    let lines = Cell::new(Lines::default());
    let paint = move || {
        let Some(canvas) = canvas.try_get_untracked().flatten().filter(|_| eye.is_pictured.get_untracked()) else {
            return;
        };
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
                    note.with_untracked(|note| {
                        note::draw(inks, pen, note, lines.of(id, note, pen), &rect, camera.zoom);
                        if NOTE_TEXT * camera.zoom >= READABLE_FROM {
                            note::draw_head(
                                room,
                                inks,
                                pen,
                                note,
                                &rect,
                                stage.selection.with_untracked(|all| all.contains(&WallId::Note(id))),
                            );
                            note::draw_company(room, inks, pen, id, &rect);
                        }
                    });
                }
            }
        }
        if stage.selection.with_untracked(|selected| selected.contains(&id)) {
            let unit = 1.0 / camera.zoom.min(1.0);
            let ring = rect.inflated(3.0 * unit);
            pen.outline_round(&inks.accent, 2.0 * unit, 11.0 * unit, ring.x, ring.y, ring.width, ring.height);
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
    let line = (1.0 / camera.zoom).max(1.0);
    pen.fill_round(&inks.line, CLUSTER_RADIUS, rect.x, rect.y, rect.width, rect.height);
    let inner = rect.inflated(-line);
    pen.fill_round(&inks.ground, CLUSTER_RADIUS - 1.0, inner.x, inner.y, inner.width, inner.height);
    let Some(Title { name, leader, folded, notes }) = room.with_board(|board| title_of(board, id)).flatten() else {
        return;
    };
    if NOTE_TEXT * camera.zoom < READABLE_FROM {
        let Some(name) = name.or(leader) else { return };
        let at = camera.to_screen(rect.origin());
        let name = shorten(&name, NAME, Weight::Semibold, (rect.width * camera.zoom).max(90.0));
        pen.measure(0.0, 0.0, 1.0);
        pen.text(&inks.text, "600 12px Inter, sans-serif", &name, at.x, at.y - 8.0);
        pen.measure(-camera.x * camera.zoom, -camera.y * camera.zoom, camera.zoom);
        return;
    }
    // As `cluster.rs` names it: a group without a name is known by the touchpoint that leads it, in one line.
    let lines_max = if name.is_some() { 3 } else { 1 };
    let own = name.or(leader);
    let vague = room.tongue.now(words::GROUP_UNNAMED);
    let (ink, font, weight) = match own {
        Some(_) => (&inks.text, "600 16px Inter, sans-serif", Weight::Semibold),
        None => (&inks.muted, "16px Inter, sans-serif", Weight::Regular),
    };
    let lines = wrap(own.as_deref().unwrap_or(vague), 16.0, weight, rect.width - 96.0, lines_max);
    for (i, line) in lines.iter().enumerate() {
        pen.text(ink, font, line, rect.x + 13.0, rect.y + 31.0 + 24.0 * i as f64);
    }
    let (right, middle) = (rect.right() - 23.0, rect.y + 25.0);
    let count = notes.to_string();
    let width = text::width(&count, 12.0, Weight::Regular);
    pen.text(&inks.muted, "12px Inter, sans-serif", &count, right - 22.0 - width, middle + 4.0);
    let (across, down) = if folded { (2.5, 5.0) } else { (5.0, 2.5) };
    let corner = if folded { (right + across, middle) } else { (right, middle + down) };
    let end = if folded { (right - across, middle + down) } else { (right + across, middle - down) };
    pen.line(&inks.muted, 1.5, &[(right - across, middle - down), corner, end]);
}

/// What stands in a cluster's title bar.
struct Title {
    name: Option<String>,
    /// The text of the touchpoint that leads it.
    leader: Option<String>,
    folded: bool,
    notes: usize,
}

fn title_of(board: &Board, id: ClusterId) -> Option<Title> {
    let cluster = board.clusters.get(&id)?;
    let members = board.members_of(id);
    let leader = members.iter().find(|(_, note)| note.kind == NoteKind::Touchpoint).map(|(_, note)| note.text.clone());
    let name = Some(cluster.name.clone()).filter(|name| !name.is_empty());
    Some(Title { name, leader, folded: cluster.collapsed, notes: members.len() })
}
