//! Gets what is missing on this machine, or names the command that would. Knows apt and nothing
//! about why a program is wanted.

use crate::fault::{Fault, Outcome};
use crate::{say, shell};
use std::io::{IsTerminal, Write};

/// Whether to ask before installing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    /// Someone sits at the terminal: ask.
    Ask,
    /// `--yes`, or nobody to ask.
    Given,
}

impl Consent {
    pub(crate) fn from_flag(yes: bool) -> Self {
        if !yes && std::io::stdin().is_terminal() { Self::Ask } else { Self::Given }
    }
}

/// Installs Debian packages. `for_what` completes "needed to …".
pub(crate) fn apt(packages: &[&str], for_what: &str, consent: Consent) -> Outcome {
    let is_root = is_root();
    let by_hand = format!("{}apt-get install {}", if is_root { "" } else { "sudo " }, packages.join(" "));
    if shell::find("apt-get").is_none() {
        return Err(Fault::new(format!(
            "{} is needed to {for_what}, and this machine has no apt-get: please install the same \
             with its own package manager (on Debian it would be: {by_hand})",
            packages.join(" ")
        )));
    }
    if consent == Consent::Ask && !agrees(&format!("Needed to {for_what}: {by_hand}"))? {
        return Err(Fault::new(format!("needed to {for_what}; run this and start again: {by_hand}")));
    }
    say::step(format!("Installing {} to {for_what}", packages.join(" ")));
    let sudo = if is_root {
        None
    } else {
        Some(shell::find("sudo").ok_or_else(|| {
            Fault::new(format!(
                "needed to {for_what}, and this is neither root nor a machine with sudo; run as \
                 root: apt-get install {}",
                packages.join(" ")
            ))
        })?)
    };
    let apt_get = |arguments: &[&str]| {
        let mut command = match &sudo {
            Some(sudo) => {
                let mut command = shell::command(sudo);
                command.arg("env");
                command
            }
            None => shell::command("env"),
        };
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        command
    };
    let install: Vec<&str> = ["install", "--yes", "--no-install-recommends"].iter().chain(packages).copied().collect();
    // Package lists are refreshed first; where that fails the ones at hand may still do.
    let _ = shell::succeeds(&mut apt_get(&["update"]))?;
    if shell::succeeds(&mut apt_get(&install))? {
        return Ok(());
    }
    Err(Fault::new(format!(
        "apt-get could not install what is needed to {for_what}; run this and start again: {by_hand}"
    )))
}

/// Finds a program, installing the package that holds it where it is missing.
pub(crate) fn program(name: &str, package: &str, for_what: &str, consent: Consent) -> Outcome<std::path::PathBuf> {
    if let Some(path) = shell::find(name) {
        return Ok(path);
    }
    apt(&[package], for_what, consent)?;
    shell::find(name).ok_or_else(|| Fault::new(format!("{name} is still missing after installing {package}")))
}

fn agrees(question: &str) -> Outcome<bool> {
    eprint!("{question}\nGo ahead? [Y/n] ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(|why| Fault::new(format!("could not read the answer: {why}")))?;
    Ok(matches!(answer.trim(), "" | "y" | "Y" | "yes"))
}

fn is_root() -> bool {
    shell::answer(shell::command("id").arg("-u")).as_deref() == Some("0")
}
