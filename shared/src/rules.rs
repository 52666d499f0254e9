//! Who may do what to whose objects, in which phase. One table ([`may`]); the client shows by it, the server enforces it.
//!
//! Two readers: commands ask before they write ([`ask`]); the server asks of a raw change of a peer what it did
//! ([`judge_change`]), because a hostile client writes what it likes.

mod judge;
mod operation;
mod phase;
mod refusal;
mod secrecy;
mod table;

pub use judge::judge_change;
pub use operation::{Operation, Ownership, ownership_of};
pub use phase::Phase;
pub use refusal::Refusal;
pub use secrecy::{Secret, visible};
pub use table::{Grant, Row, ask, closes, grant, may, row};

#[cfg(test)]
mod tests;
