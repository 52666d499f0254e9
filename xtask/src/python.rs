//! Python in a virtual environment of its own, under `target/`.

use crate::fault::{Fault, Outcome};
use crate::install::{self, Consent};
use crate::{places, say, shell};
use std::path::PathBuf;

/// Makes `target/<name>` if it is not there; returns its interpreter.
pub(crate) fn venv(name: &str, consent: Consent) -> Outcome<PathBuf> {
    let folder = places::target().join(name);
    let python = folder.join("bin/python");
    if works(&python) {
        return Ok(python);
    }
    let system = install::program("python3", "python3", "run the Python tests", consent)?;
    say::step(format!("Making a Python environment in target/{name}"));
    let make = || {
        let mut command = shell::command(&system);
        command.args(["-m", "venv", "--clear"]).arg(&folder);
        command
    };
    // Debian splits venv from python3: the command is there and then fails.
    if !shell::succeeds(&mut make())? || !works(&python) {
        install::apt(&["python3-venv"], "run the Python tests", consent)?;
        shell::run(&mut make())?;
    }
    if works(&python) {
        return Ok(python);
    }
    Err(Fault::new(format!("the Python environment in {} has no pip", folder.display())))
}

fn works(python: &std::path::Path) -> bool {
    python.is_file() && shell::answer(shell::command(python).args(["-m", "pip", "--version"])).is_some()
}
