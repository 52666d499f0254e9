//! Exit codes, as `docs/operating.md` lists them. Decides nothing.

/// Anything not named below.
pub(crate) const OTHER: u8 = 1;
/// The arguments make no sense (clap's own).
pub(crate) const USAGE: u8 = 2;
/// A server has the data folder, and must not or does not answer.
pub(crate) const DATA_IN_USE: u8 = 3;
/// A newer version wrote the data or the backup.
pub(crate) const NEWER_SCHEMA: u8 = 4;
/// Another program has the address.
pub(crate) const ADDRESS_IN_USE: u8 = 5;
/// A file or folder cannot be read or written.
pub(crate) const DATA_UNUSABLE: u8 = 6;
/// Something is damaged.
pub(crate) const DAMAGED: u8 = 7;
/// There is no space left.
pub(crate) const DISK_FULL: u8 = 8;
/// The workshop is not there.
pub(crate) const NO_SUCH_WORKSHOP: u8 = 9;
/// The file is no backup.
pub(crate) const NOT_A_BACKUP: u8 = 10;
