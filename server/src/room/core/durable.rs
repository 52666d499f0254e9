//! What happens when the disk answers: acks and broadcasts when it could, patience when it could not.

use journeyboard_shared::wire::{self, Notice};

use super::event::{PeerId, Report};
use super::{Deferred, Health, RoomCore, limits};
use crate::store::Seq;

impl RoomCore {
    /// The batch is on disk: now, and never earlier, its senders are acked and everybody else sees it.
    pub(super) fn appended(&mut self, upto: Seq) {
        if !self.history.is_in_flight() || upto < self.history.durable() {
            return;
        }
        for (seq, entry) in self.history.settle() {
            let frame = wire::update(&entry.record);
            for (id, peer) in &self.peers {
                let lacks_it = !entry.says_nothing() && peer.caught_up.is_some_and(|caught_up| seq > caught_up);
                if lacks_it && entry.from != Some(*id) {
                    self.out.send(*id, frame.clone());
                }
            }
            self.do_deferred_upto(seq);
        }
        if self.health == Health::Degraded {
            self.recover();
        } else if !self.history.is_full() {
            self.ask_those_who_owe();
        }
        if let Some(fold) = self.history.fold(false) {
            self.out.compact(fold);
        }
    }

    /// Nothing is refused, nothing is lost: the batch stays, what comes meanwhile is not taken, reading goes on.
    pub(super) fn append_failed(&mut self) {
        self.out.retry_append_in(limits::RETRY_APPEND_MS);
        if self.health == Health::Degraded {
            return;
        }
        self.health = Health::Degraded;
        self.out.report(Report::Degraded);
        self.notify(&Notice::Degraded);
        let waiting = std::mem::take(&mut self.deferred);
        for (seq, what) in waiting {
            match what {
                Deferred::Step2(peer, _) => self.bring_up_from_nothing(peer),
                other => self.deferred.push_back((seq, other)),
            }
        }
    }

    /// Tries the same batch again: a store that wrote it after all recognises it.
    pub(super) fn retry_append(&mut self) {
        if self.history.is_in_flight() {
            let batch = self.history.batch();
            self.out.append(batch);
        }
    }

    fn recover(&mut self) {
        self.health = Health::Fine;
        self.out.report(Report::Recovered);
        self.notify(&Notice::Recovered);
        if self.closing_notice(self.now).is_some_and(|notice| {
            matches!(notice, Notice::PhaseCloses { in_ms: 0, .. } | Notice::RoundCloses { in_ms: 0 })
        }) {
            self.phase_is_due();
        }
        let all: Vec<PeerId> = self.peers.keys().copied().collect();
        for peer in all {
            self.ask(peer);
        }
    }

    fn ask_those_who_owe(&mut self) {
        let owing: Vec<PeerId> =
            self.peers.iter().filter(|(_, peer)| peer.owes && peer.asked == 0).map(|(id, _)| *id).collect();
        for peer in owing {
            self.ask(peer);
        }
    }

    pub(super) fn notify(&mut self, notice: &Notice) {
        let frame = wire::notice(notice);
        for (id, _) in self.peers.iter().filter(|(_, peer)| peer.said_hello) {
            self.out.send(*id, frame.clone());
        }
    }

    fn do_deferred_upto(&mut self, seq: Seq) {
        while self.deferred.front().is_some_and(|(until, _)| *until <= seq) {
            if let Some((_, what)) = self.deferred.pop_front() {
                self.do_deferred(what);
            }
        }
    }

    pub(super) fn do_deferred(&mut self, what: Deferred) {
        match what {
            Deferred::Step2(peer, frame) => self.out.send(peer, frame),
            Deferred::Step1(peer) => {
                let frame = wire::step1(&self.doc.state_vector());
                self.out.send(peer, frame);
            }
            Deferred::Ack(peer, edits) => {
                if self.peers.get(&peer).is_some_and(|peer| peer.said_hello) {
                    self.out.send(peer, wire::ack(edits));
                }
            }
            Deferred::Frame(peer, frame) => {
                if self.peers.contains_key(&peer) {
                    self.out.send(peer, frame);
                }
            }
            Deferred::Welcome(peer) => self.introduce(peer, self.now),
            Deferred::Answer(ticket, answer) => self.out.answer(ticket, answer),
        }
    }
}
