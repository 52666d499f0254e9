//! What the person at the terminal sees between the outputs of other tools.

use std::fmt::Display;
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::Instant;

/// A line that says what starts now, with the time since the command began.
pub(crate) fn step(what: impl Display) {
    let secs = since_start().as_secs();
    let (bold, plain) = marks("\x1b[1;36m");
    eprintln!("{bold}▸ {:>2}:{:02}  {what}{plain}", secs / 60, secs % 60);
}

/// Something worth knowing under the last step.
pub(crate) fn note(what: impl Display) {
    eprintln!("         {what}");
}

pub(crate) fn failure(what: impl Display) {
    let (red, plain) = marks("\x1b[1;31m");
    eprintln!("{red}✗ {what}{plain}");
}

fn since_start() -> std::time::Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

fn marks(start: &'static str) -> (&'static str, &'static str) {
    if std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        (start, "\x1b[0m")
    } else {
        ("", "")
    }
}
