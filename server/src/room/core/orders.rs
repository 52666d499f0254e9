//! Orders: what the server does on a person's behalf, once, and its receipts. The only writer of phase, locks and roles.

use journeyboard_shared::document::{BoardDoc, Change, Origin};
use journeyboard_shared::ids::ParticipantId;
use journeyboard_shared::limits as bounds;
use journeyboard_shared::locks::Thing;
use journeyboard_shared::model::{Board, Role};
use journeyboard_shared::rules::{self, Phase};
use journeyboard_shared::wire::{self, CloseCode, Deed, Notice, Objection, Order, Receipt};

use super::event::PeerId;
use super::{Deferred, Health, RoomCore};
use crate::clock::Millis;
use crate::store::Mark;

/// Something that ends in a moment, and was announced.
#[derive(Debug)]
pub(super) struct Closing {
    order: Order,
    by: ParticipantId,
    at: Millis,
    /// The connections that wait for the receipt.
    waiting: Vec<PeerId>,
}

impl RoomCore {
    pub(super) fn take_order(&mut self, id: PeerId, order: Order, now: Millis) {
        let Some(peer) = self.peers.get(&id) else { return };
        let (by, role) = (peer.participant, peer.role);
        if !peer.said_hello {
            return self.close(id, CloseCode::Malformed, "say hello first");
        }
        if !self.people.get_mut(&by).is_some_and(|person| person.orders.take(1.0, now)) {
            return self.close(id, CloseCode::TooFast, "too many orders at once");
        }
        if let Some(receipt) = self.receipts.find(by, order.op_id) {
            let frame = wire::receipt(receipt);
            return self.once_durable(Deferred::Frame(id, frame));
        }
        let pending = self.closing.as_mut().filter(|closing| (closing.by, closing.order.op_id) == (by, order.op_id));
        if let Some(closing) = pending {
            return closing.waiting.push(id);
        }
        // A fault is no refusal: the order is given again when the disk is back.
        if self.health == Health::Degraded || self.doc.is_newer() {
            return;
        }
        match self.objection(by, role, &order) {
            Some(objection) => self.settle(by, &order, &[id], Some(objection)),
            None if self.grace_ms > 0 && self.ends_something(&order.deed) => {
                self.announce(Closing { order, by, at: now + self.grace_ms, waiting: vec![id] });
            }
            None => self.settle(by, &order, &[id], None),
        }
    }

    /// Whether people who are at something have to end it when that is done.
    fn ends_something(&self, deed: &Deed) -> bool {
        match deed.leads_to() {
            Some(phase) => rules::closes(self.doc.board().phase(), phase),
            None => matches!(deed, Deed::CloseRound { .. }),
        }
    }

    /// Why an order is not to be carried out now.
    fn objection(&self, by: ParticipantId, role: Role, order: &Order) -> Option<Objection> {
        let board = self.doc.board();
        let Some((operation, ownership)) = order.deed.operation(by) else {
            return Some(Objection::Unknown);
        };
        if !rules::may(role, board.phase(), operation, ownership) {
            return Some(Objection::NotAllowed);
        }
        if order.epoch != board.about.as_ref().map_or(0, |about| about.epoch) {
            return Some(Objection::StaleEpoch);
        }
        match &order.deed {
            Deed::SetPhase { .. } | Deed::StartSilence { .. } => {
                let announced = self.closing.as_ref().is_some_and(|closing| closing.order.op_id != order.op_id);
                announced.then_some(Objection::Busy)
            }
            Deed::Lock { things } => locking(board, things),
            Deed::Unlock { things } => (things.len() > bounds::ORDER_THINGS_MAX).then_some(Objection::TooMany),
            Deed::GrantRole { participant, role } => granting(board, *participant, *role),
            Deed::OpenRound { round, budget, cap, .. } => self.opening_objection(*round, *budget, *cap),
            Deed::CloseRound { round } => self.closing_objection(*round),
            Deed::Cast { round, note, dots } => self.voting_objection(by, *round, *note, *dots),
            Deed::Reveal { participant } => self.reveal_objection(*participant),
            Deed::Unknown => Some(Objection::Unknown),
        }
    }

    /// Does it, or does not; either way the receipt is on disk with it before anybody gets it.
    fn settle(&mut self, by: ParticipantId, order: &Order, waiting: &[PeerId], refused: Option<Objection>) {
        let (change, erased) = if refused.is_none() { self.do_deed(by, &order.deed) } else { Default::default() };
        let epoch = self.doc.board().about.as_ref().map_or(0, |about| about.epoch);
        let receipt = Receipt { op_id: order.op_id, epoch, refused };
        let frame = wire::receipt(&receipt);
        let mut marks = self.receipts.keep(by, receipt);
        marks.extend(erased);
        self.stage_with(change, None, marks);
        self.tell_reveal();
        if matches!(order.deed, Deed::Cast { .. }) {
            self.tell_ballot(by, None);
        }
        if let (Deed::GrantRole { participant, .. }, None) = (&order.deed, refused) {
            self.regrant(*participant);
        }
        for peer in waiting {
            self.once_durable(Deferred::Frame(*peer, frame.clone()));
        }
    }

    /// What a deed changes, and what the disk forgets with it.
    fn do_deed(&mut self, by: ParticipantId, deed: &Deed) -> (Change, Vec<Mark>) {
        match deed {
            Deed::Reveal { participant } => self.reveal(*participant),
            Deed::OpenRound { round, about, budget, cap } => {
                (self.open_a_round(*round, *about, *budget, *cap), Vec::new())
            }
            Deed::CloseRound { round } => self.close_round(*round),
            Deed::Cast { round, note, dots } => (Change::default(), self.cast(by, *round, *note, *dots)),
            deed => (carry_out(&mut self.doc, deed), Vec::new()),
        }
    }

    /// Everybody is told; whoever is writing has a moment to end.
    fn announce(&mut self, closing: Closing) {
        self.out.phase_in(self.grace_ms);
        self.closing = Some(closing);
        if let Some(notice) = self.closing_notice(self.now) {
            self.notify(&notice);
        }
    }

    /// What a newcomer has to know of a phase that is about to end.
    pub(super) fn closing_notice(&self, now: Millis) -> Option<Notice> {
        let closing = self.closing.as_ref()?;
        let in_ms = u32::try_from(closing.at.saturating_sub(now)).unwrap_or(u32::MAX);
        Some(match closing.order.deed.leads_to() {
            Some(phase) => Notice::PhaseCloses { phase, in_ms },
            None => Notice::RoundCloses { in_ms },
        })
    }

    /// The announced moment is here; while the disk fails it waits for the disk.
    pub(super) fn phase_is_due(&mut self) {
        if self.health == Health::Degraded {
            return;
        }
        let Some(closing) = self.closing.take() else { return };
        // Judged again: meanwhile the person may have lost the role, though not gained it.
        let allowed = closing.order.deed.operation(closing.by).is_some_and(|(operation, ownership)| {
            rules::may(self.listed_role(closing.by), self.doc.board().phase(), operation, ownership)
        });
        let refused = (!allowed).then_some(Objection::NotAllowed);
        self.settle(closing.by, &closing.order, &closing.waiting, refused);
    }

    /// A person's role as everybody sees it.
    pub(super) fn listed_role(&self, id: ParticipantId) -> Role {
        self.doc.board().participants.get(&id).map_or(Role::Viewer, |person| person.role)
    }

    /// What a connection may do that came by a link of that role.
    pub(super) fn role_by(&self, link: Role, id: ParticipantId) -> Role {
        link.with_grant(self.doc.board().participants.get(&id).and_then(|person| person.granted))
    }

    /// A person's role is another one: at once for what they do, and told once it is on disk.
    fn regrant(&mut self, id: ParticipantId) {
        let granted = self.doc.board().participants.get(&id).and_then(|person| person.granted);
        let mut told = Vec::new();
        for (peer_id, peer) in self.peers.iter_mut().filter(|(_, peer)| peer.participant == id) {
            peer.role = peer.link_role.with_grant(granted);
            told.push(*peer_id);
        }
        for peer in told {
            self.once_durable(Deferred::Welcome(peer));
        }
        self.restamp(id, self.now);
    }
}

fn carry_out(doc: &mut BoardDoc, deed: &Deed) -> Change {
    match deed {
        Deed::SetPhase { phase } => lead(doc, *phase, false),
        Deed::StartSilence { anonymous } => lead(doc, Phase::BrainstormSilent, *anonymous),
        Deed::Lock { things } => set_locks(doc, things, true),
        Deed::Unlock { things } => set_locks(doc, things, false),
        Deed::GrantRole { participant, role } => {
            let Some(mut person) = doc.board().participants.get(participant).cloned() else {
                return Change::default();
            };
            person.role = *role;
            person.granted = Some(*role);
            doc.edit(Origin::Quiet, |edit| edit.put_participant(*participant, &person)).1
        }
        Deed::Reveal { .. } | Deed::OpenRound { .. } | Deed::CloseRound { .. } | Deed::Cast { .. } | Deed::Unknown => {
            Change::default()
        }
    }
}

fn lead(doc: &mut BoardDoc, phase: Phase, anonymous: bool) -> Change {
    let now = (doc.board().phase(), doc.board().anonymous);
    let Some(mut about) = doc.board().about.clone().filter(|_| now != (phase, anonymous)) else {
        return Change::default();
    };
    about.phase = phase;
    about.epoch += 1;
    let write = |edit: &mut journeyboard_shared::document::Edit<'_>| {
        edit.put_about(&about);
        edit.set_anonymous(anonymous);
    };
    doc.edit(Origin::Quiet, write).1
}

fn set_locks(doc: &mut BoardDoc, things: &[Thing], locked: bool) -> Change {
    doc.edit(Origin::Quiet, |edit| things.iter().for_each(|thing| edit.set_lock(*thing, locked))).1
}

fn locking(board: &Board, things: &[Thing]) -> Option<Objection> {
    let is_there = |thing: &Thing| match thing {
        Thing::Wall => true,
        Thing::Note(id) => board.note(*id).is_some(),
        Thing::Cluster(id) => board.clusters.contains_key(id),
        Thing::Stage(id) => board.stages.contains_key(id),
    };
    if things.len() > bounds::ORDER_THINGS_MAX || board.locks.len() + things.len() > bounds::LOCKS_MAX {
        return Some(Objection::TooMany);
    }
    (!things.iter().all(is_there)).then_some(Objection::NoSuchThing)
}

fn granting(board: &Board, participant: ParticipantId, role: Role) -> Option<Objection> {
    let Some(person) = board.participants.get(&participant).filter(|person| person.role != Role::Viewer) else {
        return Some(Objection::NoSuchPerson);
    };
    if role == Role::Viewer {
        return Some(Objection::NotAllowed);
    }
    let leads = |role| role == Role::Facilitator;
    let leaders = board.participants.values().filter(|person| leads(person.role)).count();
    (leads(person.role) && !leads(role) && leaders == 1).then_some(Objection::LastFacilitator)
}
