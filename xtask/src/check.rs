//! What every change must satisfy before its tests are worth running. All parts run; all failures
//! are told.

use crate::fault::{Fault, Outcome};
use crate::install::{self, Consent};
use crate::{build, say, shell, tidy};

pub(crate) fn run(consent: Consent, only_tidy: bool) -> Outcome {
    let mut failed = Vec::new();
    if !only_tidy {
        component("fmt", "rustfmt", consent)?;
        component("clippy", "clippy", consent)?;
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

/// A part of the Rust toolchain that minimal installations leave out.
fn component(subcommand: &str, name: &str, consent: Consent) -> Outcome {
    if shell::answer(shell::cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    match shell::find("rustup") {
        Some(rustup) => shell::run(shell::command(rustup).args(["component", "add", name])),
        None => install::apt(&[name], "check format and habits of the code", consent),
    }
}
