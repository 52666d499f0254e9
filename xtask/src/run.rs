//! Builds, then becomes the server: signals and the terminal are its own.

use crate::build;
use crate::fault::{Fault, Outcome};
use crate::install::Consent;
use crate::{places, say, shell};
use std::os::unix::process::CommandExt;

const DEFAULTS: [(&str, &str); 2] = [("--listen", "127.0.0.1:8080"), ("--data", "./data")];

pub(crate) fn run(consent: Consent, serve_args: &[String]) -> Outcome {
    let server = build::everything(consent)?.server;
    let arguments = arguments(serve_args);
    say::step(format!("journeyboard {}", arguments.join(" ")));
    let why = shell::command(&server).args(&arguments).current_dir(places::root()).exec();
    Err(Fault::new(format!("could not start {}: {why}", server.display())))
}

fn arguments(given: &[String]) -> Vec<String> {
    let mut arguments = vec!["serve".to_owned()];
    for (flag, value) in DEFAULTS {
        if !mentions(given, flag) {
            arguments.extend([flag.to_owned(), value.to_owned()]);
        }
    }
    if !mentions(given, "--demo") {
        arguments.push("--demo".to_owned());
    }
    arguments.extend_from_slice(given);
    arguments
}

fn mentions(given: &[String], flag: &str) -> bool {
    given.iter().any(|word| word == flag || word.strip_prefix(flag).is_some_and(|rest| rest.starts_with('=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn without_wishes_it_serves_the_demo_on_port_8080() {
        assert_eq!(arguments(&[]), words("serve --listen 127.0.0.1:8080 --data ./data --demo"));
    }

    #[test]
    fn what_is_given_replaces_the_default() {
        assert_eq!(
            arguments(&words("--listen 0.0.0.0:9000 --data=/srv")),
            words("serve --demo --listen 0.0.0.0:9000 --data=/srv")
        );
    }
}
