//! Draws the notes: a pale box with a saturated edge, icon, letters, lines of text; nothing leaves its box.

use super::{Sheet, bold, face_name};
use crate::map::pen::draw;
use crate::map::{MapLayout, NOTE_GUTTER, NOTE_PAD, NOTE_TYPE, NoteBox};
use crate::model::{NoteKind, Point};
use crate::wall::note_weight;

/// Side of a note's icon; a face is a little larger, it says more.
const ICON: f64 = 16.0;
const FACE: f64 = 18.0;
/// The middle of the gutter, right of the edge.
const MIDDLE: f64 = (NOTE_GUTTER + 3.0) / 2.0;

impl Sheet {
    pub(super) fn notes(&mut self, map: &MapLayout) {
        for note in &map.notes {
            self.note(note);
        }
    }

    fn note(&mut self, note: &NoteBox) {
        let shade = self.theme.shade(note.kind);
        let (w, h) = (note.rect.width, note.rect.height);
        // An inner svg cuts off whatever is drawn larger than it should be.
        draw!(
            &mut self.out,
            "<svg x=\"",
            note.rect.x,
            "\" y=\"",
            note.rect.y,
            "\" width=\"",
            w,
            "\" height=\"",
            h,
            "\">"
        );
        draw!(
            &mut self.out,
            "<path d=\"M4 0V",
            h,
            "A4 4 0 0 1 0 ",
            h - 4.0,
            "V4A4 4 0 0 1 4 0z\" fill=\"",
            shade.edge,
            "\"/>"
        );
        draw!(
            &mut self.out,
            "<path d=\"M4 0H",
            w - 6.0,
            "a6 6 0 0 1 6 6V",
            h - 6.0,
            "a6 6 0 0 1-6 6H4z\" fill=\"",
            shade.tint,
            "\"/>\n"
        );
        let side = if note.kind == NoteKind::Emotion { FACE } else { ICON };
        let name = note.emotion.map_or(note.kind.key(), face_name);
        let top = NOTE_PAD + (NOTE_TYPE.1 - side) / 2.0;
        self.icon(name, Point::new(MIDDLE - side / 2.0, top), side, shade.edge);
        if let Some(letters) = &note.department {
            self.letters(letters, Point::new(MIDDLE, NOTE_PAD + NOTE_TYPE.1 + 7.0));
        }
        let (size, line) = NOTE_TYPE;
        draw!(
            &mut self.out,
            "<text font-size=\"",
            size,
            "\" fill=\"",
            shade.text,
            "\"",
            bold(note_weight(note.kind)),
            ">"
        );
        self.lines(&note.lines, Point::new(NOTE_GUTTER, NOTE_PAD), size, line);
        self.out.push_str("</text></svg>\n");
    }
}
