//! Votes: who gave which dot, while a round is open. Lies beside the log, is told to nobody but the voter, and is erased by
//! the append that writes the totals.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use journeyboard_shared::document::{Change, Edit, Origin};
use journeyboard_shared::ids::{NoteId, ParticipantId, RoundId};
use journeyboard_shared::limits as bounds;
use journeyboard_shared::rounds::{Electorate, Item, Round};
use journeyboard_shared::rules::{self, Secret};
use journeyboard_shared::wire::{self, Ballot, Objection};
use uuid::Uuid;

use super::event::PeerId;
use super::{Deferred, RoomCore};
use crate::store::{Mark, Shelf};

/// One person's dots.
type Own = BTreeMap<NoteId, u32>;

/// All ballots of a room.
#[derive(Default)]
pub(super) struct Ballots(BTreeMap<RoundId, BTreeMap<ParticipantId, Own>>);

impl fmt::Debug for Ballots {
    /// Without the ballots: whatever is printed may end in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ballots").finish_non_exhaustive()
    }
}

impl Ballots {
    /// From what was on disk.
    pub(super) fn from_marks(marks: &[Mark]) -> Self {
        let mut ballots = Self::default();
        for mark in marks.iter().filter(|mark| mark.shelf == Shelf::Ballots) {
            if let Some((round, voter, note, dots)) = read(mark) {
                ballots.0.entry(round).or_default().entry(voter).or_default().insert(note, dots);
            }
        }
        ballots
    }

    fn of(&self, round: RoundId, voter: ParticipantId) -> Option<&Own> {
        self.0.get(&round)?.get(&voter)
    }

    fn put(&mut self, round: RoundId, voter: ParticipantId, note: NoteId, dots: u32) -> Mark {
        let own = self.0.entry(round).or_default().entry(voter).or_default();
        if dots == 0 {
            own.remove(&note)
        } else {
            own.insert(note, dots)
        };
        let value = (dots > 0).then(|| Bytes::copy_from_slice(&dots.to_be_bytes()));
        Mark { shelf: Shelf::Ballots, key: key(round, voter, note), value }
    }

    /// The totals of a round, and what the disk forgets with it.
    fn count(&mut self, round: RoundId) -> (BTreeMap<NoteId, u32>, Vec<Mark>) {
        let (mut totals, mut marks) = (BTreeMap::new(), Vec::new());
        for (voter, own) in self.0.remove(&round).unwrap_or_default() {
            for (note, dots) in own {
                *totals.entry(note).or_default() += dots;
                marks.push(Mark { shelf: Shelf::Ballots, key: key(round, voter, note), value: None });
            }
        }
        (totals, marks)
    }
}

impl RoomCore {
    /// Why a round is not to be opened.
    pub(super) fn opening_objection(&self, round: RoundId, budget: u32, cap: u32) -> Option<Objection> {
        let rounds = &self.doc.board().rounds;
        if rounds.open().is_some() || rounds.all.contains_key(&round) {
            return Some(Objection::Busy);
        }
        let fits = (1..=bounds::VOTE_BUDGET_MAX).contains(&budget) && (1..=budget).contains(&cap);
        (!fits || rounds.all.len() >= bounds::ROUNDS_MAX).then_some(Objection::TooMany)
    }

    /// Why a round is not to be closed.
    pub(super) fn closing_objection(&self, round: RoundId) -> Option<Objection> {
        if self.closing.is_some() {
            return Some(Objection::Busy);
        }
        (self.open_round(round).is_none()).then_some(Objection::RoundClosed)
    }

    /// Why dots are not to be given: judged by what is staged, which the disk gets in that order or not at all.
    pub(super) fn voting_objection(
        &self,
        by: ParticipantId,
        round: RoundId,
        note: NoteId,
        dots: u32,
    ) -> Option<Objection> {
        let Some(open) = self.open_round(round) else {
            return Some(Objection::RoundClosed);
        };
        let own = self.ballots.of(round, by);
        let others: u32 = own.into_iter().flatten().filter(|(id, _)| **id != note).map(|(_, dots)| dots).sum();
        if dots > 0 && !self.doc.board().note(note).is_some_and(|note| open.about.includes(note.kind)) {
            return Some(Objection::NoSuchThing);
        }
        (dots > open.cap || others.saturating_add(dots) > open.budget).then_some(Objection::OverBudget)
    }

    fn open_round(&self, round: RoundId) -> Option<Round> {
        self.doc.board().rounds.all.get(&round).copied().filter(|round| round.open)
    }

    pub(super) fn open_a_round(&mut self, id: RoundId, about: Electorate, budget: u32, cap: u32) -> Change {
        let number = self.doc.board().rounds.all.values().map(|round| round.number).max().unwrap_or(0) + 1;
        let round = Round { about, budget, cap, number, open: true };
        self.doc.edit(Origin::Quiet, |edit| edit.put_round(id, round)).1
    }

    pub(super) fn cast(&mut self, by: ParticipantId, round: RoundId, note: NoteId, dots: u32) -> Vec<Mark> {
        vec![self.ballots.put(round, by, note, dots)]
    }

    /// The totals, for everybody; the ballots, for nobody any more.
    pub(super) fn close_round(&mut self, id: RoundId) -> (Change, Vec<Mark>) {
        let Some(round) = self.open_round(id) else { return Default::default() };
        let (totals, marks) = self.ballots.count(id);
        let write = |edit: &mut Edit<'_>| {
            edit.put_round(id, Round { open: false, ..round });
            totals.iter().for_each(|(note, dots)| edit.put_tally(Item { round: id, note: *note }, *dots));
        };
        (self.doc.edit(Origin::Quiet, write).1, marks)
    }

    /// Tells a person their own dots, on one connection or on all of theirs.
    pub(super) fn tell_ballot(&mut self, voter: ParticipantId, only: Option<PeerId>) {
        let Some((round, _)) = self.doc.board().rounds.open() else { return };
        let own = self.ballots.of(round, voter);
        let dots = own.into_iter().flatten().map(|(note, dots)| (*note, *dots)).collect();
        let frame = wire::ballot(&Ballot { round, dots });
        let sees = |peer: &super::Peer| peer.said_hello && rules::visible(peer.participant, Secret::Ballot { voter });
        let to = self.peers.iter().filter(|(id, peer)| sees(peer) && only.is_none_or(|only| only == **id));
        let to: Vec<PeerId> = to.map(|(id, _)| *id).collect();
        for id in to {
            self.once_durable(Deferred::Frame(id, frame.clone()));
        }
    }
}

fn key(round: RoundId, voter: ParticipantId, note: NoteId) -> Bytes {
    [round.as_uuid().as_bytes().as_slice(), voter.as_uuid().as_bytes(), note.as_uuid().as_bytes()].concat().into()
}

fn read(mark: &Mark) -> Option<(RoundId, ParticipantId, NoteId, u32)> {
    let (round, rest) = mark.key.split_first_chunk::<16>()?;
    let (voter, note) = rest.split_first_chunk::<16>()?;
    let dots = u32::from_be_bytes(mark.value.as_ref()?.as_ref().try_into().ok()?);
    let id = |bytes: [u8; 16]| Uuid::from_bytes(bytes);
    Some((id(*round).into(), id(*voter).into(), id(note.try_into().ok()?).into(), dots))
}
