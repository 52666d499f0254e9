//! The touchpoint table as CSV that spreadsheets open without harm. Knows quoting; the rows come from `table`.
//!
//! UTF-8 with a byte order mark (Excel asks for it), commas, CRLF, every text quoted where needed. A text that a
//! spreadsheet would run as a formula gets an apostrophe in front; line breaks within a text become spaces, so that one
//! row is one line for every program. Figures are plain numbers with a decimal point.

use csv::{Terminator, WriterBuilder};

use super::table::{Row, rows};
use crate::model::{Board, NoteKind};
use crate::words::{Locale, kinds, map as words};

/// Between the notes of one cell.
const BETWEEN: &str = " | ";

/// One row per touchpoint of the main journey in order (a touchpoint that stands there twice has two), then the
/// touchpoints that have no place in it. The header is in `locale`.
#[must_use]
pub fn csv(board: &Board, locale: Locale) -> String {
    let mut out = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(&mut out);
    // Writing into memory does not fail.
    let _ = writer.write_record(header(locale));
    for row in rows(board) {
        let _ = writer.write_record(cells(&row, locale));
    }
    let _ = writer.flush();
    drop(writer);
    String::from_utf8(out).unwrap_or_default()
}

fn header(locale: Locale) -> [&'static str; 17] {
    [
        words::COLUMN_STAGE_NUMBER,
        words::COLUMN_STAGE,
        words::COLUMN_POSITION,
        kinds::TOUCHPOINT,
        words::COLUMN_PLACED,
        words::COLUMN_MEAN,
        words::COLUMN_COUNT,
        words::LANE_EXPECTATION,
        words::LANE_EXPERIENCE,
        words::LANE_EMOTION,
        words::COLUMN_BARRIERS,
        words::COLUMN_NEEDS,
        words::COLUMN_IDEAS,
        words::COLUMN_QUESTIONS,
        words::COLUMN_DEPARTMENTS,
        words::COLUMN_AUTHOR,
        words::COLUMN_ID,
    ]
    .map(|word| word.say(locale))
}

fn cells(row: &Row, locale: Locale) -> [String; 17] {
    let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
    let notes = |kind| safe(&row.notes.get(&kind).map(|texts| joined(texts)).unwrap_or_default());
    let placed = if row.place.is_some() { words::YES } else { words::NO };
    [
        number(row.place.map(|(stage, ..)| stage)),
        safe(row.place.map_or("", |(_, name, _)| name)),
        number(row.place.map(|(.., position)| position)),
        safe(row.text),
        placed.say(locale).to_owned(),
        row.mean.map(|(mean, _)| format!("{mean:.2}")).unwrap_or_default(),
        row.mean.map_or(0, |(_, count)| count).to_string(),
        notes(NoteKind::Expectation),
        notes(NoteKind::Experience),
        notes(NoteKind::Emotion),
        notes(NoteKind::Barrier),
        notes(NoteKind::Need),
        notes(NoteKind::Idea),
        notes(NoteKind::Question),
        safe(&row.departments.iter().copied().collect::<Vec<_>>().join(BETWEEN)),
        safe(row.author),
        row.touchpoint.to_string(),
    ]
}

fn joined(texts: &[&str]) -> String {
    texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(BETWEEN)
}

/// A text that no spreadsheet runs: an apostrophe before a leading `= + - @` (also in their wide forms), and before one
/// that follows a semicolon, which is where a Czech or Polish Excel splits a line. Line breaks and tabs become spaces.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut at_start = true;
    for c in text.chars() {
        let c = if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
        if at_start && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−') {
            out.push('\'');
        }
        at_start = c == ';' || (at_start && c.is_whitespace());
        out.push(c);
    }
    // A leading tab or line break was an attempt at the same.
    if text.starts_with(['\t', '\r', '\n']) && !out.trim_start().starts_with('\'') {
        out.insert(0, '\'');
    }
    out
}
