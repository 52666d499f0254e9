//! Node packages of a folder, exactly as its lock file says. Knows not what they are for.

use crate::fault::{Fault, Outcome};
use crate::install::{self, Consent};
use crate::{digest, places, say, shell};
use std::path::{Path, PathBuf};

/// What esbuild and `node --test` with a reporter need.
const NODE_MIN: u32 = 18;

/// `npm ci` in a folder of the tree, unless it was done with this very lock file.
pub(crate) fn install(folder: &str, consent: Consent) -> Outcome<PathBuf> {
    let node = install::program("node", "nodejs", "build and test the client", consent)?;
    let version = shell::answer(shell::command(node).arg("--version")).unwrap_or_default();
    if major(&version).is_none_or(|major| major < NODE_MIN) {
        return Err(Fault::new(format!(
            "node {version} is too old; please install node {NODE_MIN} or newer and start again"
        )));
    }
    let npm = install::program("npm", "npm", "build and test the client", consent)?;
    let folder = places::root().join(folder);
    let done = folder.join("node_modules/.journeyboard-installed");
    let wanted = digest::hex(&places::read(&folder.join("package-lock.json"))?);
    if places::read_text(&done).is_ok_and(|had| had == wanted) {
        return Ok(folder);
    }
    say::step(format!("Fetching node packages for {}", shown(&folder)));
    let mut ci = shell::command(npm);
    ci.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    shell::run(ci.current_dir(&folder))?;
    places::write(&done, wanted.as_bytes())?;
    Ok(folder)
}

fn shown(folder: &Path) -> String {
    folder.strip_prefix(places::root()).unwrap_or(folder).display().to_string()
}

/// `v20.20.2` → 20.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
