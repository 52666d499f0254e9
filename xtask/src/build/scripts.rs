//! Minifies scripts and styles with esbuild.

use crate::fault::{Fault, Outcome, While};
use crate::{places, shell};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// Browsers that know popovers, `:has` and WebAssembly reference types; older ones get `old.js`.
const BROWSERS: &str = "--target=chrome114,firefox125,safari17";

pub(super) struct Esbuild(PathBuf);

impl Esbuild {
    pub(super) fn of(packages: &Path) -> Self {
        Self(packages.join("node_modules/.bin/esbuild"))
    }

    /// One module from a script and what it imports.
    pub(super) fn bundle(&self, script: &Path) -> Outcome<Vec<u8>> {
        self.minify(script, &["--bundle", "--format=esm"])
    }

    /// The same module in fewer bytes; what it imports stays an import.
    pub(super) fn script(&self, script: &Path) -> Outcome<Vec<u8>> {
        self.minify(script, &[])
    }

    fn minify(&self, script: &Path, how: &[&str]) -> Outcome<Vec<u8>> {
        let mut esbuild = shell::command(&self.0);
        esbuild.arg(script).args(how).args(["--minify", BROWSERS]);
        let output = esbuild.args(QUIET).stderr(Stdio::inherit()).output().while_doing(|| "start esbuild".into())?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(Fault::new(format!("esbuild could not read {}", script.display())))
    }

    /// The same style in fewer bytes. Addresses in it stay as they are.
    pub(super) fn style(&self, css: &str) -> Outcome<Vec<u8>> {
        let mut child = shell::command(&self.0)
            .args(["--loader=css", "--minify", BROWSERS])
            .args(QUIET)
            .current_dir(places::root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .while_doing(|| "start esbuild".into())?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(css.as_bytes()).while_doing(|| "hand the style to esbuild".into())?;
        }
        let output = child.wait_with_output().while_doing(|| "wait for esbuild".into())?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(Fault::new(
            "esbuild could not read the style (its lines count through client/assets/boot.css and \
             then the files of client/style in order)",
        ))
    }
}

/// Errors are shown with their place, warnings too; nothing else. Texts stay readable UTF-8. The glue names the module of the
/// chunks once for each of its imports, which is the same module every time.
const QUIET: [&str; 3] = ["--log-level=warning", "--log-override:duplicate-object-key=silent", "--charset=utf8"];
