//! The numbered rules of `docs/spec.md` and the tests that cite them: none without the other.
//!
//! A rule is a line `- **SY4** …`. A test cites it by name (`fn sy4_…`, with one word before it or
//! none; `def test_sy4_…`), by a docstring (`/// SY4`), or in brackets in JavaScript and Python
//! (`"[SY4] …"`).

use super::Breach;
use super::source::Source;
use std::collections::{BTreeMap, BTreeSet};

const SPEC: &str = "docs/spec.md";

struct Citation {
    rule: String,
    line: usize,
    by_test: bool,
}

pub(super) fn check(spec: &str, sources: &[Source]) -> Vec<Breach> {
    let rules = rules(spec);
    let families: BTreeSet<&str> = rules.keys().map(|rule| &rule[..2]).collect();
    let mut cited = BTreeSet::new();
    let mut breaches = Vec::new();
    for source in sources {
        for citation in citations(source, &families) {
            if !rules.contains_key(&citation.rule) {
                let what = format!(
                    "cites {}, which is no rule of {SPEC}; cite the rule that is meant, or write it",
                    citation.rule
                );
                breaches.push(Breach::at(source, citation.line, what));
            } else if citation.by_test {
                cited.insert(citation.rule);
            }
        }
    }
    let untested = rules.iter().filter(|(rule, _)| !cited.contains(*rule));
    breaches.extend(untested.map(|(rule, line)| Breach {
        path: SPEC.to_owned(),
        line: *line,
        what: format!("no test cites {rule}; name one `{}_…`, or put `[{rule}]` into its title", rule.to_lowercase()),
    }));
    breaches
}

fn rules(spec: &str) -> BTreeMap<String, usize> {
    spec.lines()
        .enumerate()
        .filter_map(|(i, line)| {
            let (name, _) = line.trim_start().strip_prefix("- **")?.split_once("**")?;
            is_rule(name).then(|| (name.to_owned(), i + 1))
        })
        .collect()
}

/// Two capital letters and a number.
fn is_rule(name: &str) -> bool {
    let (Some(letters), Some(number)) = (name.get(..2), name.get(2..)) else {
        return false;
    };
    letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn citations(source: &Source, families: &BTreeSet<&str>) -> Vec<Citation> {
    let mut found = Vec::new();
    let code: Vec<&str> = source.code.lines().collect();
    for (i, line) in source.text.lines().enumerate() {
        let named = if source.is_rust() {
            let mut named = in_docstring(line);
            let code = code.get(i).copied().unwrap_or_default();
            named.extend(in_name(code, "fn ", families).filter(|_| source.is_test(i + 1)));
            named
        } else if source.path.starts_with("tests/") {
            let mut named = in_brackets(line);
            named.extend(in_name(line, "def ", families));
            named
        } else {
            vec![]
        };
        found.extend(named.into_iter().map(|rule| Citation { rule, line: i + 1, by_test: source.is_test(i + 1) }));
    }
    found
}

/// `/// SY4, SY5: …` → both; a docstring about something else → none.
fn in_docstring(line: &str) -> Vec<String> {
    let Some(text) = line.trim_start().strip_prefix("///") else {
        return vec![];
    };
    text.split([' ', ',', ':', '.', ';', '(', ')'])
        .filter(|word| !word.is_empty() && *word != "and")
        .take_while(|word| is_rule(word))
        .map(str::to_owned)
        .collect()
}

/// `fn sy4_edits…`, `fn prop_sy4_edits…` → `SY4`, if there are rules that begin with SY at all.
fn in_name(line: &str, keyword: &str, families: &BTreeSet<&str>) -> Option<String> {
    let (_, rest) = line.split_once(keyword)?;
    let name = rest.split(['(', '<']).next()?;
    name.split('_').take(2).map(str::to_uppercase).find(|word| is_rule(word) && families.contains(&word[..2]))
}

/// `[SY4]` and `[SY4, SY5]`.
fn in_brackets(line: &str) -> Vec<String> {
    line.split('[')
        .skip(1)
        .filter_map(|rest| rest.split_once(']'))
        .flat_map(|(inside, _)| inside.split([',', ' ']))
        .filter(|word| is_rule(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC_TEXT: &str = "# Rules\n- **SY4** Edits survive.\n- **Note** no rule.\n";

    fn breaches(path: &str, text: &str) -> Vec<String> {
        check(SPEC_TEXT, &[Source::new(path, text)]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_rule_without_a_test_is_a_breach() {
        assert_eq!(
            breaches("shared/src/a.rs", "/// SY4\nfn not_a_test() {}"),
            ["docs/spec.md:2: no test cites SY4; name one `sy4_…`, or put `[SY4]` into its title"]
        );
    }

    #[test]
    fn every_way_to_cite_is_seen() {
        let inside = "#[cfg(test)]\nmod tests {\n    /// SY4: the hard way\n    fn a() {}\n}";
        assert!(breaches("shared/src/a.rs", inside).is_empty());
        for (path, text) in [
            ("tests/tests/a.rs", "async fn sy4_edits_survive() {}"),
            ("tests/tests/a.rs", "fn prop_sy4_edits_survive() {}"),
            ("tests/foreign/a.test.mjs", "test(\"[SY4] edits survive\", run)"),
            ("tests/foreign/test_a.py", "def test_sy4_edits_survive(): pass"),
        ] {
            assert!(breaches(path, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_citation_of_no_rule_is_a_breach() {
        for (path, text) in [
            ("tests/tests/a.rs", "fn sy4_a() {}\nfn sy5_b() {}"),
            ("tests/tests/a.rs", "fn sy4_a() {}\n/// SY4, ZZ9 both"),
            ("tests/foreign/a.test.mjs", "test('[SY4]')\ntest('[SY44]')"),
        ] {
            let found = breaches(path, text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].contains(":2: cites "), "{found:?}");
        }
    }

    #[test]
    fn words_that_only_look_like_rules_are_left_alone() {
        let text = "fn sy4_a() {}\nfn le32_bytes() {}\n/// The SY4 rule.\n/// UTF8 text\n";
        assert!(breaches("tests/tests/a.rs", text).is_empty());
    }
}
