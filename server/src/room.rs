//! Keeps one workshop alive while people are in it. Has never heard of HTTP.
//!
//! The task around one [`core::RoomCore`]: it names where events come from and carries effects out. It decides nothing
//! about documents; the core decides nothing about time. Peers are reached by messages alone.

pub mod core;
mod defects;
mod fold;
mod handle;
mod outbox;
mod task;

pub use defects::{DefectCounts, Defects};
pub(crate) use fold::fold;
pub(crate) use handle::{Mail, NotRestored, Restored, SetAside, post};
pub use handle::{RoomError, RoomHandle};
pub use outbox::{Inbox, Outbox, ToSocket, outbox};
pub(crate) use task::{Surroundings, live};
