//! Who is here and what they point at: cursors, selections, drags in flight. Seen by everyone in the room, never stored.
//!
//! Refuses to know: sockets, clocks, the document. The identity in a state is the server's stamp, never a peer's word.

mod body;
mod lane;
mod reading;
mod state;

pub use body::{FRAME_BODY_BYTES_MAX, encode};
pub use lane::{CLIENTS_PER_PARTICIPANT_MAX, CLIENTS_PER_PEER_MAX, PresenceLane, Refused, Tick};
pub use reading::parse_peer_state;
pub use state::{Drag, PeerPresence, PresenceState, PresenceUser, View, stamp};

/// After how many seconds the room renews all entries at the latest ([`PresenceLane::renew`]): stock clients forget an
/// entry that was not renewed for 30 s.
pub const RENEW_SECS: u64 = 20;
