//! Runs every suite, whatever became of the one before, and counts. Ends with one line:
//! `N passed, N failed`, and `, N skipped` where there are any.

mod count;
mod suites;

use crate::fault::Outcome;
use crate::install::Consent;
use crate::{build, say};
use count::Count;
use std::time::Instant;

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Suite {
    /// What lies beside the code: every crate's own tests
    Unit,
    /// The whole server, driven by our own clients
    Native,
    /// The server, driven by stock clients in JavaScript and Python
    Foreign,
    /// Client and server in Chromium
    Browser,
}

const ALL: [Suite; 4] = [Suite::Unit, Suite::Native, Suite::Foreign, Suite::Browser];

struct Line {
    name: &'static str,
    count: Count,
    secs: u64,
}

/// Whether everything passed.
pub(crate) fn run(consent: Consent, only: &[Suite]) -> bool {
    let wanted: Vec<Suite> = ALL.into_iter().filter(|suite| only.is_empty() || only.contains(suite)).collect();
    let mut lines = Vec::new();
    if wanted.iter().any(|suite| *suite != Suite::Unit) {
        lines.push(timed("build", || built(consent)));
    }
    if lines.iter().all(|build| build.count.failed == 0) {
        for suite in wanted {
            lines.push(timed(suite.name(), || suites::run(suite, consent)));
        }
    }
    conclude(&lines)
}

impl Suite {
    fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Native => "native",
            Self::Foreign => "foreign",
            Self::Browser => "browser",
        }
    }
}

/// The build counts as one test: that the client keeps to its budget.
fn built(consent: Consent) -> Outcome<Count> {
    build::everything(consent)?.weight.within_budget()?;
    Ok(Count { passed: 1, ..Count::default() })
}

fn timed(name: &'static str, suite: impl FnOnce() -> Outcome<Count>) -> Line {
    let start = Instant::now();
    let count = suite().unwrap_or_else(|fault| {
        say::failure(&fault);
        Count { failed: 1, ..Count::default() }
    });
    Line { name, count, secs: start.elapsed().as_secs() }
}

fn conclude(lines: &[Line]) -> bool {
    let mut all = Count::default();
    println!("\n{:<10}{:>8}{:>8}{:>9}{:>8}", "suite", "passed", "failed", "skipped", "time");
    for Line { name, count, secs } in lines {
        println!(
            "{name:<10}{:>8}{:>8}{:>9}{:>6} s{}",
            count.passed,
            count.failed,
            count.skipped,
            secs,
            if count.is_empty() { "  no tests yet" } else { "" }
        );
        all += *count;
    }
    println!("\n{}", closing(all));
    all.failed == 0
}

fn closing(all: Count) -> String {
    let mut line = format!("{} passed, {} failed", all.passed, all.failed);
    if all.skipped > 0 {
        line.push_str(&format!(", {} skipped", all.skipped));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_names_skipped_tests_only_where_there_are_any() {
        let mut all = Count { passed: 12, ..Count::default() };
        assert_eq!(closing(all), "12 passed, 0 failed");
        all.skipped = 2;
        assert_eq!(closing(all), "12 passed, 0 failed, 2 skipped");
    }

    #[test]
    fn one_failure_fails_the_command() {
        let failed = Count { failed: 1, ..Count::default() };
        let line = Line { name: "unit", count: failed, secs: 0 };
        assert!(!conclude(&[line]));
    }
}
