//! Where things lie in the tree. Nothing else joins paths to the project root.

use crate::fault::{Outcome, While};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder above this crate; cargo says where that is now, should the tree have moved.
pub(crate) fn root() -> PathBuf {
    let own =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map(Path::to_path_buf).unwrap_or(own)
}

/// The target directory all the work goes to: `target/` in the root.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// What the server embeds: `index.html` and `assets/<hash>/…`.
pub(crate) fn client_out() -> PathBuf {
    target().join("client")
}

pub(crate) fn server_binary() -> PathBuf {
    target().join("release/journeyboard")
}

pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).while_doing(|| format!("read {}", path.display()))
}

pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).while_doing(|| format!("read {}", path.display()))
}

/// Writes only what differs, so that cargo sees no change where there is none.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Outcome {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        make(folder)?;
    }
    fs::write(path, bytes).while_doing(|| format!("write {}", path.display()))
}

pub(crate) fn make(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).while_doing(|| format!("make the folder {}", folder.display()))
}

/// Removes a folder with all that is in it; one that is not there is fine.
pub(crate) fn remove(folder: &Path) -> Outcome {
    match fs::remove_dir_all(folder) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(why).while_doing(|| format!("remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Files directly in a folder whose name ends so, in order of their names; none if it is missing.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    found
}

/// Folders directly in a folder; none if it is missing.
pub(crate) fn folders(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

/// Lines of a list file: blank lines and `#` comments left out.
pub(crate) fn list(path: &Path) -> Outcome<Vec<String>> {
    Ok(read_text(path)?
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}
