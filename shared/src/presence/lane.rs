//! The presence of one room: the last state of each client wins, and one tick's changes go out together. Deterministic:
//! the caller says when a tick is. Refuses to know roles, sockets and time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bytes::Bytes;

use super::PresenceState;
use super::body::{FRAME_BODY_BYTES_MAX, body, entry, json};
use crate::ids::ParticipantId;
use crate::wire;

/// Yjs clients that one connection may show at a time. A stock client has one; a tab with several documents a few.
pub const CLIENTS_PER_PEER_MAX: usize = 4;
/// Yjs client ids that are remembered as one participant's. Each tab brings a new one; the longest unused is forgotten.
pub const CLIENTS_PER_PARTICIPANT_MAX: usize = 64;

/// Why a state was not taken. Nobody is closed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Another participant used the client id first.
    #[error("that client id belongs to somebody else")]
    ClientIdTaken,
    /// The connection shows [`CLIENTS_PER_PEER_MAX`] clients already.
    #[error("one connection shows too many clients")]
    TooMany,
}

/// One client's entry. Without a state it left, and only its departure is still to be told.
#[derive(Debug, Clone)]
struct Entry<P> {
    peer: P,
    state: Option<PresenceState>,
    clock: u32,
}

/// The presence of one room. `P` names a connection.
#[derive(Debug, Clone)]
pub struct PresenceLane<P> {
    clock: u32,
    entries: BTreeMap<u64, Entry<P>>,
    dirty: BTreeSet<u64>,
    owners: BTreeMap<u64, ParticipantId>,
    /// Each participant's client ids, the longest unused first.
    used: BTreeMap<ParticipantId, VecDeque<u64>>,
}

impl<P: Copy + Eq> PresenceLane<P> {
    /// An empty lane whose clocks are all above `floor`: 0 for a new room, what [`Self::clock`] was for one that comes
    /// back, so that clients that stayed do not take its entries for old ones.
    #[must_use]
    pub fn new(floor: u32) -> Self {
        let (entries, dirty) = (BTreeMap::new(), BTreeSet::new());
        Self { clock: floor, entries, dirty, owners: BTreeMap::new(), used: BTreeMap::new() }
    }

    /// The highest clock that went out. Rises by one per tick that has something to say.
    #[must_use]
    pub fn clock(&self) -> u32 {
        self.clock
    }

    /// How many clients are here.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().filter(|entry| entry.state.is_some()).count()
    }

    /// Whether nobody is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whose client id it is, as far as presence knows.
    #[must_use]
    pub fn owner_of(&self, client: u64) -> Option<ParticipantId> {
        self.owners.get(&client).copied()
    }

    /// Whether this connection shows that client.
    #[must_use]
    pub fn is_shown_by(&self, client: u64, peer: P) -> bool {
        self.entries.get(&client).is_some_and(|entry| entry.peer == peer && entry.state.is_some())
    }

    /// Takes a client's state for the next tick; the same state again says nothing. A participant's new connection takes
    /// a client over from their old one.
    ///
    /// # Errors
    /// [`Refused`], and nothing changed.
    pub fn set(&mut self, peer: P, owner: ParticipantId, client: u64, state: PresenceState) -> Result<(), Refused> {
        if self.owner_of(client).is_some_and(|first| first != owner) {
            return Err(Refused::ClientIdTaken);
        }
        if !self.is_shown_by(client, peer) && self.shown_by(peer).count() >= CLIENTS_PER_PEER_MAX {
            return Err(Refused::TooMany);
        }
        self.remember(owner, client);
        let known = self.entries.get_mut(&client);
        if known.as_ref().is_some_and(|entry| entry.peer == peer && entry.state.as_ref() == Some(&state)) {
            return Ok(());
        }
        let clock = known.map_or(0, |entry| entry.clock);
        self.entries.insert(client, Entry { peer, state: Some(state), clock });
        self.dirty.insert(client);
        Ok(())
    }

    /// Takes a client away, if this connection shows it.
    pub fn remove(&mut self, peer: P, client: u64) {
        if let Some(entry) = self.entries.get_mut(&client).filter(|entry| entry.peer == peer && entry.state.is_some()) {
            entry.state = None;
            self.dirty.insert(client);
        }
    }

    /// Takes everything away that a connection showed; for when it closed.
    pub fn remove_peer(&mut self, peer: P) {
        let shown: Vec<u64> = self.shown_by(peer).collect();
        for client in shown {
            self.remove(peer, client);
        }
    }

    /// Changes what the server says of a participant (a new name, a new role) wherever they are shown.
    pub fn restamp(&mut self, owner: ParticipantId, mut change: impl FnMut(&mut PresenceState)) {
        for (client, entry) in &mut self.entries {
            if let Some(state) = entry.state.as_mut().filter(|state| state.user.id == owner) {
                change(state);
                self.dirty.insert(*client);
            }
        }
    }

    /// Marks everybody for the next tick, so that nobody forgets them; due every [`super::RENEW_SECS`].
    pub fn renew(&mut self) {
        self.dirty.extend(self.entries.iter().filter(|(_, entry)| entry.state.is_some()).map(|(client, _)| *client));
    }

    /// What changed since the last tick, if anything did.
    pub fn take_dirty(&mut self) -> Option<Tick<P>> {
        if self.dirty.is_empty() {
            return None;
        }
        self.clock = self.clock.saturating_add(1);
        let mut tick = Tick { chunks: Vec::new() };
        for client in std::mem::take(&mut self.dirty) {
            let Some(found) = self.entries.get_mut(&client) else { continue };
            found.clock = self.clock;
            tick.push(found.peer, entry(client, found.clock, &json(found.state.as_ref())));
            if found.state.is_none() {
                self.entries.remove(&client);
            }
        }
        tick.finish();
        Some(tick)
    }

    /// Awareness messages with everybody whom others were told of, but what this connection shows itself: for a joiner,
    /// and for whoever asks. What is not told yet comes with the next tick.
    ///
    /// Send it one tick after the join: by then a client that comes back while its old connection still hangs has named
    /// its id, and does not get its own old state.
    #[must_use]
    pub fn full_for(&self, peer: P) -> Vec<Bytes> {
        let mut tick = Tick { chunks: Vec::new() };
        for (client, known) in self.entries.iter().filter(|(_, known)| known.peer != peer && known.clock > 0) {
            if let Some(state) = &known.state {
                tick.push(known.peer, entry(*client, known.clock, &json(Some(state))));
            }
        }
        tick.finish();
        tick.frames_for(peer)
    }

    fn shown_by(&self, peer: P) -> impl Iterator<Item = u64> {
        let shown =
            move |(client, entry): (&u64, &Entry<P>)| (entry.peer == peer && entry.state.is_some()).then_some(*client);
        self.entries.iter().filter_map(shown)
    }

    /// Keeps a client id for its participant, the last used longest.
    fn remember(&mut self, owner: ParticipantId, client: u64) {
        let used = self.used.entry(owner).or_default();
        if used.back() == Some(&client) {
            return;
        }
        used.retain(|known| *known != client);
        used.push_back(client);
        self.owners.insert(client, owner);
        if used.len() <= CLIENTS_PER_PARTICIPANT_MAX {
            return;
        }
        // The one just added is not shown yet.
        let idle = used.iter().take(CLIENTS_PER_PARTICIPANT_MAX).position(|known| !self.entries.contains_key(known));
        if let Some(forgotten) = idle.and_then(|idle| used.remove(idle)) {
            self.owners.remove(&forgotten);
        }
    }
}

/// One tick's changes, ready to send.
#[derive(Debug, Clone)]
pub struct Tick<P> {
    chunks: Vec<Chunk<P>>,
}

/// Entries that fit one message.
#[derive(Debug, Clone)]
struct Chunk<P> {
    entries: Vec<(P, Vec<u8>)>,
    bytes: usize,
    frame: Bytes,
}

impl<P: Copy + Eq> Tick<P> {
    /// The awareness messages for one connection: everything but what it showed itself. Usually one, shared among all
    /// who changed nothing; more only where one would exceed [`FRAME_BODY_BYTES_MAX`].
    #[must_use]
    pub fn frames_for(&self, peer: P) -> Vec<Bytes> {
        self.chunks.iter().filter_map(|chunk| chunk.frame_for(peer)).collect()
    }

    fn push(&mut self, peer: P, entry: Vec<u8>) {
        let fits = self.chunks.last().is_some_and(|chunk| chunk.bytes + entry.len() <= FRAME_BODY_BYTES_MAX);
        if !fits {
            self.chunks.push(Chunk { entries: Vec::new(), bytes: 0, frame: Bytes::new() });
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.bytes += entry.len();
            chunk.entries.push((peer, entry));
        }
    }

    fn finish(&mut self) {
        for chunk in &mut self.chunks {
            chunk.frame = wire::awareness(&body(chunk.entries.iter().map(|(_, entry)| entry.as_slice())));
        }
    }
}

impl<P: Copy + Eq> Chunk<P> {
    fn frame_for(&self, peer: P) -> Option<Bytes> {
        if self.entries.iter().all(|(from, _)| *from != peer) {
            return Some(self.frame.clone());
        }
        let others: Vec<&[u8]> =
            self.entries.iter().filter(|(from, _)| *from != peer).map(|(_, entry)| entry.as_slice()).collect();
        (!others.is_empty()).then(|| wire::awareness(&body(others.into_iter())))
    }
}

#[cfg(test)]
mod tests;
