//! What is on the platters of a disk, as opposed to what programs see: a write is on them when the file was synced, or by
//! luck. A sync that fails loses what it was to write, as the page cache of Linux does: it is called clean and never tried
//! again. Knows nothing of SQLite.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use journeyboard_tests::Luck;

/// What a disk writes as a whole or not at all, in bytes.
const SECTOR: u64 = 512;

/// How a disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Writes meet a full disk.
    Full,
    /// Writes fail.
    Write,
    /// Syncs fail.
    Sync,
}

/// Something written and not synced yet.
enum Pending {
    Write(u64, Vec<u8>),
    Cut(u64),
}

#[derive(Default)]
struct Image {
    /// Whether its name is in the folder after a power cut.
    is_named: bool,
    /// It was deleted, and the folder was not synced: it may be there again.
    is_ghost: bool,
    synced: Vec<u8>,
    pending: Vec<Pending>,
}

struct Plan {
    failure: Failure,
    /// Calls that still succeed.
    spared: u64,
    /// Calls that then fail; all from then on, if there is no number.
    failing: Option<u64>,
}

#[derive(Default)]
struct Folder {
    images: BTreeMap<PathBuf, Image>,
    plan: Option<Plan>,
    failures: u64,
    syncs: u64,
}

static FOLDERS: Mutex<BTreeMap<PathBuf, Folder>> = Mutex::new(BTreeMap::new());

fn folders() -> MutexGuard<'static, BTreeMap<PathBuf, Folder>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn with<T>(file: &Path, act: impl FnOnce(&mut Folder) -> T) -> T {
    let folder = file.parent().unwrap_or(Path::new("/")).to_owned();
    act(folders().entry(folder).or_default())
}

impl Folder {
    /// Whether a call fails now; one that does is counted.
    fn fails(&mut self, of: impl Fn(Failure) -> bool) -> Option<Failure> {
        let plan = self.plan.as_mut().filter(|plan| of(plan.failure))?;
        if plan.spared > 0 {
            plan.spared -= 1;
            return None;
        }
        if let Some(left) = &mut plan.failing {
            if *left == 0 {
                return None;
            }
            *left -= 1;
        }
        self.failures += 1;
        Some(plan.failure)
    }
}

impl Image {
    fn settle(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            apply(&mut self.synced, pending);
        }
        (self.is_named, self.is_ghost) = (true, false);
    }
}

fn apply(bytes: &mut Vec<u8>, pending: Pending) {
    match pending {
        Pending::Cut(len) => bytes.resize(len as usize, 0),
        Pending::Write(at, new) => {
            let (from, to) = (at as usize, at as usize + new.len());
            if bytes.len() < to {
                bytes.resize(to, 0);
            }
            bytes[from..to].copy_from_slice(&new);
        }
    }
}

/// A file was opened. What it holds and nobody wrote before our eyes is on the platters.
pub(crate) fn opened(file: &Path) {
    let holds = fs::read(file).unwrap_or_default();
    with(file, |folder| match folder.images.get_mut(file) {
        Some(image) if image.is_ghost && holds.is_empty() => {
            image.is_ghost = false;
            image.pending.push(Pending::Cut(0));
        }
        Some(_) => {}
        None => {
            let image = Image { is_named: !holds.is_empty(), synced: holds, ..Image::default() };
            folder.images.insert(file.to_owned(), image);
        }
    });
}

/// Whether a write, or a cut, may happen.
pub(crate) fn may_write(file: &Path) -> Result<(), Failure> {
    with(file, |folder| folder.fails(|failure| failure != Failure::Sync).map_or(Ok(()), Err))
}

pub(crate) fn wrote(file: &Path, at: u64, bytes: &[u8]) {
    pend(file, Pending::Write(at, bytes.to_vec()));
}

pub(crate) fn was_cut(file: &Path, len: u64) {
    pend(file, Pending::Cut(len));
}

fn pend(file: &Path, what: Pending) {
    with(file, |folder| folder.images.entry(file.to_owned()).or_default().pending.push(what));
}

/// A sync: everything is on the platters, or what was to be written is lost for good.
pub(crate) fn sync(file: &Path) -> Result<(), Failure> {
    with(file, |folder| {
        folder.syncs += 1;
        let failure = folder.fails(|failure| failure == Failure::Sync);
        let image = folder.images.entry(file.to_owned()).or_default();
        match failure {
            None => image.settle(),
            Some(_) => image.pending.clear(),
        }
        failure.map_or(Ok(()), Err)
    })
}

pub(crate) fn was_deleted(file: &Path, folder_synced: bool) {
    with(file, |folder| {
        if folder_synced {
            folder.images.remove(file);
        } else if let Some(image) = folder.images.get_mut(file) {
            image.pending.clear();
            image.is_ghost = true;
        }
    });
}

/// The disk under a folder.
pub(crate) struct Disk(PathBuf);

impl Disk {
    /// The disk under that folder, from the first file that is opened there on.
    pub(crate) fn under(folder: &Path) -> Self {
        Self(folder.canonicalize().expect("the folder is there"))
    }

    fn with<T>(&self, act: impl FnOnce(&mut Folder) -> T) -> T {
        act(folders().entry(self.0.clone()).or_default())
    }

    /// From the `nth` such call on (from 1), `failing` of them fail; all until it heals, if there is no number.
    pub(crate) fn fails(&self, failure: Failure, nth: u64, failing: Option<u64>) {
        self.with(|folder| folder.plan = Some(Plan { failure, spared: nth - 1, failing }));
    }

    /// Works again.
    pub(crate) fn heals(&self) {
        self.with(|folder| folder.plan = None);
    }

    /// Calls that failed so far.
    pub(crate) fn failures(&self) -> u64 {
        self.with(|folder| folder.failures)
    }

    /// Syncs so far, failed ones included.
    pub(crate) fn syncs(&self) -> u64 {
        self.with(|folder| folder.syncs)
    }

    /// The folder itself was synced, which goes past this layer: names are there that were made, and gone that were deleted.
    pub(crate) fn folder_was_synced(&self) {
        self.with(|folder| {
            folder.images.retain(|_, image| !image.is_ghost);
            folder.images.values_mut().for_each(|image| image.is_named = true);
        });
    }

    /// Nobody asks for it any more.
    pub(crate) fn is_thrown_away(&self) {
        folders().remove(&self.0);
    }

    /// What would be found after a power cut at this moment, put into the folder `into`. What was not synced is lost, or
    /// there, or torn, as luck has it; with no luck all of it is lost.
    pub(crate) fn after_a_power_cut(&self, into: &Path, mut luck: Option<&mut Luck>) {
        self.with(|folder| {
            for (file, image) in &folder.images {
                let mut lucky = |often: u64| luck.as_mut().is_some_and(|luck| luck.below(often) > 0);
                let is_there = if image.is_ghost { lucky(2) } else { image.is_named || lucky(2) };
                if !is_there {
                    continue;
                }
                let mut bytes = image.synced.clone();
                for pending in &image.pending {
                    match pending {
                        Pending::Cut(len) if lucky(2) => apply(&mut bytes, Pending::Cut(*len)),
                        Pending::Cut(_) => {}
                        Pending::Write(at, new) => {
                            for (at, sector) in sectors(*at, new).filter(|_| lucky(3)) {
                                apply(&mut bytes, Pending::Write(at, sector.to_vec()));
                            }
                        }
                    }
                }
                fs::write(into.join(file.file_name().expect("a name")), bytes).expect("written");
            }
        });
    }
}

/// A write in pieces that end where sectors do.
fn sectors(at: u64, bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = at + from as u64;
        let len = ((SECTOR - start % SECTOR) as usize).min(bytes.len() - from);
        let piece = &bytes[from..from + len];
        from += len;
        (len > 0).then_some((start, piece))
    })
}
