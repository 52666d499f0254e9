//! How wide a text is in Inter and where its lines break. Pure arithmetic over a table: the same lines on the screen,
//! in the SVG and on the server.
//!
//! Refuses to know fonts as files, browsers, and what the text is about. Kerning is left out: it is under 1 % in
//! running text and nearly always makes a line narrower.

mod widths;
mod wrap;

pub use wrap::{shorten, tie, wrap};

/// A weight of Inter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// 400: what people write.
    #[default]
    Regular,
    /// 600: titles, names, touchpoints.
    Semibold,
}

/// A letter of a script that the table does not know (thousandths of an em): rather too wide than out of its box.
const UNKNOWN: u16 = 700;
/// East Asian letters are an em wide.
const IDEOGRAPH: u16 = 1_000;
/// Emoji fonts draw a quarter wider than an em.
const EMOJI: u16 = 1_250;
/// One character that is drawn as a whole sentence (U+FDFA, U+FDFD and their like).
const SENTENCE: u16 = 6_000;

/// The width of one line of text, in the unit of `size` (px). Line breaks count as nothing.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    f64::from(text.chars().map(|c| u32::from(advance(c, weight))).sum::<u32>()) * size / 1_000.0
}

/// How far one character moves the pen, in thousandths of an em.
fn advance(c: char, weight: Weight) -> u16 {
    let table = match weight {
        Weight::Regular => &widths::REGULAR,
        Weight::Semibold => &widths::SEMIBOLD,
    };
    let code = c as usize;
    match code {
        0x20..=0x7E => table[code - 0x20],
        0xA0..=0x17F => table[code - 0xA0 + 95],
        _ => match widths::OTHERS.binary_search_by_key(&c, |other| other.0) {
            Ok(found) if weight == Weight::Regular => widths::OTHERS[found].1,
            Ok(found) => widths::OTHERS[found].2,
            Err(_) => unlisted(code),
        },
    }
}

fn unlisted(code: usize) -> u16 {
    match code {
        _ if is_mark(code) => 0,
        0x00..=0x1F | 0x7F..=0x9F => 0,
        0x2000..=0x200A | 0x202F => 300,
        0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF => 0,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F => IDEOGRAPH,
        0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFF => IDEOGRAPH,
        0x2300..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF => EMOJI,
        0xFDF0..=0xFDFF | 0x12000..=0x1254F => SENTENCE,
        _ => UNKNOWN,
    }
}

/// Whether a character is drawn onto the one before it: accents written apart, variation selectors, skin tones.
fn is_mark(code: usize) -> bool {
    matches!(code, 0x300..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F
        | 0xFE20..=0xFE2F | 0x1F3FB..=0x1F3FF | 0xE0100..=0xE01EF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tx1_a_line_is_as_wide_as_the_browser_draws_it() {
        // Measured in Chromium 156 with the font file that the client serves, 100 px, kerning off.
        for (text, weight, measured) in [
            ("The customer waits", Weight::Regular, 931.2),
            ("Žluťoučký kůň", Weight::Regular, 672.4),
            ("Zażółć gęślą jaźń", Weight::Semibold, 836.5),
        ] {
            let ours = width(text, 100.0, weight);
            assert!((ours - measured).abs() < 1.5, "{text}: {ours}, the browser says {measured}");
        }
    }

    #[test]
    fn tx1_letters_of_other_scripts_are_rather_too_wide_than_too_narrow() {
        assert_eq!(width("漢", 10.0, Weight::Regular), 10.0);
        assert!(width("😀", 10.0, Weight::Regular) >= 12.0);
        assert!(width("ж", 10.0, Weight::Regular) >= 6.0);
        assert!(width("\u{FDFD}", 10.0, Weight::Regular) >= 50.0);
        assert_eq!(width("e\u{301}", 10.0, Weight::Regular), width("e", 10.0, Weight::Regular));
    }
}
