//! The bytes between a client and the server: the plain y-websocket protocol, our own messages beside it, and a bounded
//! reading of what travels inside (see `docs/protocol.md`).
//!
//! Refuses to know: sockets, rooms, who may do what, and yrs. Reading never recurses, never allocates by a declared
//! count and never panics, whatever a peer sends.

mod ballot;
mod close;
mod control;
pub(crate) mod cursor;
mod draft;
mod malformed;
mod messages;
mod order;
pub(crate) mod writing;

pub mod v1;

pub use ballot::Ballot;
pub use close::CloseCode;
pub use control::{Hello, Nack, Notice, RefusalReason, Welcome};
pub use draft::{DraftEdit, DraftNews};
pub use malformed::Malformed;
pub use messages::{Message, read, read_draft, read_order};
pub use order::{Deed, Objection, Order, Receipt};
pub use writing::{
    ack, awareness, ballot, denied, draft, draft_news, hello, nack, notice, order, query_awareness, receipt, step1,
    step2, update, welcome,
};

pub(crate) use writing::{put_number, put_text};

/// The subprotocol that the server always answers with.
pub const SUBPROTOCOL: &str = "journeyboard.v1";
/// What the subprotocol that carries the token begins with.
pub const BEARER_PREFIX: &str = "bearer.";
/// The version of our own messages (type 100 and up) that this build speaks.
pub const PROTOCOL: u32 = 1;
/// An awareness message about nobody. Whoever was sent nothing for [`KEEP_ALIVE_SECS`] gets one: stock clients do not
/// see WebSocket pings and hang up after 30 s of silence.
pub const KEEP_ALIVE: &[u8] = &[1, 1, 0];
/// After how many seconds of silence a [`KEEP_ALIVE`] is due.
pub const KEEP_ALIVE_SECS: u64 = 20;
/// The JSON of one of our own messages, in bytes. The largest, a welcome, has about 300.
pub const CONTROL_BYTES_MAX: usize = 4 * 1024;
/// The JSON of a draft or of news about drafts, in bytes: a full note of letters that JSON writes as six, or the ids of all
/// of a person's drafts.
pub const DRAFT_BYTES_MAX: usize = 16 * 1024;

/// Message types, the first number of every frame.
pub mod kind {
    /// Document synchronisation; a second number says which step.
    pub const SYNC: u64 = 0;
    /// Presence of one or many.
    pub const AWARENESS: u64 = 1;
    /// Permission denied, with a reason.
    pub const AUTH: u64 = 2;
    /// Asks for everybody's presence.
    pub const QUERY_AWARENESS: u64 = 3;
    /// A client of ours introduces itself.
    pub const HELLO: u64 = 100;
    /// The server's answer to a hello.
    pub const WELCOME: u64 = 101;
    /// So many of this connection's edits are on disk.
    pub const ACK: u64 = 102;
    /// One of this connection's edits was refused.
    pub const NACK: u64 = 103;
    /// Something that everybody on the server should know.
    pub const NOTICE: u64 = 104;
    /// A client orders something that the server does.
    pub const ORDER: u64 = 110;
    /// What became of an order.
    pub const RECEIPT: u64 = 111;
    /// A person's own dots in the open round.
    pub const BALLOT: u64 = 112;
    /// For more of the server's deeds: 113…119, not spoken yet.
    pub const RESERVED: std::ops::RangeInclusive<u64> = 113..=119;
    /// A draft of a silent phase, from its author.
    pub const DRAFT: u64 = 120;
    /// What became of drafts, and how many there are.
    pub const DRAFT_NEWS: u64 = 121;
    /// For more about drafts: 122…127 (the last that takes one byte), not spoken yet.
    pub const DRAFTS: std::ops::RangeInclusive<u64> = 122..=127;
}
