//! What keeps the store finite, each with its reason. Knows nothing of bounds elsewhere.

use std::time::Duration;

/// Minted facilitator links kept besides the first. More than anyone hands out; the oldest give way.
pub const FACILITATOR_SECRETS_MINTED_MAX: usize = 16;
/// Tokens kept for each participant. A person has a few devices and each rejoin makes one; the oldest give way and
/// their tabs join again by the link.
pub const TOKENS_PER_PARTICIPANT_MAX: usize = 64;

/// Writes that may wait for the writer thread. Twice the rooms that are busy at the same moment on the largest server
/// we measure; further callers wait for a slot, which slows their rooms' intake, not the disk.
pub(super) const WRITES_QUEUED_MAX: usize = 1_024;
/// Bytes that may wait for the writer thread, and so the most that one transaction writes. One full workshop's
/// snapshot (64 MiB) must fit.
pub(super) const WRITE_BYTES_QUEUED_MAX: usize = 96 * 1024 * 1024;
/// What one unit of the byte budget stands for. Small records count as one unit.
pub(super) const WRITE_BYTES_UNIT: usize = 1_024;
/// Reads that may wait for the reader thread. A thousand people join through one of these each; further ones wait.
pub(super) const READS_QUEUED_MAX: usize = 256;

/// Pages that a backup copies before it looks whether it is still wanted: 8 MiB, some tens of milliseconds.
pub(super) const BACKUP_PAGES_AT_ONCE: i32 = 2_048;
/// How many complaints of the database's own check are passed on; whoever sees ten has seen enough.
pub(super) const COMPLAINTS_MAX: usize = 10;

/// How long a connection waits for another process (`journeyboard links` beside a running server).
pub(super) const BUSY_WAIT: Duration = Duration::from_secs(5);
/// How long an erasing write waits for readers before it leaves the write-ahead log for the next checkpoint.
pub(super) const ERASE_WAIT: Duration = Duration::from_millis(200);
/// What is left of the write-ahead log's file after a checkpoint, in bytes.
pub(super) const WAL_BYTES_KEPT_MAX: u64 = 16 * 1024 * 1024;

/// How often the folder's lock is tried before it is somebody else's. A process that is being started holds its parent's
/// locks until it has begun, and a server that is being replaced ends a moment later.
pub(super) const LOCK_ATTEMPTS: u32 = 10;
/// The pause between two attempts: a third of a second in all, which nobody who starts a server notices.
pub(super) const LOCK_PAUSE: Duration = Duration::from_millis(35);
