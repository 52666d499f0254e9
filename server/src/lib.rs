//! The server: rooms in which workshops live while people are in them, the store behind, HTTP and WebSocket in front.
//!
//! `main` is thin: tests start the same [`Server`] in their own process on port 0. In reading order:

pub mod store;

pub mod clock;
mod folding;
pub mod secrets;

pub mod room;
