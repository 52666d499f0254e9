//! What a server that died has left in its write-ahead log, looked at before SQLite recovers it. SQLite reads up to the
//! first frame that is not whole and throws the rest away: right for a commit that was being written, wrong for one that
//! was acked and has decayed since. Such a log is put into the quarantine before anything of it is lost. Knows the file's
//! format (sqlite.org/fileformat2.html, section 4), not what the pages mean.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::folder;
use crate::store::error::OpenError;

/// The header in front of the frames, in bytes.
const HEADER: usize = 32;
/// The header of each frame, in bytes.
const FRAME_HEADER: usize = 24;
/// How the file begins; the last bit says in which order the checksum reads its words.
const MAGIC: u32 = 0x377f_0682;

/// What the log is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is whole, or its last commit was never finished: nobody was told that it was saved.
    Sound,
    /// The last commit is not whole, but its end is there: written in another order when the power went, or decayed.
    Doubtful,
    /// A commit before the last one is not whole. Each was synced before the next began: it has decayed.
    Decayed,
}

/// Puts a log that SQLite would cut although it may hold what was acked into the quarantine. The caller holds the lock.
pub(super) fn examine(folder: &Path) -> Result<(), OpenError> {
    let file = folder::database(folder).with_extension("db-wal");
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(folder::unusable(folder)(error)),
    };
    let verdict = judge(&bytes);
    if verdict == Verdict::Sound {
        return Ok(());
    }
    let aside = folder::set_aside(folder);
    folder::make(&aside)?;
    let kept = aside.join(format!("wal-{:08x}{DAMAGED}", crc32fast::hash(&bytes)));
    if !kept.exists() {
        folder::copy_privately(&file, &kept).map_err(folder::unusable(&aside))?;
        folder::sync(&aside)?;
    }
    tracing::error!(kept = %kept.display(), ?verdict, "the write-ahead log is damaged: what follows the damage is cut off");
    Ok(())
}

/// How the names of such logs end.
const DAMAGED: &str = ".damaged";

/// The logs in the quarantine of a folder.
pub(super) fn quarantined(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder::set_aside(folder)).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(DAMAGED)).collect()
}

/// See [`Verdict`].
fn judge(log: &[u8]) -> Verdict {
    let Some(frames) = Frames::of(log) else {
        return Verdict::Sound;
    };
    if !frames.has_header {
        // SQLite takes it for an empty log. It was synced before the first frame: whole commits behind it say otherwise.
        return if frames.whole_commits_after(0) == 0 { Verdict::Sound } else { Verdict::Doubtful };
    }
    let mut seed = frames.seed;
    let Some(bad) = (0..frames.count).find(|n| {
        let is_whole = frames.is_whole(*n, seed);
        seed = frames.stored(*n);
        !is_whole
    }) else {
        return Verdict::Sound;
    };
    match frames.whole_commits_after(bad) {
        0 => Verdict::Sound,
        1 if !frames.is_commit(bad) => Verdict::Doubtful,
        _ => Verdict::Decayed,
    }
}

/// The frames behind the header.
struct Frames<'a> {
    log: &'a [u8],
    has_header: bool,
    page: usize,
    count: usize,
    big_endian: bool,
    salts: [u32; 2],
    seed: [u32; 2],
}

impl<'a> Frames<'a> {
    /// Nothing, if it is no log.
    fn of(log: &'a [u8]) -> Option<Self> {
        let word = |at: usize| word(log, at);
        let magic = word(0).filter(|magic| magic & !1 == MAGIC)?;
        let page = word(8).map(|page| page as usize).filter(|page| page.is_power_of_two() && *page >= 512)?;
        let big_endian = magic & 1 == 1;
        let seed = checksum([0; 2], log.get(..HEADER - 8)?, big_endian);
        let has_header = [word(HEADER - 8)?, word(HEADER - 4)?] == seed;
        let count = (log.len() - HEADER) / (FRAME_HEADER + page);
        // Each frame repeats the salts.
        let salts_at = if has_header { 16 } else { HEADER + 8 };
        let salts = [word(salts_at).unwrap_or_default(), word(salts_at + 4).unwrap_or_default()];
        Some(Self { log, has_header, page, count, big_endian, salts, seed })
    }

    /// How many ends of commits follow a bad frame. A frame's checksum goes on from that of the one before, as it is
    /// stored: so those after a bad one can be told.
    fn whole_commits_after(&self, bad: usize) -> usize {
        (bad + 1..self.count).filter(|n| self.is_whole(*n, self.stored(n - 1)) && self.is_commit(*n)).count()
    }

    fn bytes(&self, n: usize) -> &'a [u8] {
        let len = FRAME_HEADER + self.page;
        self.log.get(HEADER + n * len..).and_then(|rest| rest.get(..len)).unwrap_or_default()
    }

    fn words(&self, n: usize, at: usize) -> [u32; 2] {
        let bytes = self.bytes(n);
        [word(bytes, at).unwrap_or_default(), word(bytes, at + 4).unwrap_or_default()]
    }

    fn stored(&self, n: usize) -> [u32; 2] {
        self.words(n, 16)
    }

    /// Whether it is the last of its commit.
    fn is_commit(&self, n: usize) -> bool {
        self.words(n, 0)[1] != 0
    }

    fn is_whole(&self, n: usize, seed: [u32; 2]) -> bool {
        let bytes = self.bytes(n);
        let (Some(head), Some(page)) = (bytes.get(..8), bytes.get(FRAME_HEADER..)) else {
            return false;
        };
        let computed = checksum(checksum(seed, head, self.big_endian), page, self.big_endian);
        self.words(n, 8) == self.salts && computed == self.stored(n)
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

fn checksum(seed: [u32; 2], bytes: &[u8], big_endian: bool) -> [u32; 2] {
    let [mut a, mut b] = seed;
    for pair in bytes.chunks_exact(8) {
        let half = |at: usize| {
            let bytes = [pair[at], pair[at + 1], pair[at + 2], pair[at + 3]];
            if big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
        };
        a = a.wrapping_add(half(0)).wrapping_add(b);
        b = b.wrapping_add(half(4)).wrapping_add(a);
    }
    [a, b]
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::store::contract::{Fixture as _, OnDisk, append, load, new_workshop};
    use crate::store::{Append, Archive, Store as _, StoreOptions};

    /// The files of a server that was killed after five commits of one large record each, and where each commit ends.
    fn killed() -> (OnDisk, Vec<usize>) {
        let (running, killed) = (OnDisk::new(), OnDisk::new());
        let mut store = running.open(StoreOptions::default());
        store.create_workshop(&new_workshop(1)).expect("created");
        let log = running.folder().join("journeyboard.db-wal");
        let mut ends = Vec::new();
        for seq in 1..=5 {
            let records = vec![Bytes::from(vec![seq as u8; 20_000])];
            store.append(&[Append { records, ..append(1, seq, &[]) }]).expect("written");
            ends.push(fs::metadata(&log).expect("a log").len() as usize);
        }
        for name in ["journeyboard.db", "journeyboard.db-wal"] {
            fs::copy(running.folder().join(name), killed.folder().join(name)).expect("copied");
        }
        (killed, ends)
    }

    fn log_of(fixture: &OnDisk) -> PathBuf {
        fixture.folder().join("journeyboard.db-wal")
    }

    /// Turns one bit over; answers what the log holds then.
    fn decays(fixture: &OnDisk, at: usize) -> Vec<u8> {
        let mut bytes = fs::read(log_of(fixture)).expect("a log");
        bytes[at] ^= 1;
        fs::write(log_of(fixture), &bytes).expect("written");
        bytes
    }

    #[test]
    fn lg2_a_commit_that_was_never_finished_is_cut_off_without_a_word() {
        let (fixture, ends) = killed();
        assert_eq!(judge(&fs::read(log_of(&fixture)).expect("a log")), Verdict::Sound);
        for cut in [ends[3] + 10, ends[3] + 5_000, ends[4] - 1] {
            let (fixture, _) = killed();
            let log = fs::File::options().write(true).open(log_of(&fixture)).expect("a log");
            log.set_len(cut as u64).expect("torn");
            assert_eq!(load(&mut fixture.open(StoreOptions::default()), 1).last_seq, 4, "cut at {cut}");
            assert!(quarantined(fixture.folder()).is_empty());
        }
    }

    #[test]
    fn lg3_a_commit_that_decayed_among_others_is_kept_in_the_quarantine_with_all_that_follows() {
        let frame = FRAME_HEADER + 4_096;
        for (at, whole, is_kept) in [
            (|ends: &[usize]| ends[1] + FRAME_HEADER + 100, 2, true), // a page of the third
            (|ends: &[usize]| ends[1] + 9, 2, true),                  // a salt
            (|ends: &[usize]| ends[2] - 40, 2, true),                 // its last page
            (|ends: &[usize]| ends[3] + FRAME_HEADER + 7, 4, true),   // the last, whose end is there
            (|ends: &[usize]| ends[4] - 40, 4, false),                // the end of the last: as if never finished
        ] as [(fn(&[usize]) -> usize, u64, bool); 5]
        {
            let (fixture, ends) = killed();
            let at = at(&ends);
            let what_was = decays(&fixture, at);
            let mut store = fixture.open(StoreOptions::default());
            assert_eq!(load(&mut store, 1).last_seq, whole, "at {at}, frame {}", (at - HEADER) / frame);
            let kept = quarantined(fixture.folder());
            assert_eq!(kept.len(), usize::from(is_kept), "at {at}");
            if let Some(kept) = kept.first() {
                assert!(fs::read(kept).expect("readable") == what_was, "all of it, as it was");
            }
            let complaints = Archive::of_folder(fixture.folder()).expect("it opens").complaints().expect("checked");
            assert_eq!(complaints.len(), usize::from(is_kept), "{complaints:?}");
        }
    }

    #[test]
    fn lg3_what_is_no_log_is_left_to_sqlite() {
        for bytes in [&b""[..], &[0; 40], &[0xff; 5_000]] {
            assert_eq!(judge(bytes), Verdict::Sound);
        }
        for at in [17, 26] {
            let (fixture, _) = killed();
            let log = decays(&fixture, at);
            assert_eq!(judge(&log), Verdict::Doubtful, "its header, not its frames");
        }
    }
}
