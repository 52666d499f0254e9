//! What a room remembers of a connection and of the person behind it. Refuses to know sockets.

use std::collections::BTreeSet;

use bytes::Bytes;
use journeyboard_shared::ids::ParticipantId;
use journeyboard_shared::model::Role;

use super::limits;
use crate::bucket::Bucket;
use crate::clock::Millis;
use crate::store::Seq;

/// One connection.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) participant: ParticipantId,
    /// What the link lets them do that they came by.
    pub(super) link_role: Role,
    /// What they may do now.
    pub(super) role: Role,
    pub(super) session: String,
    /// Whether it introduced itself and so understands our own messages.
    pub(super) said_hello: bool,
    /// It asked for the document and was, or will be, brought to this seq; it gets what comes after.
    pub(super) caught_up: Option<Seq>,
    /// Its sync step 2 and update messages so far.
    pub(super) edits: u64,
    /// An edit of it was not taken: nothing is acked until it sent everything that we lack.
    pub(super) owes: bool,
    /// Our step 1 messages that it has not answered yet.
    pub(super) asked: u32,
    /// How often something seemed to be missing.
    pub(super) holes: u32,
    /// Client ids of copies of which an edit was refused: all that they write is built on what is not there.
    pub(super) void: BTreeSet<u64>,
    pub(super) presence: Bucket,
    /// The newest presence message beyond that rate.
    pub(super) late_presence: Option<Bytes>,
    /// The Yjs client that it shows: the first that it named.
    pub(super) shows: Option<u64>,
    /// Whether it is to get everybody's presence with the next tick.
    pub(super) lacks_presence: bool,
}

impl Peer {
    pub(super) fn new(participant: ParticipantId, link_role: Role, session: String, now: Millis) -> Self {
        Self {
            participant,
            link_role,
            role: link_role,
            session,
            said_hello: false,
            caught_up: None,
            edits: 0,
            owes: false,
            asked: 0,
            holes: 0,
            void: BTreeSet::new(),
            presence: Bucket::new(limits::PRESENCE, now),
            late_presence: None,
            shows: None,
            lacks_presence: false,
        }
    }
}

/// A person, over all of their connections; kept while the room is in memory, so that reconnecting refills nothing.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) connections: usize,
    pub(super) client_ids: usize,
    pub(super) messages: Bucket,
    pub(super) bytes: Bucket,
    pub(super) step1: Bucket,
    pub(super) refusals: Bucket,
    pub(super) orders: Bucket,
}

impl Person {
    pub(super) fn new(client_ids: usize, now: Millis) -> Self {
        Self {
            connections: 0,
            client_ids,
            messages: Bucket::new(limits::MESSAGES, now),
            bytes: Bucket::new(limits::BYTES, now),
            step1: Bucket::new(limits::STEP1, now),
            refusals: Bucket::new(limits::REFUSALS, now),
            orders: Bucket::new(limits::ORDERS, now),
        }
    }
}
