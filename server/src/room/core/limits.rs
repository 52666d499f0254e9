//! A room's bounds, each with its reason. Those that clients must know too are in `journeyboard_shared::limits`.

use crate::bucket::Rate;

/// Messages of one person: typing in two tabs is 20 a second.
pub(crate) const MESSAGES: Rate = Rate { per_sec: 60.0, burst: 120.0 };
/// Bytes of one person's messages, presence and uploads after a step 1 of ours not counted.
pub(crate) const BYTES: Rate = Rate { per_sec: 128.0 * 1024.0, burst: 512.0 * 1024.0 };
/// Step 1 of one person: each may cost a whole document. A stock client sends one per connection.
pub(crate) const STEP1: Rate = Rate { per_sec: 2.0, burst: 20.0 };
/// Presence messages of one connection that are read at once; of more, the newest waits for the next tick. Stock
/// clients echo every presence message that they get.
pub(crate) const PRESENCE: Rate = Rate { per_sec: 40.0, burst: 80.0 };
/// Refusals of one person: each makes a client of ours take a fresh copy of the document.
pub(crate) const REFUSALS: Rate = Rate { per_sec: 0.5, burst: 20.0 };
/// Orders of one person: each may cost a write to the disk.
pub(crate) const ORDERS: Rate = Rate { per_sec: 10.0, burst: 20.0 };
/// Receipts that are remembered of one person. Whoever comes back repeats at most what waits in their tab, which is less.
pub(crate) const RECEIPTS_PER_PERSON_MAX: usize = 64;
/// How often one connection is asked again for what seems to be missing, before its copy is given up.
pub(crate) const HOLES_MAX: u32 = 8;
/// Connections of one room. A thousand people, and their second devices.
pub(crate) const PEERS_MAX: usize = 2_500;
/// Connections of one person in one room: tabs and devices.
pub(crate) const PEERS_PER_PERSON_MAX: usize = 24;
/// Yjs client ids that one person may write under in one workshop: one per tab and reload that wrote something, remembered
/// for good.
pub(crate) const CLIENT_IDS_PER_PERSON_MAX: usize = 5_000;
/// Bytes that wait for the disk. Beyond it edits are not taken until it caught up, then asked for again.
pub(crate) const STAGED_BYTES_MAX: usize = 32 * 1024 * 1024;
/// How long after a failed append the next attempt comes, in milliseconds.
pub(crate) const RETRY_APPEND_MS: u64 = 500;
/// Records after which a joiner gets a freshly made state instead of a long tail of frames.
pub(crate) const JOINER_TAIL_RECORDS_MAX: usize = 64;
/// Records in the log after which it is folded into the snapshot: opening reads at most about so many.
pub(crate) const FOLD_RECORDS: usize = 2_000;
/// Bytes in the log after which it is folded.
pub(crate) const FOLD_BYTES: usize = 4 * 1024 * 1024;
/// A quiet room folds a log longer than this before it leaves memory.
pub(crate) const FOLD_WHEN_QUIET_RECORDS: usize = 50;
/// A build's name in a hello, in characters; for logs.
pub(crate) const BUILD_CHARS_MAX: usize = 64;
/// Client ids from here on belong to the server: 2^32 of them at the very top of the 53 bits that Yjs allows. Yjs draws
/// 32-bit ids; a tab of ours that draws 53 bits hits this range once in two million.
pub(crate) const SERVER_CLIENT_IDS_FROM: u64 = ((1 << 21) - 1) << 32;
/// How long clients wait before they come back to a server that restarts, in milliseconds.
pub(crate) const COME_BACK_MS: u32 = 1_000;
