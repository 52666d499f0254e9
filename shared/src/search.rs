//! Finds notes by words, without caring for capitals and diacritics: "reklamace" finds "REKLAMACE", "lodz" finds "Łódź".
//!
//! Refuses to know how results are shown. The table of letters is our own: the tables of `unicode-normalization` would
//! be a tenth of the client's download; a test holds the two against each other.

use crate::ids::NoteId;
use crate::model::{Board, NoteKind};

/// So many results at most; a person looks at the first dozen.
pub const RESULTS_MAX: usize = 200;
/// So many words of a query count, so that a pasted page costs no more than a sentence.
pub const WORDS_MAX: usize = 8;

/// U+00C0–U+017F without their marks, in order; `*` stands for what [`fold_into`] treats by itself.
const BARE: &[u8; 0x180 - 0xC0] = b"\
    aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllllnnnnnnnnnoooooo**\
    rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Text for comparing: small letters without diacritics (`ł`→`l`, `ø`→`o`, `đ`→`d`, `ß`→`ss`, `æ`→`ae`, `þ`→`th`).
/// Letters of other scripts only become small.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_into(&mut folded, c);
    }
    folded
}

fn fold_into(out: &mut String, c: char) {
    match c {
        '\0'..='\x7F' => out.push(c.to_ascii_lowercase()),
        'Æ' | 'æ' => out.push_str("ae"),
        'Œ' | 'œ' => out.push_str("oe"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'Þ' | 'þ' => out.push_str("th"),
        'Ĳ' | 'ĳ' => out.push_str("ij"),
        '×' | '÷' => out.push(c),
        '\u{C0}'..='\u{17F}' => out.push(char::from(BARE[c as usize - 0xC0])),
        'Ș' | 'ș' => out.push('s'),
        'Ț' | 'ț' => out.push('t'),
        '\u{300}'..='\u{36F}' => {}
        _ => out.extend(c.to_lowercase()),
    }
}

/// The folded words of what somebody looks for, at most [`WORDS_MAX`].
#[must_use]
pub fn words(query: &str) -> Vec<String> {
    query.split_whitespace().map(fold).filter(|word| !word.is_empty()).take(WORDS_MAX).collect()
}

/// Whether a text contains all of the folded words, anywhere and in any order. No words match everything.
#[must_use]
pub fn matches(words: &[String], text: &str) -> bool {
    let text = fold(text);
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The living notes that contain all words of the query, best first: words that begin where a word of the note begins,
/// then touchpoints, then words that stand nearer to the note's beginning; ties by id. At most [`RESULTS_MAX`]; an empty
/// query finds nothing.
#[must_use]
pub fn find(board: &Board, query: &str) -> Vec<NoteId> {
    let words = words(query);
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<_> = board
        .living_notes()
        .filter_map(|(id, note)| {
            let (inside, at) = rank(&words, &fold(&note.text))?;
            Some(((inside, note.kind != NoteKind::Touchpoint, at), id))
        })
        .collect();
    found.sort_unstable();
    found.truncate(RESULTS_MAX);
    found.into_iter().map(|(_, id)| id).collect()
}

/// How many words only stand inside others, and how far from the beginning the words are in all; small is good. None if
/// one is not there.
fn rank(words: &[String], text: &str) -> Option<(usize, usize)> {
    let (mut inside, mut distance) = (0, 0);
    for word in words {
        let first = text.find(word.as_str())?;
        let starts_word = |at: &usize| !text[..*at].chars().next_back().is_some_and(char::is_alphanumeric);
        let at = text.match_indices(word.as_str()).map(|(at, _)| at).find(starts_word);
        inside += usize::from(at.is_none());
        distance += at.unwrap_or(first);
    }
    Some((inside, distance))
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::*;
    use crate::map::sample::id;
    use crate::model::{Note, Point};

    fn board(notes: &[(NoteKind, &str)]) -> Board {
        let mut board = Board::default();
        for (i, (kind, text)) in notes.iter().enumerate() {
            let (pos, order, text) = (Point::default(), String::new(), (*text).to_owned());
            let note = Note {
                kind: *kind,
                text,
                pos,
                author: None,
                emotion: None,
                touchpoint: None,
                cluster: None,
                order,
                deleted: false,
            };
            board.notes.insert(id(i), note);
        }
        board
    }

    #[test]
    fn se1_capitals_and_diacritics_do_not_matter() {
        assert_eq!(fold("Příliš ŽLUŤOUČKÝ kůň"), "prilis zlutoucky kun");
        assert_eq!(fold("Zażółć GĘŚLĄ jaźń, Łódź"), "zazolc gesla jazn, lodz");
        assert_eq!(fold("Straße Øresund đ Æsir Þór œuvre"), "strasse oresund d aesir thor oeuvre");
        assert_eq!(fold("e\u{301}ý"), "ey");
        assert_eq!(fold("МОСКВА 漢字"), "москва 漢字");
    }

    #[test]
    fn se1_the_table_of_letters_says_what_unicode_says() {
        for c in '\u{C0}'..='\u{17F}' {
            let mut plain = c.to_lowercase().nfd().filter(|c| !is_combining_mark(*c));
            let (first, ours) = (plain.next().expect("a letter"), fold(&c.to_string()));
            if first.is_ascii() {
                assert_eq!(ours, first.to_string(), "{c}");
            } else {
                assert!(ours.is_ascii() || matches!(c, '×' | '÷'), "{c} became {ours}");
            }
        }
    }

    #[test]
    fn se2_all_words_must_be_there_in_any_order() {
        let looked_for = words("  RADE  cek ");
        assert!(matches(&looked_for, "Čekání v dlouhé řadě"));
        assert!(!matches(&looked_for, "Čekání u pokladny"));
        assert!(matches(&words(""), "anything"));
        assert_eq!(words(&"a ".repeat(50)).len(), WORDS_MAX);
    }

    #[test]
    fn se3_the_best_match_comes_first() {
        let board = board(&[
            (NoteKind::Idea, "Zkrátit předobjednávku"),
            (NoteKind::Idea, "Rychlejší objednávka"),
            (NoteKind::Touchpoint, "Telefonická objednávka"),
            (NoteKind::Idea, "Objednávka po SMS"),
            (NoteKind::Idea, "Parkování"),
        ]);
        assert_eq!(find(&board, "objednav"), [id(2), id(3), id(1), id(0)]);
        assert!(find(&board, " ").is_empty() && find(&board, "xyz").is_empty());
    }

    #[test]
    fn se4_deleted_notes_are_not_found_and_results_are_bounded() {
        let mut board = board(&[(NoteKind::Idea, "fronta"); 300]);
        board.notes.values_mut().take(10).for_each(|note| note.deleted = true);
        let found = find(&board, "fronta");
        assert_eq!(found.len(), RESULTS_MAX);
        assert!(!found.contains(&id(0)));
    }
}
