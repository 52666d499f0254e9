//! The keyboard on the wall: from note to note, write, add, group, move, remove. Letters are letters while somebody
//! writes.

use journeyboard_shared::command::Command;
use journeyboard_shared::model::{NoteKind, Point};
use journeyboard_shared::rules::Operation;
use journeyboard_shared::wall::{Direction, GRID, WallId, nearest_in_direction};

use super::eye::Eye;
use super::{element_id, palette, selection};
use crate::browser::dom::{self, KeyboardEvent};
use crate::model::{Room, Stage, Tool};
use crate::prelude::*;

/// Nearer or farther with one key press.
const ZOOM_STEP: f64 = 1.25;

/// Listens while the wall is on the screen.
pub(super) fn listen(room: Room, stage: Stage, eye: Eye) {
    dom::on_window::<KeyboardEvent>("keydown", move |event| {
        if dom::is_writing() || dom::is_dialog_open() || event.default_prevented() || event.is_composing() {
            return;
        }
        let with_command = event.ctrl_key() || event.meta_key();
        let done = if with_command {
            with_command_key(room, stage, eye, &event)
        } else {
            moves(room, stage, eye, &event) || acts(room, stage, eye, &event)
        };
        if done {
            event.prevent_default();
        }
    });
}

fn with_command_key(room: Room, stage: Stage, eye: Eye, event: &KeyboardEvent) -> bool {
    match event.key().as_str() {
        "a" | "A" => {
            let all = room.board.with_index(|index| {
                let Some(bounds) = index.bounds() else { return Vec::new() };
                index.query(&bounds).into_iter().filter(|id| index.within(*id).is_none()).collect()
            });
            stage.selection.set(all.into_iter().collect());
        }
        "=" | "+" => eye.zoom_by(ZOOM_STEP),
        "-" => eye.zoom_by(1.0 / ZOOM_STEP),
        "0" => eye.fit(room),
        _ => return false,
    }
    true
}

fn direction(key: &str) -> Option<Direction> {
    match key {
        "ArrowLeft" => Some(Direction::Left),
        "ArrowRight" => Some(Direction::Right),
        "ArrowUp" => Some(Direction::Up),
        "ArrowDown" => Some(Direction::Down),
        _ => None,
    }
}

/// Arrows go from thing to thing; with Alt they carry what is selected.
fn moves(room: Room, stage: Stage, eye: Eye, event: &KeyboardEvent) -> bool {
    let Some(direction) = direction(&event.key()) else { return false };
    if !dom::is_focus_within("wall") {
        return false;
    }
    if event.alt_key() {
        carry(room, stage, direction, if event.shift_key() { 8.0 * GRID } else { GRID });
        return true;
    }
    let from = stage.selection.with_untracked(|selected| selected.first().copied());
    let next = room.board.with_index(|index| match from.filter(|id| index.rect(*id).is_some()) {
        Some(from) => nearest_in_direction(from, direction, index),
        None => {
            let camera = eye.camera();
            let middle = eye.centre();
            let seen = camera.visible(eye.viewport.get_untracked(), 0.0);
            let far = |id: &WallId| {
                index.rect(*id).map_or(f64::MAX, |rect| (rect.centre().x - middle.x).hypot(rect.centre().y - middle.y))
            };
            index.query(&seen).into_iter().min_by(|a, b| far(a).total_cmp(&far(b)))
        }
    });
    if let Some(next) = next {
        stage.select_only(next);
        eye.look_at(room, next);
        request_animation_frame(move || {
            request_animation_frame(move || {
                if !dom::is_writing() {
                    dom::focus(&element_id(next));
                }
            });
        });
    }
    true
}

fn carry(room: Room, stage: Stage, direction: Direction, step: f64) {
    let (dx, dy) = match direction {
        Direction::Left => (-step, 0.0),
        Direction::Right => (step, 0.0),
        Direction::Up => (0.0, -step),
        Direction::Down => (0.0, step),
    };
    let selected = stage.selection.get_untracked();
    let to = |rect: journeyboard_shared::wall::Rect| Point::new(rect.x + dx, rect.y + dy);
    let (mut notes, mut clusters) = (Vec::new(), Vec::new());
    room.board.with_index(|index| {
        for id in &selected {
            match (id, index.rect(*id)) {
                (WallId::Note(note), Some(rect)) if index.within(*id).is_none() => notes.push((*note, to(rect))),
                (WallId::Cluster(cluster), Some(rect)) => clusters.push((*cluster, to(rect))),
                _ => {}
            }
        }
    });
    if !notes.is_empty() {
        room.dispatch(Command::MoveNotes(notes));
    }
    for (cluster, pos) in clusters {
        room.dispatch(Command::MoveCluster { cluster, pos });
    }
}

fn acts(room: Room, stage: Stage, eye: Eye, event: &KeyboardEvent) -> bool {
    let first = stage.selection.with_untracked(|selected| selected.first().copied());
    match event.key().as_str() {
        "Enter" | "F2" if dom::is_focus_within("wall") => return write(room, stage, first),
        "Delete" | "Backspace" => selection::delete(room, stage),
        "g" | "G" => selection::group(room, stage),
        "n" | "N" if room.may_now(Operation::CreateNote) => palette::add(room, stage, eye, stage.kind.get_untracked()),
        "v" | "V" => stage.tool.set(Tool::Select),
        "h" | "H" => stage.tool.set(Tool::Hand),
        "+" => eye.zoom_by(ZOOM_STEP),
        "-" => eye.zoom_by(1.0 / ZOOM_STEP),
        "0" => eye.fit(room),
        "Escape" => stage.select_nothing(),
        digit @ ("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8")
            if !event.alt_key() && room.may_now(Operation::CreateNote) =>
        {
            let kind = digit.parse::<usize>().ok().and_then(|n| NoteKind::ALL.get(n - 1)).copied();
            palette::add(room, stage, eye, kind.unwrap_or(NoteKind::Touchpoint));
        }
        _ => return false,
    }
    true
}

fn write(room: Room, stage: Stage, first: Option<WallId>) -> bool {
    match first {
        Some(WallId::Note(note)) if room.may_now_to(Operation::EditNote, note) => stage.editing.set(Some(note)),
        Some(WallId::Cluster(cluster)) if room.may_now(Operation::ArrangeCluster) => stage.naming.set(Some(cluster)),
        _ => return false,
    }
    true
}
