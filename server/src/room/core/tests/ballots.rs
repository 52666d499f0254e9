//! What happens to votes: who hears of them, what they add up to, what is left of them.

use std::collections::BTreeMap;

use journeyboard_shared::ids::{NoteId, RoundId};
use journeyboard_shared::limits::VOTE_BUDGET_MAX;
use journeyboard_shared::model::Role;
use journeyboard_shared::rounds::Electorate;
use journeyboard_shared::wire::{self, Ballot, Deed, Message, Notice, Objection, Order, Receipt};
use proptest::prelude::*;
use uuid::Uuid;

use super::orders::{BEN, LEAD, joins, op, receipts, sits, two};
use super::table::{GRACE_MS, Table, new_note, note_id};
use crate::room::core::RoomEvent;
use crate::store::{Mark, Shelf};

const CLEO: u64 = 3;

fn round(n: u128) -> RoundId {
    Uuid::from_u128(n + 90_000).into()
}

fn opens(n: u128, budget: u32, cap: u32) -> Deed {
    Deed::OpenRound { round: round(n), about: Electorate::All, budget, cap }
}

fn cast(n: u128, note: u64, dots: u32) -> Deed {
    Deed::Cast { round: round(n), note: note_id(note), dots }
}

/// Gives an order; what became of it, once the disk has it.
fn orders(table: &mut Table, who: u64, n: u128, deed: Deed) -> Option<Objection> {
    table.frame(who, wire::order(&Order { op_id: op(n), epoch: 0, deed }));
    table.disk_catches_up();
    receipts(table, who).into_iter().rev().find(|receipt| receipt.op_id == op(n)).expect("a receipt").refused
}

/// Three people, four notes of three kinds.
fn table() -> Table {
    let mut table = two();
    joins(&mut table, CLEO, Role::Participant);
    for n in 1..=4 {
        table.does(BEN, new_note(n, &format!("note {n}")));
    }
    table.disk_catches_up();
    table.forget_messages();
    table
}

fn closes(table: &mut Table, n: u128, op_n: u128) {
    let deed = Deed::CloseRound { round: round(n) };
    table.frame(LEAD, wire::order(&Order { op_id: op(op_n), epoch: 0, deed }));
    table.now += GRACE_MS;
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
}

fn ballots(table: &Table, who: u64) -> Vec<Ballot> {
    let ballot = |message| match message {
        Message::Ballot(ballot) => Some(ballot),
        _ => None,
    };
    table.heard(who).into_iter().filter_map(ballot).collect()
}

fn totals(table: &Table, who: u64, n: u128) -> BTreeMap<NoteId, u32> {
    let tallies = &table.people[&who].doc.board().rounds.tallies;
    tallies.iter().filter(|(item, _)| item.round == round(n)).map(|(item, dots)| (item.note, *dots)).collect()
}

#[test]
fn vo1_people_give_dots_and_take_them_back_within_their_budget() {
    let mut table = table();
    assert_eq!(orders(&mut table, BEN, 1, opens(1, 3, 2)), Some(Objection::NotAllowed));
    assert_eq!(orders(&mut table, LEAD, 2, opens(1, 3, 2)), None);
    assert_eq!(orders(&mut table, LEAD, 3, opens(2, 3, 2)), Some(Objection::Busy), "one at a time");
    assert_eq!(orders(&mut table, BEN, 4, cast(1, 1, 2)), None);
    assert_eq!(orders(&mut table, BEN, 5, cast(1, 2, 2)), Some(Objection::OverBudget));
    assert_eq!(orders(&mut table, BEN, 6, cast(1, 1, 3)), Some(Objection::OverBudget), "over the cap of a note");
    assert_eq!(orders(&mut table, BEN, 7, cast(1, 9, 1)), Some(Objection::NoSuchThing));
    assert_eq!(orders(&mut table, BEN, 8, cast(1, 1, 1)), None, "one taken back");
    assert_eq!(orders(&mut table, BEN, 9, cast(1, 2, 2)), None);
    assert_eq!(orders(&mut table, BEN, 4, cast(1, 1, 2)), None, "repeated: answered the same");
    let dots = vec![(note_id(1), 1), (note_id(2), 2)];
    assert_eq!(ballots(&table, BEN).last(), Some(&Ballot { round: round(1), dots }), "and not done again");
    assert_eq!(orders(&mut table, LEAD, 10, opens(3, 0, 0)), Some(Objection::Busy));
}

#[test]
fn vo1_a_round_has_bounds_and_says_what_gets_dots() {
    let mut table = table();
    for (n, deed) in
        [opens(1, 0, 1), opens(1, VOTE_BUDGET_MAX + 1, 1), opens(1, 3, 4), opens(1, 3, 0)].into_iter().enumerate()
    {
        assert_eq!(orders(&mut table, LEAD, n as u128, deed), Some(Objection::TooMany));
    }
    let touchpoints = Deed::OpenRound { round: round(1), about: Electorate::Touchpoints, budget: 3, cap: 3 };
    assert_eq!(orders(&mut table, LEAD, 10, touchpoints), None);
    assert_eq!(orders(&mut table, BEN, 11, cast(1, 1, 1)), Some(Objection::NoSuchThing), "an idea is no touchpoint");
    sits(&mut table, 4, Role::Viewer);
    assert_eq!(orders(&mut table, 4, 12, cast(1, 1, 1)), Some(Objection::NotAllowed));
}

#[test]
fn vo2_nobody_hears_of_a_vote_but_who_gave_it() {
    let heard = |note: u64, dots: u32| {
        let mut table = table();
        orders(&mut table, LEAD, 1, opens(1, 3, 3));
        orders(&mut table, BEN, 2, cast(1, note, dots));
        sits(&mut table, 4, Role::Facilitator);
        assert_eq!(ballots(&table, BEN).last().expect("their own").dots, [(note_id(note), dots)]);
        assert!(ballots(&table, LEAD).iter().all(|ballot| ballot.dots.is_empty()));
        let log = table.log.clone();
        ([LEAD, CLEO, 4].map(|who| table.people[&who].got.clone()), log)
    };
    assert!(heard(1, 3) == heard(2, 1), "the same bytes, whatever Ben chose, in the log too");
}

#[test]
fn vo3_a_round_that_closes_is_announced_and_its_totals_are_everybodys() {
    let mut table = table();
    orders(&mut table, LEAD, 1, opens(1, 3, 3));
    orders(&mut table, BEN, 2, cast(1, 1, 2));
    orders(&mut table, CLEO, 3, cast(1, 1, 1));
    let deed = Deed::CloseRound { round: round(1) };
    table.frame(LEAD, wire::order(&Order { op_id: op(4), epoch: 0, deed }));
    assert!(table.heard(BEN).contains(&Message::Notice(Notice::RoundCloses { in_ms: GRACE_MS as u32 })));
    assert_eq!(orders(&mut table, CLEO, 5, cast(1, 2, 2)), None, "until then dots count");
    assert!(totals(&table, LEAD, 1).is_empty());
    table.now += GRACE_MS;
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
    for who in [LEAD, BEN, CLEO] {
        assert_eq!(totals(&table, who, 1), BTreeMap::from([(note_id(1), 3), (note_id(2), 2)]));
        assert!(table.people[&who].doc.board().rounds.open().is_none());
    }
    assert_eq!(orders(&mut table, BEN, 6, cast(1, 1, 1)), Some(Objection::RoundClosed));
    assert!(
        !table.marks.keys().any(|(shelf, _)| *shelf == Shelf::Ballots),
        "what linked them is gone in the same append"
    );
    let item = note_id(1).as_uuid().as_bytes().to_vec();
    let beside = table.marks.values().any(|mark| {
        let value = mark.value.as_ref().expect("kept");
        [&mark.key, value].iter().any(|bytes| bytes.windows(16).any(|window| window == item))
            || String::from_utf8_lossy(value).contains(&note_id(1).to_string())
    });
    assert!(!beside, "a receipt keeps an op_id, not what was ordered");
    assert_eq!(orders(&mut table, LEAD, 7, opens(2, 1, 1)), None, "and another round");
}

#[test]
fn vo4_an_open_round_survives_a_crash_with_its_ballots() {
    let mut table = table();
    orders(&mut table, LEAD, 1, opens(1, 3, 3));
    orders(&mut table, BEN, 2, cast(1, 1, 2));
    let mut again = table.reopened();
    for (who, role) in [(LEAD, Role::Facilitator), (BEN, Role::Participant)] {
        sits(&mut again, who, role);
    }
    assert_eq!(ballots(&again, BEN).last().expect("their own").dots, [(note_id(1), 2)]);
    assert_eq!(orders(&mut again, BEN, 3, cast(1, 2, 2)), Some(Objection::OverBudget));
    closes(&mut again, 1, 4);
    assert_eq!(totals(&again, BEN, 1), BTreeMap::from([(note_id(1), 2)]));
}

/// Something that happens around a vote.
#[derive(Debug, Clone)]
enum Act {
    /// Somebody gives a note so many dots.
    Casts(u64, u64, u32),
    /// Somebody sends their last order once more.
    Repeats(u64),
    /// The disk writes what waits.
    Writes,
    /// The disk fails once; then it is tried again.
    Fails,
    /// The round is told to close.
    Closes,
    /// The moment of closing is here.
    Due,
    /// The server is killed and comes back.
    Crashes,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        8 => (1..=3u64, 1..=4u64, 0..=4u32).prop_map(|(who, note, dots)| Act::Casts(who, note, dots)),
        2 => (1..=3u64).prop_map(Act::Repeats),
        4 => Just(Act::Writes),
        1 => Just(Act::Fails),
        1 => Just(Act::Closes),
        1 => Just(Act::Due),
        1 => Just(Act::Crashes),
    ];
    prop::collection::vec(act, 1..60)
}

/// What must come out: every acked order, in the order in which it was acked, and no other.
#[derive(Default)]
struct Oracle {
    dots: BTreeMap<u64, BTreeMap<u64, u32>>,
}

const BUDGET: u32 = 5;
const CAP: u32 = 3;

impl Oracle {
    fn takes(&mut self, who: u64, note: u64, dots: u32) -> bool {
        let own = self.dots.entry(who).or_default();
        let others: u32 = own.iter().filter(|(id, _)| **id != note).map(|(_, dots)| dots).sum();
        let fits = dots <= CAP && others + dots <= BUDGET;
        if fits {
            own.insert(note, dots);
        }
        fits
    }

    fn totals(&self) -> BTreeMap<NoteId, u32> {
        let mut totals = BTreeMap::new();
        for (note, dots) in self.dots.values().flatten() {
            *totals.entry(note_id(*note)).or_default() += dots;
        }
        totals.retain(|_, dots| *dots > 0);
        totals
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    /// Orders are given through acks, retries, a failing disk, crashes and the close: what is acked as done counts once, and
    /// nothing else does.
    #[test]
    fn vo5_no_dot_is_over_budget_doubled_late_or_lost(acts in acts()) {
        let mut table = table();
        orders(&mut table, LEAD, 9_000, opens(1, BUDGET, CAP));
        let mut given: Vec<(u128, u64, u64, u32)> = Vec::new();
        let mut n = 0;
        for act in acts {
            match act {
                Act::Casts(who, note, dots) => {
                    n += 1;
                    // As people do: an order every half second at most, so that none is too fast.
                    table.now += 500;
                    given.push((n, who, note, dots));
                    table.frame(who, wire::order(&Order { op_id: op(n), epoch: 0, deed: cast(1, note, dots) }));
                }
                Act::Repeats(who) => {
                    table.now += 500;
                    if let Some((n, who, note, dots)) = given.iter().rev().find(|given| given.1 == who).copied() {
                        table.frame(who, wire::order(&Order { op_id: op(n), epoch: 0, deed: cast(1, note, dots) }));
                    }
                }
                Act::Writes => table.disk_catches_up(),
                Act::Fails => {
                    if table.on_its_way.is_some() {
                        table.disk_fails_for_a_while();
                    }
                }
                Act::Closes => {
                    table.now += 500;
                    let deed = Deed::CloseRound { round: round(1) };
                    table.frame(LEAD, wire::order(&Order { op_id: op(8_000), epoch: 0, deed }));
                }
                Act::Due => {
                    table.now += GRACE_MS;
                    table.on(RoomEvent::PhaseDue);
                }
                Act::Crashes => {
                    table.disk_catches_up();
                    table = come_back(&table);
                }
            }
        }
        table.disk_catches_up();
        // Whoever waits for an answer asks again, in the order given.
        for (n, who, note, dots) in given.clone() {
            table.now += 500;
            table.frame(who, wire::order(&Order { op_id: op(n), epoch: 0, deed: cast(1, note, dots) }));
            table.disk_catches_up();
        }
        closes(&mut table, 1, 8_001);
        let mut oracle = Oracle::default();
        let answered = by_number(&table);
        for (n, ..) in &given {
            prop_assert!(answered.iter().any(|receipt| receipt.op_id == op(*n)), "every order is answered");
        }
        for receipt in answered {
            let Some((_, who, note, dots)) = given.iter().find(|(n, ..)| receipt.op_id == op(*n)) else { continue };
            match receipt.refused {
                None => prop_assert!(oracle.takes(*who, *note, *dots), "over budget: {who} {note} {dots}"),
                Some(Objection::OverBudget | Objection::RoundClosed) => {}
                Some(other) => prop_assert!(false, "{other:?}"),
            }
        }
        let counted: BTreeMap<NoteId, u32> = totals(&table, LEAD, 1);
        prop_assert_eq!(counted, oracle.totals());
    }
}

/// The receipts on disk, in the order in which they were given.
fn by_number(table: &Table) -> Vec<Receipt> {
    let read = |mark: &Mark| {
        let (number, receipt) = mark.value.as_ref()?.split_first_chunk::<8>()?;
        Some((u64::from_be_bytes(*number), serde_json::from_slice::<Receipt>(receipt).ok()?))
    };
    let mut all: Vec<_> = table.marks.values().filter(|mark| mark.shelf == Shelf::Receipts).filter_map(read).collect();
    all.sort_by_key(|(number, _)| *number);
    all.into_iter().map(|(_, receipt)| receipt).collect()
}

fn come_back(table: &Table) -> Table {
    let mut again = table.reopened();
    for (who, role) in [(LEAD, Role::Facilitator), (BEN, Role::Participant), (CLEO, Role::Participant)] {
        sits(&mut again, who, role);
    }
    again
}
