//! Habits of `docs/architecture.md` as tests. Each rule lies in its own module and answers with
//! breaches; this one only reads the tree.

mod blank;
mod heads;
mod icons;
mod lengths;
mod rules;
mod source;
mod words;

use crate::fault::Outcome;
use crate::places;
use source::Source;
use std::fmt;

/// What is wrong at one place, and what to use instead.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    path: String,
    line: usize,
    what: String,
}

impl Breach {
    fn at(source: &Source, line: usize, what: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, what: what.into() }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Every breach in the tree, in order of place.
pub(crate) fn check() -> Outcome<Vec<Breach>> {
    let root = places::root();
    let sources = source::read_all(&root)?;
    let allowed = lengths::Allowed::read(&root.join(lengths::ALLOW_LIST))?;
    let spec = root.join("docs/spec.md");
    let spec = spec.is_file().then(|| places::read_text(&spec)).transpose()?.unwrap_or_default();

    let icons = icons::known(&root)?;

    let mut breaches = Vec::new();
    for source in &sources {
        breaches.extend(heads::check(source));
        breaches.extend(words::check(source));
        breaches.extend(icons::check(source, &icons));
    }
    breaches.extend(lengths::check(&sources, &allowed));
    breaches.extend(rules::check(&spec, &sources));
    breaches.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    Ok(breaches)
}
