//! The board document: one Yjs document behind typed values. The only place that names `yrs`.
//!
//! ```text
//! bytes of peers ─ integrate ─┐
//! Command ─────── edit ───────┼→ yrs document ─ observers → what was touched → re-read → Board (the projection)
//! undo / redo ────────────────┘                                                          └→ Change (values before)
//! ```
//! Whoever holds a [`BoardDoc`] reads [`BoardDoc::board`], which is always what the document says: no second way to
//! change what is seen. Reading is total: odd data of a peer is skipped and counted as an [`Oddity`], never a panic.

mod change;
mod edit;
mod read;
pub(crate) mod schema;
mod tree;
mod undo;

pub use change::{Change, Oddity};
pub use edit::Edit;
pub(crate) use schema::Root;
pub use schema::{SCHEMA, Writer, writer_of};
pub use tree::{BoardDoc, Origin, Unreadable};

#[cfg(test)]
mod tests;
