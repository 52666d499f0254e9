//! HTTP and WebSocket in front of the rooms. Knows requests and answers; decides nothing about documents.

mod access;
mod client;
mod export;
mod health;
mod input;
mod invite;
mod limiter;
mod problem;
mod routes;
mod socket;
mod sync;
mod workshops;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::rooms::Rooms;
use crate::server::Links;
use crate::store::{Hash, StoreHandle};

pub(crate) use client::build;
pub(crate) use limiter::Limiter;
pub(crate) use routes::router;
pub(crate) use workshops::new_workshop;

/// What handlers need.
pub(crate) struct App {
    pub(crate) store: StoreHandle,
    pub(crate) rooms: Rooms,
    pub(crate) links: Links,
    /// The authority of the public URL, if one was given: an origin that sockets may come from.
    pub(crate) public_authority: Option<String>,
    /// The hash of the key that creating needs, if it needs one.
    pub(crate) create_key: Option<Hash>,
    pub(crate) limiter: Limiter,
    pub(crate) build: &'static str,
    pub(crate) sockets: TaskTracker,
    pub(crate) stop: CancellationToken,
}

/// The state of every handler.
pub(crate) type Shared = Arc<App>;
