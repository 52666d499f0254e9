//! Reads how many tests passed out of what the test runners print.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: u32,
    pub(super) failed: u32,
    pub(super) skipped: u32,
}

impl Count {
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// A runner that failed without naming a failed test did not get to run them.
    pub(super) fn with_exit(mut self, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; …` of each test binary.
pub(super) fn cargo(line: &str) -> Count {
    match line.split_once("test result: ") {
        Some((_, rest)) => numbered(rest),
        None => Count::default(),
    }
}

/// `ℹ pass 3` of node's spec reporter, `# pass 3` of its TAP.
pub(super) fn node(line: &str) -> Count {
    let mut words = line.split_whitespace();
    let mut count = Count::default();
    if !matches!(words.next(), Some("ℹ" | "#")) {
        return count;
    }
    let (Some(what), Some(number), None) = (words.next(), words.next(), words.next()) else {
        return count;
    };
    let Ok(number) = number.parse() else {
        return count;
    };
    match what {
        "pass" => count.passed = number,
        "fail" | "cancelled" => count.failed = number,
        "skipped" | "todo" => count.skipped = number,
        _ => {}
    }
    count
}

/// `===== 3 passed, 1 skipped in 0.21s =====`, or without the frame under `-q`.
pub(super) fn pytest(line: &str) -> Count {
    if line.contains(" in ") && line.trim_matches(['=', ' ']).ends_with(['s', ')']) {
        numbered(line)
    } else {
        Count::default()
    }
}

/// Reads `3 passed`, `1 failed`, … wherever they stand in a line.
fn numbered(line: &str) -> Count {
    let words: Vec<&str> = line.split([' ', ',', ';', '=', '.']).filter(|word| !word.is_empty()).collect();
    let mut count = Count::default();
    for pair in words.windows(2) {
        let Ok(number) = pair[0].parse::<u32>() else {
            continue;
        };
        match pair[1] {
            "passed" | "xpassed" => count.passed += number,
            "failed" | "error" | "errors" => count.failed += number,
            "ignored" | "skipped" | "xfailed" => count.skipped += number,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u32, failed: u32, skipped: u32) -> Count {
        Count { passed, failed, skipped }
    }

    #[test]
    fn each_test_binary_of_cargo_counts() {
        let line = "test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(cargo(line), count(3, 2, 1));
        assert_eq!(cargo("test sy4_edits_survive ... ok"), count(0, 0, 0));
    }

    #[test]
    fn the_summary_of_node_counts_and_its_titles_do_not() {
        assert_eq!(node("ℹ pass 7"), count(7, 0, 0));
        assert_eq!(node("# fail 2"), count(0, 2, 0));
        assert_eq!(node("ℹ cancelled 1"), count(0, 1, 0));
        assert_eq!(node("✔ pass 7 (2ms)"), count(0, 0, 0));
        assert_eq!(node("# pass 7 more"), count(0, 0, 0));
    }

    #[test]
    fn the_last_line_of_pytest_counts() {
        assert_eq!(pytest("==== 1 failed, 3 passed, 2 skipped, 1 error in 0.21s ===="), count(3, 2, 2));
        assert_eq!(pytest("3 passed in 61.00s (0:01:01)"), count(3, 0, 0));
        assert_eq!(pytest("tests/foreign/a.py .. [100%]"), count(0, 0, 0));
    }

    #[test]
    fn a_runner_that_breaks_before_any_test_is_a_failure() {
        assert_eq!(count(0, 0, 0).with_exit(false), count(0, 1, 0));
        assert_eq!(count(1, 2, 0).with_exit(false), count(1, 2, 0));
        assert_eq!(count(1, 0, 0).with_exit(true), count(1, 0, 0));
    }
}
