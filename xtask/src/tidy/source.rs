//! A file of ours, with what the rules need to know of it: code without comments and strings, and
//! which lines are tests.

use super::blank::blank;
use crate::fault::{Outcome, While};
use crate::places;
use std::ops::RangeInclusive;
use std::path::Path;

pub(super) struct Source {
    /// From the project root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// Rust: the text with comments and the insides of strings blanked, line for line. Other
    /// languages: the text without lines that are comments.
    pub(super) code: String,
    test_lines: Vec<RangeInclusive<usize>>,
}

const ENDINGS: [&str; 5] = ["rs", "mjs", "js", "py", "css"];
/// Folders in the root that hold what was made, not written.
const MADE: [&str; 2] = ["target", "data"];

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        let code = if path.ends_with(".rs") { blank(text) } else { without_comment_lines(text) };
        Self { path: path.to_owned(), text: text.to_owned(), test_lines: test_lines(&code), code }
    }

    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether a line (from 1) is part of a test or of what only tests use.
    pub(super) fn is_test(&self, line: usize) -> bool {
        self.is_all_test() || self.test_lines.iter().any(|lines| lines.contains(&line))
    }

    fn is_all_test(&self) -> bool {
        (self.path.starts_with("tests/") && !self.path.starts_with("tests/bench"))
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with("_tests.rs")
    }

    /// Lines of code with their numbers from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().map(|(i, line)| (i + 1, line))
    }
}

/// Every source file below the root that is ours.
pub(super) fn read_all(root: &Path) -> Outcome<Vec<Source>> {
    let mut sources = Vec::new();
    let walk = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let made = entry.depth() == 1 && MADE.contains(&name.as_ref());
        entry.depth() == 0 || !(made || name.starts_with('.') || name == "node_modules")
    });
    for entry in walk {
        let entry = entry.while_doing(|| "list the sources".into())?;
        let path = entry.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if !entry.file_type().is_file() || !ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
            continue;
        }
        let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        sources.push(Source::new(&shown.replace('\\', "/"), &places::read_text(path)?));
    }
    Ok(sources)
}

fn without_comment_lines(text: &str) -> String {
    text.lines()
        .map(|line| match line.trim_start() {
            comment if comment.starts_with("//") || comment.starts_with('#') => "",
            comment if comment.starts_with("* ") || comment.starts_with("/*") => "",
            _ => line,
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The items under `#[cfg(test)]`, to the end of their braces.
fn test_lines(code: &str) -> Vec<RangeInclusive<usize>> {
    let mut found = Vec::new();
    for (start, mark) in code.match_indices("#[cfg(test)]") {
        let item = &code[start + mark.len()..];
        let end = match (item.find('{'), item.find(';')) {
            (Some(brace), semicolon) if semicolon.is_none_or(|at| brace < at) => item_end(item, brace),
            (_, Some(semicolon)) => semicolon,
            _ => item.len(),
        };
        let first = line_of(code, start);
        found.push(first..=line_of(code, start + mark.len() + end));
    }
    found
}

/// Where the brace that opens at `open` closes, or the end of the text.
pub(super) fn item_end(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The line, from 1, on which a byte lies.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_under_cfg_test_is_a_test() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { { } }\n}\nfn c() {}\n";
        let source = Source::new("shared/src/a.rs", text);
        let tests: Vec<usize> = (1..=6).filter(|line| source.is_test(*line)).collect();
        assert_eq!(tests, [2, 3, 4, 5]);
    }

    #[test]
    fn a_test_module_in_a_file_of_its_own_ends_at_its_semicolon() {
        let source = Source::new("a.rs", "#[cfg(test)]\nmod tests;\nfn c() {}\n");
        assert!(source.is_test(2));
        assert!(!source.is_test(3));
        assert!(Source::new("server/src/room/tests.rs", "").is_test(1));
        assert!(!Source::new("tests/bench/first.mjs", "").is_test(1));
    }
}
