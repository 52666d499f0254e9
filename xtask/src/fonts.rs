//! Remakes the committed font from npm's Inter with Python's fonttools. Run by hand, rarely; a
//! build only copies the result.

use crate::fault::Outcome;
use crate::install::Consent;
use crate::{npm, places, python, say, shell};

/// Pinned, so that the same characters give the same bytes.
const TOOLS: [&str; 2] = ["fonttools==4.68.0", "brotli==1.2.1"];

pub(crate) fn run(consent: Consent) -> Outcome {
    let inter = npm::install("client", consent)?.join("node_modules/inter-ui");
    let python = python::venv("fonts-venv", consent)?;
    say::step("Fetching fonttools");
    let mut pip = shell::command(&python);
    pip.args(["-m", "pip", "install", "--quiet"]);
    shell::run(pip.args(TOOLS))?;
    say::step("Subsetting Inter");
    let folder = places::root().join("client/assets/fonts");
    let font = folder.join("inter.woff2");
    let mut subset = shell::command(&python);
    subset.arg(folder.join("subset.py"));
    subset.arg(inter.join("variable/InterVariable.woff2"));
    shell::run(subset.arg(&font))?;
    let licence = places::read(&inter.join("LICENSE.txt"))?;
    places::write(&folder.join("OFL.txt"), &licence)?;
    say::note(format!("{}: {} bytes", font.display(), places::read(&font)?.len()));
    Ok(())
}
