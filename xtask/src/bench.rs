//! Finds a benchmark by its name and gives it what it measures. What it measures is its own.

use crate::fault::{Fault, Outcome};
use crate::install::Consent;
use crate::{build, chromium, npm, places, say, shell};
use std::path::Path;
use std::process::Command;

/// A benchmark is `tests/bench/NAME.mjs` (node) or `tests/benches/NAME.rs` (cargo bench). It prints
/// a table and writes the file named by `BENCH_OUT`.
pub(crate) fn run(consent: Consent, name: Option<&str>, arguments: &[String]) -> Outcome {
    let tests = places::root().join("tests");
    let known = names(&tests);
    let Some(name) = name else {
        println!("{}", known.join("\n"));
        return Ok(());
    };
    if !known.iter().any(|known| known == name) {
        return Err(Fault::new(format!("there is no benchmark {name}; there are: {}", known.join(", "))));
    }
    let binary = build::everything(consent)?.server;
    let script = tests.join(format!("bench/{name}.mjs"));
    let mut bench = if script.is_file() {
        node(&script, consent)?
    } else {
        let mut cargo = shell::cargo();
        cargo.args(["bench", "--package", "journeyboard-tests", "--bench", name, "--"]);
        cargo
    };
    let out = places::target().join(format!("bench/{name}.json"));
    places::make(&places::target().join("bench"))?;
    bench.args(arguments);
    bench.env("JOURNEYBOARD_BIN", &binary).env("BIN", &binary);
    bench.env("SIZES", places::client_out().join("sizes.json"));
    bench.env("BENCH_OUT", &out);
    say::step(format!("Measuring {name}"));
    shell::run(&mut bench)?;
    if out.is_file() {
        say::note(format!("figures are in {}", out.display()));
        return Ok(());
    }
    Err(Fault::new(format!("the benchmark {name} wrote nothing to {} (the file BENCH_OUT names)", out.display())))
}

fn names(tests: &Path) -> Vec<String> {
    let mut found = places::files(&tests.join("bench"), ".mjs");
    found.extend(places::files(&tests.join("benches"), ".rs"));
    found.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect()
}

fn node(script: &Path, consent: Consent) -> Outcome<Command> {
    if places::root().join("tests/package-lock.json").is_file() {
        npm::install("tests", consent)?;
    }
    let mut node = shell::command("node");
    if places::read_text(script)?.contains("CHROMIUM") {
        node.env("CHROMIUM", chromium::find(consent)?);
    }
    node.arg(script);
    Ok(node)
}
