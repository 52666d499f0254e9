//! One frame of a connection, from its limits to the staged record. The only way for peers' bytes into the document.

use bytes::Bytes;
use journeyboard_shared::document::Change;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::ledger::{NotTaken, Who};
use journeyboard_shared::limits as bounds;
use journeyboard_shared::model::Role;
use journeyboard_shared::rules::{self, Refusal};
use journeyboard_shared::wire::v1::{self, ClockRange, Update, UpdateSummary};
use journeyboard_shared::wire::{self, CloseCode, Message, Nack, RefusalReason};

use super::event::{PeerId, Report};
use super::gate::{Novelty, names_only_peoples_roots, reason_of};
use super::history::Entry;
use super::{Deferred, Health, RoomCore, limits};
use crate::clock::Millis;
use crate::store::Mark;

/// How an update came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// As an answer to our step 1.
    Upload,
    /// As it was made.
    Live,
}

/// An update that was refused.
struct Refused {
    reason: RefusalReason,
    note: Option<NoteId>,
    said: String,
}

impl RoomCore {
    pub(super) fn take_frame(&mut self, id: PeerId, frame: &Bytes, now: Millis) {
        if !self.peers.contains_key(&id) {
            return;
        }
        let message = match wire::read(frame) {
            Ok(message) => message,
            Err(error) => return self.close(id, CloseCode::Malformed, error.to_string()),
        };
        if let Err((code, reason)) = self.within_limits(id, &message, frame.len(), now) {
            return self.close(id, code, reason);
        }
        match message {
            Message::Step1(state_vector) => self.answer_step1(id, state_vector),
            Message::Step2(update) => self.take_edit(id, update, Manner::Upload, now),
            Message::Update(update) => self.take_edit(id, update, Manner::Live, now),
            Message::Awareness(body) => self.take_presence(id, frame, body, now),
            Message::QueryAwareness => self.show_presence(id, now),
            Message::Hello(hello) => self.take_hello(id, &hello, now),
            Message::Order(order) => match wire::read_order(order) {
                Ok(order) => self.take_order(id, order, now),
                Err(error) => self.close(id, CloseCode::Malformed, error.to_string()),
            },
            Message::Draft(edit) => match wire::read_draft(edit) {
                Ok(edit) => self.take_draft(id, edit),
                Err(error) => self.close(id, CloseCode::Malformed, error.to_string()),
            },
            Message::Denied(_)
            | Message::Welcome(_)
            | Message::Ack { .. }
            | Message::Nack(_)
            | Message::Notice(_)
            | Message::Receipt(_)
            | Message::Ballot(_)
            | Message::DraftNews(_) => {
                self.close(id, CloseCode::Malformed, "only the server says that");
            }
        }
    }

    fn within_limits(
        &mut self,
        id: PeerId,
        message: &Message<'_>,
        len: usize,
        now: Millis,
    ) -> Result<(), (CloseCode, &'static str)> {
        let Some(peer) = self.peers.get(&id) else {
            return Ok(());
        };
        let most = match message {
            Message::Step2(_) => bounds::UPLOAD_BYTES_MAX,
            _ => bounds::LIVE_FRAME_BYTES_MAX,
        };
        if len > most {
            return Err((CloseCode::Malformed, "the message is too long"));
        }
        if matches!(message, Message::Awareness(_)) {
            return Ok(()); // conflated, not refused: see `lane`
        }
        let Some(person) = self.people.get_mut(&peer.participant) else {
            return Ok(());
        };
        let asked_for = matches!(message, Message::Step2(_)) && peer.asked > 0;
        let costly = matches!(message, Message::Step1(_) | Message::QueryAwareness);
        let slow_enough = person.messages.take(1.0, now)
            && (asked_for || person.bytes.take(len as f64, now))
            && (!costly || person.step1.take(1.0, now));
        if slow_enough { Ok(()) } else { Err((CloseCode::TooFast, "too much at once")) }
    }

    fn take_edit(&mut self, id: PeerId, update: &[u8], manner: Manner, now: Millis) {
        let update = match v1::update(update) {
            Ok(update) => update,
            Err(error) => return self.close(id, CloseCode::Malformed, error.to_string()),
        };
        let novelty = self.novelty_of(update.summary());
        let Some(peer) = self.peers.get_mut(&id) else {
            return;
        };
        peer.edits += 1;
        if manner == Manner::Upload {
            peer.asked = peer.asked.saturating_sub(1);
        }
        if novelty == Novelty::Known {
            return self.done(id, manner);
        }
        if peer.role == Role::Viewer {
            return self.refuse(id, update.summary(), Refusal::Viewer.into(), now);
        }
        if self.health == Health::Degraded || self.history.is_full() {
            peer.owes = true;
            return;
        }
        if let Err(refused) = self.claim_client_ids(id, update.summary()) {
            return self.refuse(id, update.summary(), refused, now);
        }
        if novelty == Novelty::Gap {
            return self.missing_before(id, update.summary(), now);
        }
        if let Err(reason) = names_only_peoples_roots(&update, &self.ledger) {
            let said = "nobody writes under that root".to_owned();
            let refused = Refused { reason, note: None, said };
            return self.refuse(id, update.summary(), refused, now);
        }
        match self.judge(id, &update) {
            Ok(()) => self.apply(id, update.bytes(), update.summary(), manner, now),
            Err(NotTaken::Gap) => self.missing_before(id, update.summary(), now),
            Err(NotTaken::Refused(refusal)) => self.refuse(id, update.summary(), refusal.into(), now),
        }
    }

    /// Everything that a sender can cause is decided here, before it is applied.
    fn judge(&self, id: PeerId, update: &Update<'_>) -> Result<(), NotTaken> {
        let Some(peer) = self.peers.get(&id) else {
            return Ok(());
        };
        if self.doc.is_newer() {
            return Err(Refusal::Newer.into());
        }
        if self.history.bytes() + update.bytes().len() > bounds::WORKSHOP_BYTES_MAX {
            return Err(Refusal::TooMany.into());
        }
        self.ledger.judge(update, Who { role: peer.role, by: peer.participant }, self.doc.board())
    }

    /// Applies what was judged. Should it do anything else than was foreseen, that is a bug of ours: the document is made
    /// anew without it, it is counted, and its sender is told no.
    fn apply(&mut self, id: PeerId, update: &[u8], summary: &UpdateSummary, manner: Manner, now: Millis) {
        let writers = self.writers_of(summary);
        match self.integrate_as_foreseen(id, update, summary) {
            Ok(change) => {
                let marks = writers.into_iter().filter_map(|client| self.writers.keep(client)).collect();
                self.stage_with(change, Some(id), marks);
                self.done(id, manner);
            }
            Err(what) => {
                self.out.report(Report::Slipped(what));
                self.rebuild();
                self.refuse(id, summary, Refusal::DoesNotFit.into(), now);
            }
        }
    }

    fn integrate_as_foreseen(&mut self, id: PeerId, update: &[u8], summary: &UpdateSummary) -> Result<Change, String> {
        let change = self.doc.integrate(update).map_err(|error| error.to_string())?;
        if !self.had_holes {
            let rose = |range: &ClockRange| {
                let foreseen = range.end.max(self.ledger.clock_of(range.client));
                self.doc.clock_of(range.client) == u64::from(foreseen)
            };
            if change.holes || !summary.clients.iter().all(rose) {
                return Err("its clocks did not rise as foreseen".to_owned());
            }
        }
        let peer = self.peers.get(&id).map(|peer| (peer.role, peer.participant));
        let judged = peer.map_or(Ok(()), |(role, by)| rules::judge_change(role, by, &change, self.doc.board()));
        judged.map(|()| change).map_err(|refusal| format!("its effect was not foreseen: {refusal}"))
    }

    /// What the server itself changed waits for the disk from now on.
    pub(super) fn stage(&mut self, change: Change) {
        self.stage_with(change, None, Vec::new());
    }

    /// What changed waits for the disk from now on, and what the disk has to remember with it.
    pub(super) fn stage_with(&mut self, change: Change, from: Option<PeerId>, marks: Vec<Mark>) {
        let mut entries: Vec<Entry> = change
            .updates
            .into_iter()
            .map(|record| {
                self.ledger.follow(&record);
                Entry { record: record.into(), from, marks: Vec::new() }
            })
            .collect();
        match entries.last_mut() {
            Some(last) => last.marks = marks,
            None if marks.is_empty() => {}
            None => entries.push(Entry::of_marks(marks)),
        }
        entries.into_iter().for_each(|entry| self.history.stage(entry));
    }

    /// An edit is in: it is acked when it is on disk, unless an earlier one was not taken.
    fn done(&mut self, id: PeerId, manner: Manner) {
        let Some(peer) = self.peers.get_mut(&id) else {
            return;
        };
        if manner == Manner::Upload {
            peer.owes = false;
        }
        if !peer.owes {
            let edits = peer.edits;
            self.once_durable(Deferred::Ack(id, edits));
        }
    }

    /// Something that it builds on never arrived. A void copy is told so; any other is asked for all that we lack.
    fn missing_before(&mut self, id: PeerId, summary: &UpdateSummary, now: Millis) {
        let Some(peer) = self.peers.get_mut(&id) else {
            return;
        };
        if summary.clients.iter().any(|range| peer.void.contains(&range.client)) {
            let said = "what it builds on was refused".to_owned();
            return self.refuse(id, summary, Refused { reason: RefusalReason::Gap, note: None, said }, now);
        }
        peer.holes += 1;
        peer.owes = true;
        if peer.holes > limits::HOLES_MAX {
            return self.close(id, CloseCode::Malformed, "what the update builds on never arrived");
        }
        if peer.asked == 0 {
            self.ask(id);
        }
    }

    /// Nothing of it is kept, nobody else hears of it; its author learns why.
    fn refuse(&mut self, id: PeerId, summary: &UpdateSummary, refused: Refused, now: Millis) {
        let writers = self.writers_of(summary);
        let Some(peer) = self.peers.get_mut(&id) else {
            return;
        };
        let refusals_left = self.people.get_mut(&peer.participant).is_some_and(|person| person.refusals.take(1.0, now));
        self.out.report(Report::Refused(peer.participant, name_of(refused.reason)));
        if peer.said_hello && refusals_left {
            peer.void.extend(writers);
            let nack = Nack { edit: peer.edits, reason: refused.reason, note: refused.note };
            self.out.send(id, wire::nack(&nack));
        } else {
            self.out.send(id, wire::denied(&refused.said));
            self.close(id, CloseCode::Forbidden, refused.said);
        }
    }

    /// A client id belongs to the participant who used it first.
    fn claim_client_ids(&mut self, id: PeerId, summary: &UpdateSummary) -> Result<(), Refused> {
        let writers = self.writers_of(summary);
        let Some(peer) = self.peers.get(&id) else {
            return Ok(());
        };
        let participant = peer.participant;
        for client in writers {
            if !self.claim(client, participant) {
                let said = "that client id belongs to somebody else".to_owned();
                return Err(Refused { reason: RefusalReason::ClientIdTaken, note: None, said });
            }
        }
        Ok(())
    }

    /// Takes a Yjs client id for a participant; `false` if it is somebody else's or they have too many.
    pub(super) fn claim(&mut self, client: u64, participant: journeyboard_shared::ids::ParticipantId) -> bool {
        if client >= limits::SERVER_CLIENT_IDS_FROM {
            return false;
        }
        if let Some(owner) = self.writers.owner(client) {
            return owner == participant;
        }
        let Some(person) = self.people.get_mut(&participant) else {
            return false;
        };
        if person.client_ids >= limits::CLIENT_IDS_PER_PERSON_MAX {
            return false;
        }
        person.client_ids += 1;
        self.writers.take(client, participant);
        true
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        let note = match refusal {
            Refusal::NotYours(note) | Refusal::TooLong(note) | Refusal::Locked(note) => note,
            _ => None,
        };
        Self { reason: reason_of(refusal), note, said: refusal.to_string() }
    }
}

fn name_of(reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::Viewer => "viewer",
        RefusalReason::NotYours => "not-yours",
        RefusalReason::Phase => "phase",
        RefusalReason::Locked => "locked",
        RefusalReason::TooLong => "too-long",
        RefusalReason::ServerOnly => "server-only",
        RefusalReason::Malformed => "malformed",
        RefusalReason::TooMany => "too-many",
        RefusalReason::UnknownRoot => "unknown-root",
        RefusalReason::UnknownObject => "unknown-object",
        RefusalReason::ClientIdTaken => "client-id-taken",
        RefusalReason::Gap => "gap",
        RefusalReason::WorkshopFull => "workshop-full",
        RefusalReason::Other => "other",
    }
}
