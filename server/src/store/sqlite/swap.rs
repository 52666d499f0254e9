//! Puts one database file in the place of another. At every moment one of the two is there and whole; the one that was
//! there is set aside. Knows nothing of what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use super::connection::{self, Access};
use super::folder::{self, unusable};
use crate::store::error::OpenError;
use crate::store::records::StoreOptions;

/// Answers where what was there lies now, if something was. The caller holds the folder's lock.
pub(super) fn swap_in(folder: &Path, newcomer: &Path, now_ms: u64) -> Result<Option<PathBuf>, OpenError> {
    let file = folder::database(folder);
    let aside = if file.exists() { Some(put_aside(folder, &file, now_ms)?) } else { None };
    fs::rename(newcomer, &file).map_err(unusable(folder))?;
    folder::sync(folder)?;
    Ok(aside)
}

fn put_aside(folder: &Path, file: &Path, now_ms: u64) -> Result<PathBuf, OpenError> {
    // A write-ahead log must never meet a database that it does not belong to: it goes into its own, or aside.
    let folded =
        connection::open(file, Access::Write, StoreOptions::default()).and_then(|conn| connection::verify(&conn));
    if let Err(fault) = folded {
        tracing::warn!(%fault, "what was in the folder is damaged; it is set aside as it is");
    }
    let place = folder::set_aside(folder).join(format!("everything-{now_ms}"));
    folder::make(&folder::set_aside(folder))?;
    folder::make(&place)?;
    for ending in ["-wal", "-shm"] {
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(ending);
        match fs::rename(file.with_file_name(&name), place.join(&name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(unusable(folder)(error)),
            _ => {}
        }
    }
    let kept = folder::database(&place);
    // A second name costs nothing; where a disk knows no second names, a copy does.
    fs::hard_link(file, &kept)
        .or_else(|_| fs::copy(file, &kept).map(drop))
        .and_then(|()| fs::File::open(&kept)?.sync_all())
        .map_err(unusable(folder))?;
    folder::sync(&place)?;
    Ok(place)
}
