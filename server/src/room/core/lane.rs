//! Presence: its own lane beside the document. Identity is stamped here; nothing of it is ever stored.
//!
//! Stock clients echo everybody's entries: what is not a connection's own is ignored, never punished.

use bytes::Bytes;
use journeyboard_shared::ids::ParticipantId;
use journeyboard_shared::model::Role;
use journeyboard_shared::presence::{PeerPresence, PresenceLane, PresenceUser, RENEW_SECS, parse_peer_state, stamp};
use journeyboard_shared::wire::v1::{self, AwarenessEntry};
use journeyboard_shared::wire::{self, CloseCode, Message};

use super::RoomCore;
use super::event::PeerId;
use crate::clock::Millis;

/// 2026-01-01. Clocks begin with the time since then, so that they rise across restarts without being stored.
const EPOCH_MS: Millis = 1_767_225_600_000;
/// One step of the clock: 32 bits of them last until 2034. Ticks are never closer, so time is never overtaken.
const CLOCK_STEP_MS: Millis = 63;
/// How long the first change after a pause waits for others.
const GATHER_MS: Millis = 5;

/// See the module.
#[derive(Debug)]
pub(super) struct Lane {
    lane: PresenceLane<PeerId>,
    ticked_at: Millis,
    renewed_at: Millis,
    due_at: Option<Millis>,
}

impl Lane {
    pub(super) fn new(now: Millis) -> Self {
        let floor = u32::try_from(now.saturating_sub(EPOCH_MS) / CLOCK_STEP_MS).unwrap_or(u32::MAX / 2);
        Self { lane: PresenceLane::new(floor), ticked_at: now, renewed_at: now, due_at: None }
    }
}

/// Between two ticks, by connections: a thousand pointers redrawn four times a second are as many as anyone can follow.
fn interval_ms(peers: usize) -> Millis {
    match peers {
        0..=25 => CLOCK_STEP_MS,
        26..=100 => 100,
        101..=400 => 200,
        _ => 400,
    }
}

impl RoomCore {
    /// Takes a connection's presence; of a flood, the newest waits for the tick.
    pub(super) fn take_presence(&mut self, id: PeerId, frame: &Bytes, body: &[u8], now: Millis) {
        let Some(peer) = self.peers.get_mut(&id) else {
            return;
        };
        if peer.presence.take(1.0, now) {
            peer.late_presence = None;
            self.read_presence(id, body, now);
        } else {
            peer.late_presence = Some(frame.clone());
            self.tick_soon(now);
        }
    }

    fn read_presence(&mut self, id: PeerId, body: &[u8], now: Millis) {
        let entries = match v1::awareness(body) {
            Ok(entries) => entries,
            Err(error) => return self.close(id, CloseCode::Malformed, error.to_string()),
        };
        for entry in entries {
            self.take_entry(id, &entry);
        }
        self.tick_soon(now);
    }

    fn take_entry(&mut self, id: PeerId, entry: &AwarenessEntry<'_>) {
        let Some(peer) = self.peers.get(&id) else {
            return;
        };
        let (participant, role) = (peer.participant, peer.role);
        let Some(json) = entry.state else {
            return self.lane.lane.remove(id, entry.client);
        };
        let is_first = peer.shows.is_none();
        let is_own = peer.shows == Some(entry.client) || self.lane.lane.is_shown_by(entry.client, id);
        // Whatever comes first is the connection's own; it had nothing to echo yet. Later, an id that another
        // connection shows is an echo, also when that is the same person's other tab.
        if !is_first && !is_own && self.is_shown_elsewhere(entry.client, id) {
            return;
        }
        if !self.claim(entry.client, participant) {
            return;
        }
        let shown = if role == Role::Viewer { PeerPresence::default() } else { parse_peer_state(json) };
        let state = stamp(shown, self.user(participant, role));
        if self.lane.lane.set(id, participant, entry.client, state).is_ok()
            && let Some(peer) = self.peers.get_mut(&id)
            && is_first
        {
            peer.shows = Some(entry.client);
        }
    }

    fn is_shown_elsewhere(&self, client: u64, id: PeerId) -> bool {
        self.peers.keys().any(|other| *other != id && self.lane.lane.is_shown_by(client, *other))
    }

    fn user(&self, id: ParticipantId, role: Role) -> PresenceUser {
        let person = self.doc.board().participants.get(&id);
        PresenceUser {
            id,
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            role,
            colour: person.map(|person| person.colour).unwrap_or_default(),
        }
    }

    /// Shows a connection everybody, with the next tick: by then a client that comes back has named its id and does not
    /// get its own old state.
    pub(super) fn show_presence(&mut self, id: PeerId, now: Millis) {
        if let Some(peer) = self.peers.get_mut(&id) {
            peer.lacks_presence = true;
            self.tick_soon(now);
        }
    }

    pub(super) fn leave_presence(&mut self, id: PeerId, now: Millis) {
        self.lane.lane.remove_peer(id);
        if !self.peers.is_empty() {
            self.tick_soon(now);
        }
    }

    /// A person has another name or colour.
    pub(super) fn restamp(&mut self, id: ParticipantId, now: Millis) {
        let listed = self.listed_role(id);
        let user = self.user(id, listed);
        self.lane.lane.restamp(id, |state| {
            state.user.name.clone_from(&user.name);
            state.user.colour = user.colour;
            if state.user.role != Role::Viewer {
                state.user.role = listed;
            }
        });
        self.tick_soon(now);
    }

    /// Sends what changed, one frame for each connection. Who is behind is left out and later gets everything.
    pub(super) fn presence_tick(&mut self, congested: &[PeerId], now: Millis) {
        self.lane.due_at = None;
        self.lane.ticked_at = now;
        self.read_late_presence(now);
        if now.saturating_sub(self.lane.renewed_at) >= RENEW_SECS * 1_000 {
            self.lane.renewed_at = now;
            self.lane.lane.renew();
        }
        let tick = self.lane.lane.take_dirty();
        for (id, peer) in &mut self.peers {
            if congested.contains(id) {
                peer.lacks_presence = true;
            } else if std::mem::take(&mut peer.lacks_presence) {
                self.out.send_all(*id, self.lane.lane.full_for(*id));
            } else if let Some(tick) = &tick {
                self.out.send_all(*id, tick.frames_for(*id));
            }
        }
        if self.peers.values().any(|peer| peer.lacks_presence || peer.late_presence.is_some()) {
            self.tick_soon(now);
        } else if !self.lane.lane.is_empty() {
            self.tick_at(self.lane.renewed_at + RENEW_SECS * 1_000, now);
        }
    }

    fn read_late_presence(&mut self, now: Millis) {
        let late: Vec<(PeerId, Bytes)> =
            self.peers.iter_mut().filter_map(|(id, peer)| Some((*id, peer.late_presence.take()?))).collect();
        for (id, frame) in late {
            if let Ok(Message::Awareness(body)) = wire::read(&frame) {
                self.read_presence(id, body, now);
            }
        }
    }

    fn tick_soon(&mut self, now: Millis) {
        let due = (self.lane.ticked_at + interval_ms(self.peers.len())).max(now + GATHER_MS);
        self.tick_at(due, now);
    }

    fn tick_at(&mut self, due: Millis, now: Millis) {
        if self.lane.due_at.is_none_or(|planned| due < planned) {
            self.lane.due_at = Some(due);
            self.out.tick_in(due.saturating_sub(now));
        }
    }
}
