//! Texts made comparable and fit to be kept: without case and accents, without control characters, within bounds.

/// Small letters without accents, single spaces: "Péče o  Zákazníky" and "pece o zakazniky" are one department.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    let lower: String = text.chars().flat_map(char::to_lowercase).map(plain).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letter without its accent, for the alphabets of our three languages and their neighbours.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ą' | 'ã' | 'å' | 'ā' | 'ă' => 'a',
        'č' | 'ć' | 'ç' | 'ċ' => 'c',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' | 'ē' | 'ė' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ľ' | 'ĺ' | 'ł' => 'l',
        'ň' | 'ń' | 'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ő' | 'ø' => 'o',
        'ř' | 'ŕ' => 'r',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        other => other,
    }
}

/// One line without control characters and outer spaces, cut to `units_max` UTF-16 units.
#[must_use]
pub(crate) fn one_line(text: &str, units_max: usize) -> String {
    let line: String = text.chars().map(|c| if is_control(c) { ' ' } else { c }).collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut units = 0;
    let cut: String = line
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= units_max
        })
        .collect();
    cut.trim_end().to_owned()
}

/// Control characters, and those that turn the reading direction of what follows.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_are_compared_without_case_and_accents() {
        assert_eq!(folded("Péče o  Zákazníky"), folded(" pece o zakazniky "));
        assert_eq!(folded("Obsługa KLIENTA"), "obsluga klienta");
        assert_ne!(folded("Sales"), folded("Sale"));
    }

    #[test]
    fn names_are_one_clean_line_within_their_bound() {
        assert_eq!(one_line("  Ann\n\u{202e}\tLee\u{0} ", 120), "Ann Lee");
        assert_eq!(one_line("🙂🙂🙂", 4), "🙂🙂");
    }
}
