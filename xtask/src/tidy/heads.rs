//! A Rust file opens with what it owns and refuses to know.

use super::Breach;
use super::source::Source;

pub(super) fn check(source: &Source) -> Option<Breach> {
    let opens = source.text.lines().next().unwrap_or_default();
    let says = opens.strip_prefix("//!").map(str::trim);
    (source.is_rust() && says.unwrap_or_default().is_empty()).then(|| {
        Breach::at(source, 1, "the file does not say what it owns; open it with `//! …` (and what it refuses to know)")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_does_not_introduce_itself_is_a_breach() {
        assert!(check(&Source::new("a.rs", "use b;\n//! Late.\n")).is_some());
        assert!(check(&Source::new("a.rs", "//!\n")).is_some());
        assert!(check(&Source::new("a.rs", "")).is_some());
        assert!(check(&Source::new("a.rs", "//! Owns a.\n")).is_none());
        assert!(check(&Source::new("a.mjs", "import b\n")).is_none());
    }
}
