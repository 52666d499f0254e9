//! Blanks comments and the insides of strings in Rust, so that the other rules see only code. Every
//! byte that stays keeps its place.

/// Same length in lines; what was blanked is spaces.
pub(super) fn blank(text: &str) -> String {
    let mut blanker = Blanker { chars: text.chars().collect(), at: 0, code: String::with_capacity(text.len()) };
    while let Some(char) = blanker.peek(0) {
        blanker.step(char);
    }
    blanker.code
}

struct Blanker {
    chars: Vec<char>,
    at: usize,
    code: String,
}

impl Blanker {
    fn step(&mut self, char: char) {
        match (char, self.peek(1)) {
            ('/', Some('/')) => self.line_comment(),
            ('/', Some('*')) => self.block_comment(),
            ('"', _) => self.string(),
            ('r', Some('"' | '#')) if !self.inside_word() => self.raw_string(),
            ('\'', Some(next)) => self.quote(next),
            _ => self.keep(),
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn keep(&mut self) {
        if let Some(char) = self.peek(0) {
            self.code.push(char);
            self.at += 1;
        }
    }

    fn hide(&mut self) {
        if let Some(char) = self.peek(0) {
            self.code.push(if char == '\n' { '\n' } else { ' ' });
            self.at += 1;
        }
    }

    /// `for"` and `br"…"` differ: a raw string's `r` follows no word, but may follow `b` or `c`.
    fn inside_word(&self) -> bool {
        let is_word = |char: char| char.is_alphanumeric() || char == '_';
        let before = |back: usize| self.at.checked_sub(back).map(|at| self.chars[at]);
        match before(1) {
            Some('b' | 'c') => before(2).is_some_and(is_word),
            Some(char) => is_word(char),
            None => false,
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|char| char != '\n') {
            self.hide();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while let Some(char) = self.peek(0) {
            match (char, self.peek(1)) {
                ('/', Some('*')) => depth += 1,
                ('*', Some('/')) => depth -= 1,
                _ => {
                    self.hide();
                    continue;
                }
            }
            self.hide();
            self.hide();
            if depth == 0 {
                break;
            }
        }
    }

    fn string(&mut self) {
        self.keep();
        while let Some(char) = self.peek(0) {
            match char {
                '"' => return self.keep(),
                '\\' => {
                    self.hide();
                    self.hide();
                }
                _ => self.hide(),
            }
        }
    }

    fn raw_string(&mut self) {
        let hashes = (1..).take_while(|i| self.peek(*i) == Some('#')).count();
        if self.peek(1 + hashes) != Some('"') {
            return self.keep(); // a raw identifier
        }
        for _ in 0..hashes + 2 {
            self.keep();
        }
        while let Some(char) = self.peek(0) {
            let closes = char == '"' && (1..=hashes).all(|i| self.peek(i) == Some('#'));
            if closes {
                (0..=hashes).for_each(|_| self.keep());
                return;
            }
            self.hide();
        }
    }

    /// A character, or the tick of a lifetime.
    fn quote(&mut self, next: char) {
        self.keep();
        if next == '\\' {
            self.hide();
            self.hide();
            while self.peek(0).is_some_and(|char| char != '\'') {
                self.hide();
            }
            self.keep();
        } else if self.peek(1) == Some('\'') {
            self.hide();
            self.keep();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::blank;

    #[test]
    fn comments_and_strings_go_and_lines_stay() {
        let code = blank("let a = \"x\\\"y\"; // sleep(\n/* /* } */ } */ b");
        let first = format!("let a = \"    \"; {}", " ".repeat("// sleep(".len()));
        let second = format!("{} b", " ".repeat("/* /* } */ } */".len()));
        assert_eq!(code, format!("{first}\n{second}"));
    }

    #[test]
    fn raw_strings_end_where_their_hashes_do() {
        assert_eq!(blank("r#\"a\"b\"# c"), "r#\"   \"# c");
        assert_eq!(blank("br\"a\" r#type"), "br\" \" r#type");
    }

    #[test]
    fn a_brace_in_quotes_is_no_brace_and_a_lifetime_no_quote() {
        assert_eq!(blank("'{' '\\'' &'a str {"), "' ' '  ' &'a str {");
        assert_eq!(blank("'\\u{1F600}' }"), "'         ' }");
    }
}
