//! How a connection begins: who it is, what we have, what it lacks. Everything from the durable state.

use bytes::Bytes;
use journeyboard_shared::wire::{self, CloseCode, Hello, Notice, Welcome};

use super::event::{Newcomer, PeerId};
use super::peer::{Peer, Person};
use super::{Deferred, Health, RoomCore, limits};
use crate::clock::Millis;

/// The state vector of somebody who has nothing.
const NOTHING: &[u8] = &[0];

impl RoomCore {
    pub(super) fn welcome(&mut self, newcomer: Newcomer, now: Millis) {
        let Newcomer { peer, participant, role, session } = newcomer;
        let person =
            self.people.entry(participant).or_insert_with(|| Person::new(self.writers.count_of(participant), now));
        if self.peers.len() >= limits::PEERS_MAX || person.connections >= limits::PEERS_PER_PERSON_MAX {
            let reason = "too many connections; come back later".to_owned();
            return self.out.close(peer, CloseCode::TryLater.code(), reason);
        }
        person.connections += 1;
        let mut seated = Peer::new(participant, role, session, now);
        seated.role = self.role_by(role, participant);
        self.peers.insert(peer, seated);
        if self.health == Health::Fine {
            self.ask(peer);
        }
        self.show_presence(peer, now);
    }

    /// Sends our step 1, once what it names is on disk; the connection answers with all that we lack.
    pub(super) fn ask(&mut self, peer: PeerId) {
        if let Some(asked) = self.peers.get_mut(&peer) {
            asked.asked += 1;
            self.once_durable(Deferred::Step1(peer));
        }
    }

    /// Answers a step 1: with what the connection lacks of the durable state.
    pub(super) fn answer_step1(&mut self, id: PeerId, state_vector: &[u8]) {
        if let Err(error) = wire::v1::state_vector(state_vector) {
            return self.close(id, CloseCode::Malformed, error.to_string());
        }
        if state_vector == NOTHING || self.health == Health::Degraded {
            return self.bring_up_from_nothing(id);
        }
        match self.doc.encode_since(state_vector) {
            Ok(missing) => {
                let newest = self.history.newest();
                if let Some(peer) = self.peers.get_mut(&id) {
                    peer.caught_up = Some(newest);
                }
                self.once_durable(Deferred::Step2(id, wire::step2(&missing)));
            }
            Err(error) => self.close(id, CloseCode::Malformed, error.to_string()),
        }
    }

    /// Sends one shared state and the records after it: right for any replica, and all of it is on disk.
    pub(super) fn bring_up_from_nothing(&mut self, id: PeerId) {
        if self.history.wants_fresh_base() {
            let state = Bytes::from(self.doc.encode_all());
            self.history.rebase(&super::Base { seq: self.history.durable(), state });
        }
        let durable = self.history.durable();
        if let Some(peer) = self.peers.get_mut(&id) {
            peer.caught_up = Some(durable);
            self.out.send_all(id, self.history.frames());
        }
    }

    pub(super) fn take_hello(&mut self, id: PeerId, hello: &Hello, now: Millis) {
        if hello.build.chars().count() > limits::BUILD_CHARS_MAX || hello.protocol == 0 {
            return self.close(id, CloseCode::Malformed, "that hello makes no sense");
        }
        let Some(peer) = self.peers.get_mut(&id) else {
            return;
        };
        peer.said_hello = true;
        self.introduce(id, now);
        if self.health == Health::Degraded {
            self.out.send(id, wire::notice(&Notice::Degraded));
        }
        if let Some(closes) = self.closing_notice(now) {
            self.out.send(id, wire::notice(&closes));
        }
        let participant = self.peers.get(&id).map(|peer| peer.participant);
        self.show_drafts(id);
        if let Some(participant) = participant {
            self.tell_ballot(participant, Some(id));
        }
    }

    /// Says who listens, and as whom.
    pub(super) fn introduce(&mut self, id: PeerId, now: Millis) {
        let Some(peer) = self.peers.get(&id).filter(|peer| peer.said_hello) else {
            return;
        };
        let welcome = Welcome {
            participant: peer.participant,
            role: peer.role,
            generation: self.generation,
            build: self.build.to_owned(),
            server_ms: i64::try_from(now).unwrap_or(i64::MAX),
            session: peer.session.clone(),
        };
        self.out.send(id, wire::welcome(&welcome));
    }

    /// The room ends: everybody is told and closed.
    pub(super) fn end(&mut self, code: CloseCode, reason: &str) {
        if code == CloseCode::Restarting {
            self.notify(&Notice::Closing { retry_ms: limits::COME_BACK_MS });
        }
        let all: Vec<PeerId> = self.peers.keys().copied().collect();
        for peer in all {
            self.close(peer, code, reason);
        }
    }
}
