//! The server: rooms in which workshops live while people are in them, the store behind, HTTP and WebSocket in front.
//!
//! `main` is thin: tests start the same [`Server`] in their own process on port 0. In reading order:

pub mod cli;
mod http;
mod server;

pub mod room;
pub mod rooms;
pub mod store;
pub mod templates;

mod bucket;
pub mod clock;
mod exit;
mod folding;
pub mod secrets;
mod upkeep;

pub use server::{Create, Links, Listening, Options, Server, StartError};
