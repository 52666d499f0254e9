//! The server: rooms in which workshops live while people are in them, the store behind, HTTP and WebSocket in front.
//!
//! `main` is thin: tests start the same [`Server`] in their own process on port 0. In reading order:

pub mod cli;
mod server;
mod http;

pub mod rooms;
pub mod room;
pub mod templates;
pub mod store;

mod bucket;
pub mod clock;
mod folding;
pub mod secrets;

pub use server::{Create, Links, Listening, Options, Server, StartError};
