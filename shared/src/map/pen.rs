//! Sets type and writes what SVG reads: numbers, escaped text. Small on purpose: it is part of the client's download.

use super::{Align, TextBox};
use crate::text::{Weight, wrap};
use crate::wall::Rect;

/// A size of type: px, line height in px, weight.
#[derive(Clone, Copy)]
pub(super) struct Type(pub(super) f64, pub(super) f64, pub(super) Weight);

/// The poster's title.
pub(super) const TITLE: Type = Type(28.0, 36.0, Weight::Semibold);
/// What stands under it.
pub(super) const SUBTITLE: Type = Type(16.0, 24.0, Weight::Regular);
/// A stage's name.
pub(super) const STAGE: Type = Type(16.0, 22.0, Weight::Semibold);
/// A lane's name.
pub(super) const LANE: Type = Type(14.0, 20.0, Weight::Semibold);
/// Start, end, hints.
pub(super) const BODY: Type = Type(14.0, 20.0, Weight::Regular);
/// Legend and footer.
pub(super) const SMALL: Type = Type(12.0, 16.0, Weight::Regular);

/// Sets text into at most `lines_max` lines from `x`, `y` on, `width` px wide.
pub(super) fn set(text: &str, kind: Type, x: f64, y: f64, width: f64, lines_max: usize) -> TextBox {
    let Type(size, line, weight) = kind;
    let lines = wrap(text, size, weight, width, lines_max);
    let rect = Rect::new(x, y, width, lines.len() as f64 * line);
    TextBox { rect, lines, size, line, weight, align: Align::Start }
}

/// Appends a number with at most one decimal.
pub(super) fn number(out: &mut String, value: f64) {
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    out.push_str(&whole.to_string());
    if tenth > 0 {
        out.push('.');
        out.push(char::from(b'0' + tenth as u8));
    }
}

/// Appends text as XML character data, also good within double quotes. Characters that XML forbids are left out.
pub(super) fn escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => {}
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(c),
        }
    }
}

/// Appends pieces: text as it is, `{}` numbers by [`number`].
macro_rules! draw {
    ($out:expr, $($piece:expr),+ $(,)?) => {{ $( $crate::map::pen::Piece::from($piece).push($out); )+ }};
}
pub(super) use draw;

/// A piece of markup: words of ours, or a number.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Number(f64),
}

impl Piece<'_> {
    pub(super) fn push(self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Number(value) => number(out, value),
        }
    }
}

impl<'a> From<&'a str> for Piece<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Piece<'_> {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ma3_numbers_are_short_and_text_cannot_become_markup() {
        let mut out = String::new();
        draw!(&mut out, "M", 12.0, " ", -0.04, " ", -1.26, " ", 3.96);
        assert_eq!(out, "M12 0 -1.3 4");
        out.clear();
        escaped(&mut out, "<script>\"&\u{0}\u{1B}\u{FFFF}</script>\u{9F}ž");
        assert_eq!(out, "&lt;script&gt;&quot;&amp;&lt;/script&gt;ž");
    }
}
