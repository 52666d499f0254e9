//! How big a note is on the wall. Knows its text and kind; refuses to know where it lies in a cluster.

use super::{Rect, Size};
use crate::model::{Note, NoteKind};
use crate::text::{Weight, wrap};

/// Every note's width, in board units.
pub const NOTE_WIDTH: f64 = 184.0;
/// The lowest note: one line of text and some air.
pub const NOTE_HEIGHT_MIN: f64 = 104.0;
/// The highest note; what does not fit is cut with "…" or scrolls while it is edited.
pub const NOTE_HEIGHT_MAX: f64 = 264.0;
/// Between the note's edge and what is in it.
pub const NOTE_PADDING: f64 = 12.0;
/// The row with the kind's icon.
pub const NOTE_HEADER: f64 = 20.0;
/// Between the header and the text, and between the text and the footer.
pub const NOTE_GAP: f64 = 4.0;
/// The row with the author's initials and department.
pub const NOTE_FOOTER: f64 = 20.0;
/// Size of the text.
pub const NOTE_TEXT: f64 = 15.0;
/// Height of a line of text.
pub const NOTE_LINE: f64 = 21.0;
/// Lines that the highest note shows.
pub const NOTE_LINES_MAX: usize = 9;

/// All that is above and below the text.
const AROUND_TEXT: f64 = 2.0 * NOTE_PADDING + NOTE_HEADER + 2.0 * NOTE_GAP + NOTE_FOOTER;

/// The weight in which a kind's text is set: a touchpoint is a name, the rest is speech.
#[must_use]
pub fn note_weight(kind: NoteKind) -> Weight {
    if kind == NoteKind::Touchpoint { Weight::Semibold } else { Weight::Regular }
}

/// The lines of a note's text as it lies on the wall; the last ends with "…" where it was cut.
#[must_use]
pub fn note_lines(text: &str, kind: NoteKind) -> Vec<String> {
    wrap(text, NOTE_TEXT, note_weight(kind), NOTE_WIDTH - 2.0 * NOTE_PADDING, NOTE_LINES_MAX)
}

/// A note's height on the wall, in board units: whole multiples of 4 from [`NOTE_HEIGHT_MIN`] to [`NOTE_HEIGHT_MAX`].
#[must_use]
pub fn note_height(text: &str, kind: NoteKind) -> f64 {
    let lines = note_lines(text, kind).len().max(1);
    let height = (AROUND_TEXT + lines as f64 * NOTE_LINE) / 4.0;
    (height.ceil() * 4.0).clamp(NOTE_HEIGHT_MIN, NOTE_HEIGHT_MAX)
}

/// Where a note lies while it is in no cluster.
#[must_use]
pub fn note_rect(note: &Note) -> Rect {
    Rect::at(note.pos, Size::new(NOTE_WIDTH, note_height(&note.text, note.kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wl2_a_note_grows_with_its_text_up_to_its_bound() {
        let height = |text: &str| note_height(text, NoteKind::Experience);
        assert_eq!(height(""), NOTE_HEIGHT_MIN);
        assert_eq!(height("Queue"), NOTE_HEIGHT_MIN);
        assert!(height(&"Queue at the desk, nobody says hello. ".repeat(2)) > NOTE_HEIGHT_MIN);
        assert_eq!(height(&"Queue at the desk. ".repeat(80)), NOTE_HEIGHT_MAX);
        assert_eq!(height(&"Queue at the desk. ".repeat(3)) % 4.0, 0.0);
    }

    #[test]
    fn wl2_all_lines_of_the_highest_note_have_room() {
        assert!(AROUND_TEXT + NOTE_LINES_MAX as f64 * NOTE_LINE <= NOTE_HEIGHT_MAX);
        assert!(AROUND_TEXT + (NOTE_LINES_MAX + 1) as f64 * NOTE_LINE > NOTE_HEIGHT_MAX);
    }
}
