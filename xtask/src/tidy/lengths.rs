//! Long files and functions, as a ratchet: what is too long today is listed with its length, and the
//! number only goes down.

use super::Breach;
use super::source::{Source, item_end, line_of};
use crate::fault::{Outcome, While};
use crate::places;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) const ALLOW_LIST: &str = "xtask/tidy-allow.toml";
const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
/// Mark-up takes more lines than logic.
const COMPONENT_LINES_MAX: usize = 120;

/// Lengths that were too long when the rule came: `path` or `path::function` → lines.
#[derive(Default)]
pub(super) struct Allowed(BTreeMap<String, usize>);

impl Allowed {
    pub(super) fn read(path: &Path) -> Outcome<Self> {
        if !path.is_file() {
            return Ok(Self::default());
        }
        Self::parse(&places::read_text(path)?)
    }

    fn parse(text: &str) -> Outcome<Self> {
        let table: toml::Table = toml::from_str(text).while_doing(|| format!("read {ALLOW_LIST}"))?;
        let lines = |value: &toml::Value| value.as_integer().and_then(|n| usize::try_from(n).ok());
        Ok(Self(table.into_iter().filter_map(|(name, value)| Some((name, lines(&value)?))).collect()))
    }
}

struct Length {
    name: String,
    line: usize,
    lines: usize,
    lines_max: usize,
}

pub(super) fn check(sources: &[Source], allowed: &Allowed) -> Vec<Breach> {
    let mut unused = allowed.0.clone();
    let mut breaches = Vec::new();
    for source in sources {
        let mut lengths = functions(source);
        lengths.push(Length {
            name: source.path.clone(),
            line: 1,
            lines: source.text.lines().count(),
            lines_max: FILE_LINES_MAX,
        });
        for length in lengths {
            let allowance = unused.remove(&length.name);
            if let Some(what) = verdict(&length, allowance) {
                breaches.push(Breach::at(source, length.line, what));
            }
        }
    }
    breaches.extend(unused.into_keys().map(|name| Breach {
        path: ALLOW_LIST.to_owned(),
        line: 1,
        what: format!("{name} is gone; take it off the list"),
    }));
    breaches
}

fn verdict(length: &Length, allowance: Option<usize>) -> Option<String> {
    let Length { name, lines, lines_max, .. } = length;
    match allowance {
        None if lines > lines_max => {
            Some(format!("{name} has {lines} lines of {lines_max}; give a name to what it hides"))
        }
        Some(allowed) if *lines > allowed => {
            Some(format!("{name} grew to {lines} lines, {allowed} are allowed for now; make it shorter instead"))
        }
        Some(_) if lines <= lines_max => Some(format!("{name} is short enough now; take it off {ALLOW_LIST}")),
        Some(allowed) if *lines < allowed => {
            Some(format!("{name} shrank to {lines} lines; write that instead of {allowed} into {ALLOW_LIST}"))
        }
        _ => None,
    }
}

fn functions(source: &Source) -> Vec<Length> {
    if !source.is_rust() {
        return vec![];
    }
    let code = &source.code;
    code.match_indices("fn ")
        .filter(|(at, _)| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        .filter_map(|(at, mark)| {
            let rest = &code[at + mark.len()..];
            let name_end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
            let open = body(rest)?;
            let line = line_of(code, at);
            Some(Length {
                name: format!("{}::{}", source.path, &rest[..name_end]),
                line,
                lines: line_of(code, at + mark.len() + item_end(rest, open)) + 1 - line,
                lines_max: if is_component(code, line) { COMPONENT_LINES_MAX } else { FUNCTION_LINES_MAX },
            })
        })
        .collect()
}

/// Where the body opens; nothing for a declaration, whose `;` comes first. Brackets hide both:
/// `[u8; 4]`.
fn body(rest: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return Some(at),
            b';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn is_component(code: &str, line: usize) -> bool {
    let before: Vec<&str> = code.lines().take(line.saturating_sub(1)).collect();
    before
        .iter()
        .rev()
        .take_while(|line| line.trim_start().starts_with('#') || line.trim().is_empty())
        .any(|line| line.contains("#[component"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(source: &Source, allowed: &str) -> Vec<String> {
        let allowed = Allowed::parse(allowed).expect("a good list");
        check(std::slice::from_ref(source), &allowed).iter().map(ToString::to_string).collect()
    }

    fn function_of(lines: usize, before: &str) -> Source {
        let body = "    step(\"}\");\n".repeat(lines - 2);
        Source::new("a.rs", &format!("{before}fn long(a: [u8; 4]) {{\n{body}}}\n"))
    }

    #[test]
    fn a_function_past_seventy_lines_is_a_breach_and_a_component_past_120() {
        assert!(breaches(&function_of(70, ""), "").is_empty());
        assert_eq!(
            breaches(&function_of(71, "//! A.\n"), ""),
            ["a.rs:2: a.rs::long has 71 lines of 70; give a name to what it hides"]
        );
        assert!(breaches(&function_of(120, "#[component]\npub "), "").is_empty());
        assert_eq!(breaches(&function_of(121, "#[component]\n"), "").len(), 1);
    }

    #[test]
    fn a_file_past_four_hundred_lines_is_a_breach() {
        assert!(breaches(&Source::new("a.mjs", &"a\n".repeat(400)), "").is_empty());
        assert_eq!(breaches(&Source::new("a.mjs", &"a\n".repeat(401)), "").len(), 1);
    }

    #[test]
    fn an_allowed_length_only_goes_down() {
        let list = "\"a.rs::long\" = 80";
        assert!(breaches(&function_of(80, ""), list).is_empty());
        assert!(breaches(&function_of(81, ""), list)[0].contains("grew to 81"));
        assert!(breaches(&function_of(79, ""), list)[0].contains("shrank to 79"));
        assert!(breaches(&function_of(60, ""), list)[0].contains("short enough"));
        assert!(breaches(&Source::new("a.rs", ""), list)[0].contains("is gone"));
    }

    #[test]
    fn a_declaration_has_no_length() {
        let text = "trait A { fn a(&self) -> [u8; 4]; }\ntype F = fn(u8);\n";
        assert!(functions(&Source::new("a.rs", text)).is_empty());
    }
}
