//! How each suite is started. Output streams through while it is counted.

use super::Suite;
use super::count::{self, Count};
use crate::fault::Outcome;
use crate::install::Consent;
use crate::{chromium, digest, npm, places, python, say, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(super) fn run(suite: Suite, consent: Consent) -> Outcome<Count> {
    say::step(format!("Tests: {}", suite.name()));
    match suite {
        Suite::Unit => unit(),
        Suite::Native => native(),
        Suite::Foreign => foreign(consent),
        Suite::Browser => browser(consent),
    }
}

fn unit() -> Outcome<Count> {
    let mut cargo = shell::cargo();
    cargo.args(["test", "--no-fail-fast", "--workspace"]);
    cargo.args(["--exclude", "journeyboard-tests"]);
    counted(&mut cargo, count::cargo)
}

fn native() -> Outcome<Count> {
    let mut cargo = shell::cargo();
    cargo.args(["test", "--no-fail-fast", "--package", "journeyboard-tests"]);
    counted(with_server(&mut cargo), count::cargo)
}

fn foreign(consent: Consent) -> Outcome<Count> {
    let folder = places::root().join("tests/foreign");
    let mut all = Count::default();
    let scripts = places::files(&folder, ".test.mjs");
    if !scripts.is_empty() {
        npm::install("tests", consent)?;
        all += counted(with_server(&mut node(&scripts)), count::node)?;
    }
    let modules: Vec<PathBuf> = places::files(&folder, ".py").into_iter().filter(|path| is_pytest(path)).collect();
    if !modules.is_empty() {
        let mut pytest = pytest(&folder, consent)?;
        all += counted(with_server(pytest.args(&modules)), count::pytest)?;
    }
    Ok(all)
}

fn browser(consent: Consent) -> Outcome<Count> {
    let scripts = places::files(&places::root().join("tests/browser"), ".test.mjs");
    if scripts.is_empty() {
        return Ok(Count::default());
    }
    npm::install("tests", consent)?;
    let screenshots = places::target().join("screenshots");
    places::make(&screenshots)?;
    let mut node = node(&scripts);
    node.env("CHROMIUM", chromium::find(consent)?);
    node.env("SCREENSHOTS", screenshots);
    counted(with_server(&mut node), count::node)
}

fn node(scripts: &[PathBuf]) -> Command {
    let mut node = shell::command("node");
    node.args(["--test", "--test-reporter=spec"]).args(scripts);
    node
}

/// Helpers and `conftest.py` lie in the same folder.
fn is_pytest(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with("test_") || name.ends_with("_test.py")
    })
}

fn pytest(folder: &Path, consent: Consent) -> Outcome<Command> {
    let python = python::venv("venv", consent)?;
    let requirements = folder.join("requirements.txt");
    let stamp = places::target().join("venv/journeyboard-installed");
    let wanted = digest::hex(&places::read(&requirements)?);
    if !places::read_text(&stamp).is_ok_and(|had| had == wanted) {
        say::step("Fetching Python packages for tests/foreign");
        let mut pip = shell::command(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--requirement"]);
        shell::run(pip.arg(&requirements))?;
        places::write(&stamp, wanted.as_bytes())?;
    }
    let mut pytest = shell::command(python);
    pytest.args(["-m", "pytest", "-p", "no:cacheprovider"]);
    Ok(pytest)
}

fn with_server(command: &mut Command) -> &mut Command {
    command.env("JOURNEYBOARD_BIN", places::server_binary())
}

fn counted(command: &mut Command, reader: fn(&str) -> Count) -> Outcome<Count> {
    let mut count = Count::default();
    let succeeded = shell::read_along(command, |line| count += reader(line))?;
    Ok(count.with_exit(succeeded))
}
