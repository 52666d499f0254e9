//! What every change must satisfy before its tests are worth running. All parts run; all failures
//! are told.

use crate::fault::{Fault, Outcome};
use crate::install::Consent;
use crate::{build, say, shell, tidy};

pub(crate) fn run(_consent: Consent, only_tidy: bool) -> Outcome {
    let mut failed = Vec::new();
    if !only_tidy {
        say::step("Format");
        if !shell::succeeds(shell::cargo().args(["fmt", "--all", "--check"]))? {
            failed.push("format (cargo fmt --all mends it)");
        }
        say::step("Clippy");
        let mut clippy = shell::cargo();
        clippy.args(["clippy", "--workspace", "--all-targets", "--"]);
        if !shell::succeeds(clippy.args(["-D", "warnings"]))? {
            failed.push("clippy");
        }
    }
    say::step("Tidy rules");
    let breaches = tidy::check()?;
    for breach in &breaches {
        println!("{breach}");
    }
    if !breaches.is_empty() {
        failed.push("tidy rules");
    }
    if let Err(fault) = build::sizes::last() {
        println!("{fault}");
        failed.push("client size");
    }
    if failed.is_empty() {
        say::step("All is well");
        return Ok(());
    }
    Err(Fault::new(format!("not yet: {}", failed.join(", "))))
}
