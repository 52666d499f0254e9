//! The harness: a server in this process on port 0, and people without a screen who join it.
//!
//! Waits for facts, never for time: every wait ends when what it waits for is there, or fails after [`PATIENCE`].

mod person;
mod server;

use std::time::Duration;

pub use person::{Closed, Person};
pub use server::{Reply, Seat, TestServer, Workshop};

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);
