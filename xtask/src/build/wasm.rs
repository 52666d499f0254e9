//! Compiles the client to WebAssembly with whichever toolchain this machine can have. Knows nothing
//! of what becomes of the module.

use crate::fault::{Fault, Outcome};
use crate::install::{self, Consent};
use crate::{places, say, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

enum Toolchain {
    /// The one that runs us has the target's standard library.
    Own,
    /// Debian's rustc builds the standard library itself; `linker` is rust-lld or wasm-ld.
    Debian { linker: PathBuf },
}

/// Compiles, with cargo's own progress shown; returns the module's path.
pub(super) fn build(consent: Consent) -> Outcome<PathBuf> {
    let folder = places::target().join("wasm");
    let (mut cargo, build_std) = match toolchain(consent)? {
        Toolchain::Own => (shell::cargo(), None),
        Toolchain::Debian { linker } => (debian_cargo(&linker), Some("-Zbuild-std=std,panic_abort")),
    };
    cargo.args(["build", "--package", "journeyboard-client", "--lib"]);
    cargo.args(["--profile", "wasm", "--target", TARGET]);
    cargo.args(build_std);
    shell::run(cargo.env("CARGO_TARGET_DIR", &folder))?;
    Ok(folder.join(TARGET).join("wasm/journeyboard_client.wasm"))
}

/// `JOURNEYBOARD_WASM_TOOLCHAIN=own|debian` decides; otherwise the first that works.
fn toolchain(consent: Consent) -> Outcome<Toolchain> {
    let wish = std::env::var("JOURNEYBOARD_WASM_TOOLCHAIN").unwrap_or_default();
    match wish.as_str() {
        "own" => return Ok(Toolchain::Own),
        "debian" => return debian(consent),
        "" => {}
        other => {
            return Err(Fault::new(format!("JOURNEYBOARD_WASM_TOOLCHAIN is {other}; it can be own or debian")));
        }
    }
    if own_has_target() {
        return Ok(Toolchain::Own);
    }
    if debian_is_complete() {
        return debian(consent);
    }
    if let Some(rustup) = shell::find("rustup") {
        say::step(format!("Asking rustup for {TARGET}"));
        let mut add = shell::command(rustup);
        if shell::succeeds(add.args(["target", "add", TARGET]))? && own_has_target() {
            return Ok(Toolchain::Own);
        }
        say::note("rustup could not get it; Debian's toolchain can build the same");
    }
    debian(consent)
}

fn own_has_target() -> bool {
    sysroot().is_some_and(|root| root.join("lib/rustlib").join(TARGET).join("lib").is_dir())
}

fn sysroot() -> Option<PathBuf> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    shell::answer(shell::command(rustc).args(["--print", "sysroot"])).map(PathBuf::from)
}

fn debian_is_complete() -> bool {
    let version = shell::answer(shell::command(DEBIAN_RUSTC).arg("--version"));
    let new_enough = version.as_deref().and_then(minor).is_some_and(|minor| minor >= wanted_minor());
    new_enough && Path::new("/usr/bin/cargo").is_file() && Path::new(DEBIAN_SOURCES).is_dir()
}

fn debian(consent: Consent) -> Outcome<Toolchain> {
    if !debian_is_complete() {
        let packages = ["rustc-web", "cargo-web", "rust-web-src"];
        install::apt(&packages, "compile the client to WebAssembly", consent)?;
    }
    if !debian_is_complete() {
        return Err(Fault::new(format!(
            "{DEBIAN_RUSTC} is older than 1.{} and rustup cannot get {TARGET}; install a newer \
             Rust with that target and start again",
            wanted_minor()
        )));
    }
    Ok(Toolchain::Debian { linker: linker(consent)? })
}

fn linker(consent: Consent) -> Outcome<PathBuf> {
    let beside_rustc = sysroot().and_then(|root| {
        places::folders(&root.join("lib/rustlib"))
            .into_iter()
            .map(|host| host.join("bin/rust-lld"))
            .find(|lld| lld.is_file())
    });
    match beside_rustc {
        Some(lld) => Ok(lld),
        None => install::program("wasm-ld", "lld", "link the client", consent),
    }
}

fn debian_cargo(linker: &Path) -> Command {
    let mut cargo = shell::command("/usr/bin/cargo");
    cargo
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO");
    cargo
}

/// `rustc 1.96.0 (…)` → 96.
fn minor(version: &str) -> Option<u32> {
    version.strip_prefix("rustc 1.")?.split('.').next()?.parse().ok()
}

fn wanted_minor() -> u32 {
    env!("CARGO_PKG_RUST_VERSION").split('.').nth(1).and_then(|minor| minor.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiler_version_is_read() {
        assert_eq!(minor("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some(96));
        assert_eq!(minor("gcc 12"), None);
        assert!(wanted_minor() >= 90);
    }
}
