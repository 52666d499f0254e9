//! The harness: servers in this process or in their own, people without a screen who join them, and peers who send
//! what they like.
//!
//! Waits for facts, never for time: every wait ends when what it waits for is there, or fails after [`PATIENCE`].

mod luck;
mod person;
mod process;
mod raw;
mod server;
mod site;
pub mod words;

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

pub use luck::Luck;
pub use person::{Person, Told};
pub use process::{Finished, ServerProcess, program, run_journeyboard};
pub use raw::{Closed, RawPeer};
pub use server::TestServer;
pub use site::{Reply, Seat, Site, Workshop};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A Yjs client id that nobody in this process has.
#[must_use]
pub fn fresh_client_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1_000_000);
    NEXT.fetch_add(1, Relaxed)
}
