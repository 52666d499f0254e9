//! Finds the browser that tests and benchmarks drive.

use crate::fault::Outcome;
use crate::install::{self, Consent};
use crate::shell;
use std::path::PathBuf;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// `CHROMIUM` in the environment, else the first that is installed, else Debian's.
pub(crate) fn find(consent: Consent) -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        return Ok(chosen.into());
    }
    match NAMES.iter().find_map(|name| shell::find(name)) {
        Some(path) => Ok(path),
        None => install::program("chromium", "chromium", "run the browser tests", consent),
    }
}
