//! What went wrong, as one sentence a person can act on. Knows no kinds of faults: nothing here
//! recovers from any.

use std::fmt;

/// A sentence, lower case and without full stop: what could not be done, and why.
#[derive(Debug)]
pub(crate) struct Fault(String);

pub(crate) type Outcome<T = ()> = Result<T, Fault>;

impl Fault {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Puts what was attempted before why it failed.
pub(crate) trait While<T> {
    fn while_doing(self, what: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: fmt::Display> While<T> for Result<T, E> {
    fn while_doing(self, what: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|why| Fault(format!("could not {}: {why:#}", what())))
    }
}
