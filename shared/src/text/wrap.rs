//! Where lines break: at spaces, after hyphens, inside a word only when it is longer than a line.
//!
//! Knows what Czech and Polish typesetters know: a one-letter preposition or conjunction does not end a line, nor does
//! a number without its unit.
//! Refuses to know what the lines are drawn on.

use super::{Weight, advance, is_mark, width};

/// What stands where a text was cut.
const CUT: &str = "…";
/// How many words may cling to the word after them: "a v kině" stays together, "a b c d e f" need not.
const CLINGING_MAX: usize = 2;
/// How far back from the line's end a long word is searched for the start of a syllable, in letters.
const SYLLABLE_REACH: usize = 6;

/// Sets text of `size` px into lines of at most `max_width` px. Keeps the writer's own line breaks, blank lines too.
/// At most `max_lines` lines (at least one): what does not fit is cut and ends with "…". Empty text gives no line.
/// A word that is longer than a line is broken at a hyphen, else before a syllable with a hyphen added.
#[must_use]
pub fn wrap(text: &str, size: f64, weight: Weight, max_width: f64, max_lines: usize) -> Vec<String> {
    let mut lines = Setter { size, weight, max_width, max_lines: max_lines.max(1), ..Setter::default() };
    for (i, paragraph) in text.trim().split(is_line_break).enumerate() {
        if i > 0 {
            lines.end_line();
        }
        lines.paragraph(paragraph);
        if lines.cut {
            break;
        }
    }
    lines.finish()
}

/// The text in one line of at most `max_width` px, ending with "…" if it was cut. Line breaks become spaces.
#[must_use]
pub fn shorten(text: &str, size: f64, weight: Weight, max_width: f64) -> String {
    let line = words(text).collect::<Vec<_>>().join(" ");
    if width(&line, size, weight) <= max_width { line } else { ellipsize(line, size, weight, max_width) }
}

/// The text with a no-break space after each word that clings to the next, so that a browser breaks it where [`wrap`]
/// does.
#[must_use]
pub fn tie(text: &str) -> String {
    let mut tied = String::with_capacity(text.len() + 8);
    let mut clinging = 0;
    for (i, piece) in text.split(' ').enumerate() {
        if i > 0 {
            tied.push(if clinging > 0 && !piece.is_empty() { '\u{A0}' } else { ' ' });
        }
        tied.push_str(piece);
        let word = piece.rsplit(is_line_break).next().unwrap_or_default();
        let before = if word.len() == piece.len() { clinging } else { 0 };
        clinging = if clings(word) && before < CLINGING_MAX { before + 1 } else { 0 };
    }
    tied
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}')
}

/// The words of a text: between them lies space at which a line may break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}'))
        .filter(|w| !w.is_empty())
}

/// The lines set so far, and the one that is being set.
#[derive(Default)]
struct Setter {
    size: f64,
    weight: Weight,
    max_width: f64,
    max_lines: usize,
    lines: Vec<String>,
    line: String,
    /// Whether the last line ends with a hyphen that the writer did not write.
    hyphen_added: bool,
    /// Whether something did not find a place.
    cut: bool,
}

impl Setter {
    fn paragraph(&mut self, paragraph: &str) {
        let mut chunk = String::new();
        let mut clinging = 0;
        for word in words(paragraph) {
            chunk.push_str(word);
            if clings(word) && clinging < CLINGING_MAX {
                clinging += 1;
                chunk.push(' ');
                continue;
            }
            self.place(&chunk);
            chunk.clear();
            clinging = 0;
            if self.cut {
                return;
            }
        }
        if !chunk.is_empty() {
            self.place(chunk.trim_end());
        }
    }

    /// Puts words that belong together on this line or the next.
    fn place(&mut self, chunk: &str) {
        let mut rest = chunk;
        let is_word = !chunk.contains(is_sign_of_address);
        while !self.cut && !rest.is_empty() {
            let gap = if self.line.is_empty() { "" } else { " " };
            let room = self.max_width - self.width_of(&self.line) - self.width_of(gap);
            if self.width_of(rest) <= room {
                return self.append(gap, rest);
            }
            if let Some(at) = self.hyphen_within(rest, room) {
                self.append(gap, &rest[..at]);
                self.end_line();
                rest = &rest[at..];
            } else if !self.line.is_empty() {
                self.end_line();
            } else if let Some((first, others)) = rest.split_once(' ') {
                self.place(first);
                rest = others;
            } else {
                rest = self.break_word(rest, is_word);
            }
        }
    }

    fn width_of(&self, text: &str) -> f64 {
        width(text, self.size, self.weight)
    }

    fn append(&mut self, gap: &str, text: &str) {
        if self.lines.len() >= self.max_lines {
            self.cut = true;
            return;
        }
        self.line.push_str(gap);
        self.line.push_str(text);
    }

    fn end_line(&mut self) {
        if self.lines.len() < self.max_lines {
            self.lines.push(std::mem::take(&mut self.line));
            self.hyphen_added = false;
        }
    }

    /// The last place in a word, after a hyphen between letters, up to which it fits into `room` px.
    fn hyphen_within(&self, word: &str, room: f64) -> Option<usize> {
        let mut found = None;
        let mut before = ' ';
        for (at, c) in word.char_indices() {
            let after = at + c.len_utf8();
            let breaks = matches!(c, '-' | '‐' | '–' | '—' | '/') && before.is_alphanumeric();
            if breaks && word[after..].chars().next().is_some_and(char::is_alphanumeric) {
                if self.width_of(&word[..after]) > room {
                    break;
                }
                found = Some(after);
            }
            before = c;
        }
        found
    }

    /// Fills the empty line with the start of a word that is longer than it; the answer is what is left.
    fn break_word<'w>(&mut self, word: &'w str, may_hyphenate: bool) -> &'w str {
        let hyphen = f64::from(advance('-', self.weight));
        let room = self.max_width / self.size * 1_000.0;
        let Cut { full, syllable } = cut_word(word, self.weight, room, room - hyphen);
        let syllable = syllable.filter(|_| may_hyphenate);
        let at = syllable.unwrap_or(full);
        self.append("", &word[..at]);
        let added = syllable.is_some() && !self.cut;
        if added {
            self.line.push('-');
        }
        self.end_line();
        self.hyphen_added = added;
        &word[at..]
    }

    fn finish(mut self) -> Vec<String> {
        if !self.line.is_empty() {
            self.end_line();
        }
        if self.cut
            && let Some(mut last) = self.lines.pop()
        {
            if self.hyphen_added {
                last.pop();
            }
            self.lines.push(ellipsize(last, self.size, self.weight, self.max_width));
        }
        self.lines
    }
}

/// Whether a word should not be the last of its line: one letter, perhaps behind a quotation mark or bracket, or a
/// number of up to four digits, whose unit comes next.
fn clings(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = word.chars();
    let is_one_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_one_letter || (!word.is_empty() && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Where a word may be cut: `full` fills the line; `syllable` leaves room for a hyphen between letters.
struct Cut {
    full: usize,
    syllable: Option<usize>,
}

/// Room in thousandths of an em. At least one character fits by definition.
fn cut_word(word: &str, weight: Weight, room: f64, room_with_hyphen: f64) -> Cut {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let (mut used, mut fits, mut fits_with_hyphen) = (0.0, 0, 0);
    for (i, (_, c)) in letters.iter().enumerate() {
        if i > 0 && !joins(letters[i - 1].1, *c) {
            fits = if used <= room { i } else { fits };
            fits_with_hyphen = if used <= room_with_hyphen { i } else { fits_with_hyphen };
        }
        used += f64::from(advance(*c, weight));
        if used > room && fits > 0 {
            break;
        }
    }
    let fits = if fits == 0 { first_whole(&letters) } else { fits };
    let full = letters.get(fits).map_or(word.len(), |(at, _)| *at);
    Cut { full, syllable: syllable_before(&letters, fits_with_hyphen).map(|i| letters[i].0) }
}

/// The number of characters that make the first drawn sign.
fn first_whole(letters: &[(usize, char)]) -> usize {
    (1..letters.len()).find(|i| !joins(letters[i - 1].1, letters[*i].1)).unwrap_or(letters.len())
}

/// Whether two characters are drawn as one sign.
fn joins(before: char, c: char) -> bool {
    before == '\u{200D}' || c == '\u{200D}' || is_mark(c as usize)
}

/// A good place for an added hyphen at or before `last`: ahead of a consonant that a vowel follows, else `last` itself.
/// None where signs other than letters stand there: a hyphen would change an address or a number.
fn syllable_before(letters: &[(usize, char)], last: usize) -> Option<usize> {
    let is_letter = |i: usize| letters.get(i).is_some_and(|(_, c)| c.is_alphabetic());
    if last < 2 || last + 1 >= letters.len() || !(last - 2..last + 2).all(is_letter) {
        return None;
    }
    let starts_syllable = |i: &usize| {
        let (before, c, after) = (letters[i - 1].1, letters[*i].1, letters[i + 1].1);
        let digraph = matches!((before, c), ('s' | 'c' | 'r' | 'd', 'z') | ('c', 'h') | ('d', 'ź' | 'ż'));
        is_letter(i - 1) && !is_vowel(c) && is_vowel(after) && !digraph
    };
    let nearest = last.saturating_sub(SYLLABLE_REACH).max(3);
    Some((nearest..=last).rev().find(starts_syllable).unwrap_or(last))
}

/// What addresses, file names and formulas contain and words do not.
fn is_sign_of_address(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '/' | '\\' | '@' | ':' | '_' | '=' | '&' | '?' | '#' | '%' | '+' | '~' | '|')
}

fn is_vowel(c: char) -> bool {
    "aeiouyáéěíóúůýąęäëöüőűàâèêîïôûæøåAEIOUYÁÉĚÍÓÚŮÝĄĘ".contains(c)
}

/// Cuts a line so that "…" still fits behind it.
fn ellipsize(mut line: String, size: f64, weight: Weight, max_width: f64) -> String {
    let room = max_width - width(CUT, size, weight);
    while !line.is_empty() && width(&line, size, weight) > room {
        while let Some(last) = line.pop() {
            if !line.chars().next_back().is_some_and(|before| joins(before, last)) {
                break;
            }
        }
    }
    let kept =
        line.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '.' | '…'));
    line.truncate(kept.len());
    line.push_str(CUT);
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(text: &str, max_width: f64, max_lines: usize) -> Vec<String> {
        wrap(text, 10.0, Weight::Regular, max_width, max_lines)
    }

    #[test]
    fn tx2_lines_break_at_spaces_and_where_the_writer_broke_them() {
        assert_eq!(
            set("Queue at the desk\n\nNobody says hello", 60.0, 9),
            ["Queue at", "the desk", "", "Nobody", "says hello"]
        );
        assert_eq!(set("  \n ", 60.0, 9), [""; 0]);
    }

    #[test]
    fn tx3_a_word_longer_than_a_line_is_broken_and_nothing_is_lost() {
        let lines = set("nejneobhospodařovávatelnějšími", 60.0, 9);
        assert_eq!(lines, ["nejneobhos-", "podařová-", "vatelnějšími"]);
        assert_eq!(set("e-mail-newsletter", 40.0, 9), ["e-mail-", "news-", "letter"]);
        assert_eq!(
            set("https://example.org/0123456789?a=12345", 60.0, 9).concat(),
            "https://example.org/0123456789?a=12345"
        );
    }

    #[test]
    fn tx4_a_text_that_was_cut_says_so() {
        assert_eq!(set("one two three four five", 50.0, 2), ["one two", "three fo…"]);
        assert_eq!(set("one two", 50.0, 1), ["one two"]);
        assert_eq!(set("nejneobhospodařovávatelnějšími", 60.0, 1), ["nejneobho…"]);
        assert_eq!(shorten("Front desk,\nevening", 10.0, Weight::Regular, 60.0), "Front desk…");
    }

    #[test]
    fn tx5_a_one_letter_preposition_does_not_end_a_line() {
        assert_eq!(set("Čekání v řadě u pokladny", 60.0, 9), ["Čekání", "v řadě", "u pokladny"]);
        assert_eq!(set("Byli a v kině", 55.0, 9), ["Byli", "a v kině"]);
        assert_eq!(tie("Stojí v řadě a o tom"), "Stojí v\u{A0}řadě a\u{A0}o\u{A0}tom");
        assert_eq!(tie("it’s t here\nv (k ničemu)"), "it’s t\u{A0}here\nv\u{A0}(k\u{A0}ničemu)");
        assert_eq!(set("Čekání 11 minut", 60.0, 9), ["Čekání", "11 minut"]);
    }

    #[test]
    fn tx3_a_face_drawn_from_several_characters_is_not_torn() {
        let family = "👩\u{200D}👩\u{200D}👧";
        assert_eq!(set(&family.repeat(3), 30.0, 9), [family, family, family]);
    }

    proptest! {
        #[test]
        fn tx6_no_line_is_wider_than_asked(text in "[a-zěščřžA-Z ,.\\-\n]{0,300}|\\PC{0,80}", max_width in 20.0..300.0f64, max_lines in 1usize..12) {
            let lines = set(&text, max_width, max_lines);
            prop_assert!(lines.len() <= max_lines);
            for line in &lines {
                let one_sign = first_whole(&line.char_indices().collect::<Vec<_>>()) == line.chars().count();
                prop_assert!(one_sign || width(line, 10.0, Weight::Regular) <= max_width + 0.001 || line.ends_with('…') && line.chars().count() <= 2, "{line:?}");
            }
        }

        #[test]
        fn tx3_every_letter_survives(text in "[a-zěščřž ]{0,200}", max_width in 20.0..300.0f64) {
            let bare = |s: &str| s.replace([' ', '-'], "");
            prop_assert_eq!(bare(&set(&text, max_width, 1_000).concat()), bare(&text));
        }
    }
}
