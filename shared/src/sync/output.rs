//! What a client has to tell whoever holds it. Refuses to know how that is done or shown.

use bytes::Bytes;

use super::drawer::Writing;
use crate::document::Change;
use crate::rules::Phase;
use crate::wire::{Deed, Nack, Objection, Welcome};

/// What the badge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// Everything that was done here is on the server's disk.
    Saved,
    /// So many edits are on their way.
    Saving(usize),
    /// No connection; so many edits are kept here.
    Offline(usize),
    /// The server's disk is in trouble; so many edits are kept here until it takes them.
    Troubled(usize),
}

/// Why there is no way back into this conversation as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The token is not known (any more): join again.
    NotAuthorized,
    /// Removed, or no longer allowed.
    Forbidden,
    /// The workshop is gone.
    NoSuchWorkshop,
    /// The workshop was restored from a backup: begin with the server's copy.
    OtherGeneration,
    /// The server did not understand this client; a newer one is needed.
    Malformed,
}

/// What the caller has to do or may want to show.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and taken apart where it arrives")]
pub enum Output {
    /// Send this frame.
    Send(Bytes),
    /// Write these records down on the device, after all earlier ones, and answer with [`super::Client::wrote`].
    WriteDown(Writing),
    /// The board changed from outside.
    Changed(Change),
    /// The board was exchanged for a fresh copy: read everything anew.
    Anew,
    /// Others moved, came or went.
    Presence,
    /// The server has introduced itself.
    Welcome(Welcome),
    /// An edit was not accepted; its text, if it had one.
    NotAccepted {
        /// Why.
        nack: Option<Nack>,
        /// The person's text, to be copied or tried again.
        text: Option<String>,
    },
    /// The server has answered an order.
    Settled {
        /// What was ordered.
        deed: Deed,
        /// Why it was not done, if it was not.
        refused: Option<Objection>,
    },
    /// The phase ends in a moment; this one comes.
    PhaseCloses(Phase),
    /// This person's drafts, or the counts of others', are others now.
    Drafts,
    /// The round of votes ends in a moment.
    RoundCloses,
    /// The first copy of the board is here.
    Ready,
    /// This connection must be closed and a new one opened.
    Hangup,
    /// It ends here.
    Ended(End),
}
