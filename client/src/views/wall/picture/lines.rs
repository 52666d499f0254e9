//! The lines of notes' texts in a picture of the wall, broken where the browser breaks them in the elements: by the browser's
//! own measure, at spaces and behind hyphens, words that are too long anywhere.

use std::collections::HashMap;

use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::{Note, NoteKind};
use journeyboard_shared::wall::{NOTE_LINES_MAX, NOTE_PADDING, NOTE_WIDTH};

use crate::browser::canvas::Pen;

/// So many notes' lines are remembered; beyond, all are broken anew. A wall has ten thousand.
const REMEMBERED_MAX: usize = 12_000;

/// The lines of each note's text, broken once.
#[derive(Default)]
pub(super) struct Lines(HashMap<NoteId, Broken>);

struct Broken {
    text: String,
    kind: NoteKind,
    lines: Vec<(String, f64)>,
}

/// The font in which a kind's text is set.
pub(super) fn font(kind: NoteKind) -> &'static str {
    if kind == NoteKind::Touchpoint { "600 15px Inter, sans-serif" } else { "15px Inter, sans-serif" }
}

impl Lines {
    /// The lines of a note, each with its width in board units.
    pub(super) fn of(&mut self, id: NoteId, note: &Note, pen: &Pen) -> &[(String, f64)] {
        if self.0.get(&id).is_none_or(|known| known.text != note.text || known.kind != note.kind) {
            if self.0.len() >= REMEMBERED_MAX {
                self.0.clear();
            }
            let width = |text: &str| pen.width(font(note.kind), text);
            let mut lines = broken(&note.text, NOTE_WIDTH - 2.0 * NOTE_PADDING, width);
            lines.truncate(NOTE_LINES_MAX);
            let lines = lines.into_iter().map(|line| (width(&line), line)).map(|(width, line)| (line, width)).collect();
            self.0.insert(id, Broken { text: note.text.clone(), kind: note.kind, lines });
        }
        self.0.get(&id).map(|known| known.lines.as_slice()).unwrap_or_default()
    }
}

/// Breaks a text into lines that are at most `room` wide by that measure.
fn broken(text: &str, room: f64, width: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_inclusive([' ', '-', '–', '—']) {
            let longer = format!("{line}{word}");
            if width(longer.trim_end()) <= room {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            for c in word.chars() {
                if c != ' ' && !line.is_empty() && width(&format!("{line}{c}")) > room {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_letters(text: &str, room: usize) -> Vec<String> {
        broken(text, room as f64, |text| text.chars().count() as f64)
    }

    #[test]
    fn wa4_lines_of_the_picture_break_where_the_browser_breaks_them() {
        assert_eq!(by_letters("Queue at the desk", 8), ["Queue at", "the desk"]);
        assert_eq!(by_letters("Sign by e-mail", 9), ["Sign by", "e-mail"]);
        assert_eq!(by_letters("Sign by e-mail", 10), ["Sign by e-", "mail"]);
        assert_eq!(by_letters("a Nejneobhospodařovávatelnější", 10), ["a", "Nejneobhos", "podařováva", "telnější"]);
        assert_eq!(by_letters("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(by_letters("", 10), [""]);
    }
}
