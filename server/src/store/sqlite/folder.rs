//! The data folder: its names, its fence, its durability. Knows nothing of what is in the files.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use fs4::fs_std::FileExt;
use journeyboard_shared::ids::WorkshopId;

use crate::store::bounds::{LOCK_ATTEMPTS, LOCK_PAUSE};
use crate::store::error::OpenError;

pub(super) fn database(folder: &Path) -> PathBuf {
    folder.join("journeyboard.db")
}

/// Held as long as the server may write in the folder; the system lets go of it even when the process is killed.
#[derive(Debug)]
pub struct FolderLock(#[expect(dead_code, reason = "open is all it has to be")] File);

impl FolderLock {
    pub(super) fn take(folder: &Path) -> Result<Self, OpenError> {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("journeyboard.lock"))
            .map_err(unusable(folder))?;
        for attempt in 0..LOCK_ATTEMPTS {
            if attempt > 0 {
                std::thread::sleep(LOCK_PAUSE);
            }
            if file.try_lock_exclusive().map_err(unusable(folder))? {
                return Ok(Self(file));
            }
        }
        Err(OpenError::AlreadyInUse(folder.to_owned()))
    }
}

/// Copies a file for its owner alone.
pub(super) fn copy_privately(from: &Path, to: &Path) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut copy = options.open(to)?;
    io::copy(&mut File::open(from)?, &mut copy)?;
    copy.sync_all()
}

/// Makes the folder if there is none, closed to other users of the machine: it holds links in clear.
pub(super) fn make(folder: &Path) -> Result<(), OpenError> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(unusable(folder))?;
    match folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => sync(parent),
        None => Ok(()),
    }
}

/// What a restore replaced lies here, each as a backup of its own.
pub(super) fn set_aside(folder: &Path) -> PathBuf {
    folder.join("set-aside")
}

/// How the files begin that were set aside for a workshop.
pub(super) fn set_aside_prefix(workshop: WorkshopId) -> String {
    format!("{workshop}-")
}

/// A deleted workshop is gone with what was set aside of it.
pub(super) fn forget_set_aside(database: &Path, workshop: WorkshopId) {
    let folder = set_aside(database.parent().unwrap_or(Path::new(".")));
    let prefix = set_aside_prefix(workshop);
    for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix)
            && let Err(error) = fs::remove_file(entry.path())
        {
            tracing::error!(%workshop, %error, "what was set aside of a deleted workshop stays in the folder");
        }
    }
}

/// Makes the names in a folder as durable as what they stand for.
pub(super) fn sync(folder: &Path) -> Result<(), OpenError> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(unusable(folder))?;
    }
    Ok(())
}

pub(super) fn unusable(folder: &Path) -> impl FnOnce(io::Error) -> OpenError {
    let folder = folder.to_owned();
    move |source| OpenError::Folder { folder, source }
}
