//! One note in a picture of the wall. Its measures are those of `50-wall.css`, which a test in a browser compares.

use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::Note;
use journeyboard_shared::wall::{NOTE_GAP, NOTE_HEADER, NOTE_LINE, NOTE_PADDING, NOTE_TEXT, Rect};
use journeyboard_shared::words::kinds;

use super::READABLE_FROM;
use super::inks::{Ink, Inks};
use super::lines::font;
use crate::browser::canvas::Pen;
use crate::model::Room;
use crate::views::parts::initials;
use crate::views::wall::marks;

/// The side of a note's picture, in board units.
pub(super) const ICON: f64 = 18.0;
/// Below this scale notes are nothing but their tint.
const LINES_FROM: f64 = 0.14;
/// The corners of a note, in board units.
const RADIUS: f64 = 8.0;
/// The width of a note's edge, in board units.
const EDGE: f64 = 4.0;
/// The baseline of a line of text below the line's top, in board units.
const BASELINE: f64 = 16.0;

/// Draws a note; `lines` are those of its text, each with its width in board units.
pub(super) fn draw(inks: &Inks, pen: &Pen, note: &Note, lines: &[(String, f64)], rect: &Rect, zoom: f64) {
    let Ink { tint, edge, hairline, text } = &inks.kinds[note.kind as usize];
    let Rect { x, y, width, height } = *rect;
    let has_letters = NOTE_TEXT * zoom >= READABLE_FROM;
    let bar = EDGE.max(1.5 / zoom);
    if has_letters {
        pen.fill_round(hairline, RADIUS, x, y, width, height);
        pen.fill_round(tint, RADIUS - 1.0, x + 1.0, y + 1.0, width - 2.0, height - 2.0);
        pen.fill_bar(edge, RADIUS, x, y, bar, height);
        pen.stamp(&inks.stamps, marks::number(note), x + NOTE_PADDING, y + NOTE_PADDING + 1.0, ICON);
    } else {
        pen.fill(tint, x, y, width, height);
        pen.fill(edge, x, y, bar, height);
    }
    if zoom < LINES_FROM {
        return;
    }
    let font = font(note.kind);
    let (left, top) = (x + NOTE_PADDING, y + NOTE_PADDING + NOTE_HEADER + NOTE_GAP);
    for (i, (line, width)) in lines.iter().enumerate() {
        let top = top + NOTE_LINE * i as f64;
        if has_letters {
            pen.text(text, font, line, left, top + BASELINE);
        } else {
            // Too small for letters: grey bars as long as the lines.
            pen.fill(&inks.greek, left, top + 4.0, *width, 7.0_f64.max(1.0 / zoom));
        }
    }
}

/// The note's first row beside its picture: the kind's name where the note is selected, the author's department.
pub(super) fn draw_head(room: Room, inks: &Inks, pen: &Pen, note: &Note, rect: &Rect, is_selected: bool) {
    let baseline = rect.y + NOTE_PADDING + 14.5;
    if is_selected {
        let name = room.tongue.now(kinds::kind(note.kind));
        pen.text(&inks.muted, "12px Inter, sans-serif", name, rect.x + NOTE_PADDING + ICON + 6.0, baseline);
    }
    let department = room.with_board(|board| board.department_of(note).to_owned()).unwrap_or_default();
    if department.is_empty() {
        return;
    }
    let letters = inks.letters.get(&department).cloned().unwrap_or_else(|| initials(&department));
    let font = "600 12px Inter, sans-serif";
    let left = rect.right() - NOTE_PADDING - pen.width(font, &letters) - 0.24 * letters.chars().count() as f64;
    pen.fill(&inks.line_strong, left - 8.0, rect.y + NOTE_PADDING + 3.0, 3.0, 14.4);
    pen.text(&inks.muted, font, &letters, left, baseline);
}

/// Who else is at the note.
pub(super) fn draw_company(room: Room, inks: &Inks, pen: &Pen, id: NoteId, rect: &Rect) {
    let font = "11px Inter, sans-serif";
    room.presence.marks.with_untracked(|marks| {
        for (i, mark) in marks.get(&id).into_iter().flatten().take(2).enumerate() {
            let Some(hue) = inks.people.get(usize::from(mark.colour.number())) else { continue };
            let left = rect.x + 8.0 + 32.0 * i as f64;
            pen.fill_round(hue, 8.0, left, rect.y - 9.6, pen.width(font, &mark.name) + 12.0, 16.0);
            pen.text(&inks.on_person, font, &mark.name, left + 6.0, rect.y + 2.4);
        }
    });
}
