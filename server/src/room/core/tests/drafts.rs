//! What happens to drafts: whose eyes they meet, what a reveal makes of them, what they survive.

use std::collections::BTreeMap;

use journeyboard_shared::draft::Draft;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::model::{NoteKind, Role};
use journeyboard_shared::rules::Phase;
use journeyboard_shared::sync::{Client, Output};
use journeyboard_shared::wire::{self, Deed, DraftEdit, DraftNews, Message, Objection};

use super::orders::{BEN, LEAD, goes_to, joins, op, refused, sits, two};
use super::table::{Table, note_id, person};
use crate::room::core::RoomEvent;

const CLEO: u64 = 3;

fn draft(text: &str) -> Option<Draft> {
    Some(Draft { kind: NoteKind::Need, text: text.to_owned(), emotion: None })
}

/// A workshop in its silent phase: a facilitator, and two who write.
fn silent(anonymous: bool) -> Table {
    let mut table = two();
    joins(&mut table, CLEO, Role::Participant);
    starts_silence(&mut table, anonymous);
    table.forget_messages();
    table
}

fn starts_silence(table: &mut Table, anonymous: bool) {
    table.frame(LEAD, wire::order(&wire::Order { op_id: op(900), epoch: 0, deed: Deed::StartSilence { anonymous } }));
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
}

fn writes(table: &mut Table, who: u64, n: u64, version: u64, text: &str, anonymous: bool) {
    let op_id = op(u128::from(n) * 1_000 + u128::from(version) + u128::from(who) * 1_000_000);
    table.frame(who, wire::draft(&DraftEdit { op_id, note: note_id(n), version, anonymous, draft: draft(text) }));
    table.disk_catches_up();
}

fn reveals(table: &mut Table, n: u128, whose: Option<u64>) -> Option<Objection> {
    let epoch = table.people[&LEAD].doc.board().about.as_ref().expect("a workshop").epoch;
    let deed = Deed::Reveal { participant: whose.map(person) };
    table.frame(LEAD, wire::order(&wire::Order { op_id: op(n), epoch, deed }));
    table.disk_catches_up();
    let receipts = super::orders::receipts(table, LEAD);
    receipts.into_iter().find(|receipt| receipt.op_id == op(n)).expect("a receipt").refused
}

fn news(table: &Table, who: u64) -> Vec<DraftNews> {
    let news = |message| match message {
        Message::DraftNews(news) => Some(news),
        _ => None,
    };
    table.heard(who).into_iter().filter_map(news).collect()
}

fn counts(table: &Table, who: u64) -> BTreeMap<Option<u64>, u32> {
    let number = |id| [LEAD, BEN, CLEO].into_iter().find(|who| Some(person(*who)) == id);
    let count = |news| match news {
        DraftNews::Count { participant, n } => Some((number(participant), n)),
        _ => None,
    };
    news(table, who).into_iter().filter_map(count).collect()
}

fn own(table: &Table, who: u64) -> BTreeMap<NoteId, Draft> {
    let mut own = BTreeMap::new();
    for news in news(table, who) {
        match news {
            DraftNews::Kept { note, draft, .. } => drop(own.insert(note, draft)),
            DraftNews::Gone { note } => drop(own.remove(&note)),
            _ => {}
        }
    }
    own
}

fn was_sent(table: &Table, who: u64, words: &str) -> bool {
    table.people[&who].got.iter().any(|frame| frame.windows(words.len()).any(|window| window == words.as_bytes()))
}

#[test]
fn dr1_a_draft_meets_its_authors_eyes_alone_and_the_others_see_a_number() {
    let mut table = silent(false);
    writes(&mut table, BEN, 1, 0, "canary of the silent phase", false);
    writes(&mut table, BEN, 2, 0, "  ", false);
    assert_eq!(own(&table, BEN).len(), 2);
    for who in [LEAD, CLEO] {
        assert!(!was_sent(&table, who, "canary"));
        assert!(!was_sent(&table, who, &note_id(1).to_string()), "not even its name");
        assert_eq!(counts(&table, who), BTreeMap::from([(Some(BEN), 1)]), "a blank one counts for nothing");
    }
    let in_log = table.log.iter().any(|record| record.windows(6).any(|window| window == b"canary"));
    assert!(!in_log && !table.people[&LEAD].doc.board().notes.contains_key(&note_id(1)));
    // Whoever comes later hears the same, and no more.
    sits(&mut table, 4, Role::Facilitator);
    assert!(!was_sent(&table, 4, "canary"));
    assert_eq!(counts(&table, 4), BTreeMap::from([(Some(BEN), 1)]));
    table.asks(crate::room::core::Question::Board);
    assert!(!format!("{:?} {:?} {:?}", table.answers, table.reports, table.core).contains("canary"));
}

#[test]
fn dr1_whatever_a_draft_says_everybody_else_gets_the_same_bytes() {
    let heard = |text: &str| {
        let mut table = silent(false);
        writes(&mut table, BEN, 1, 0, text, false);
        writes(&mut table, BEN, 1, 1, &text.repeat(2), false);
        sits(&mut table, 4, Role::Viewer);
        [LEAD, CLEO, 4].map(|who| table.people[&who].got.clone())
    };
    assert_eq!(heard("the queue is long"), heard("nobody answers the phone here"));
}

#[test]
fn dr2_a_draft_is_acked_when_it_is_on_disk_and_is_there_after_a_crash() {
    let mut table = silent(false);
    let edit = DraftEdit { op_id: op(1), note: note_id(1), version: 0, anonymous: false, draft: draft("kept") };
    table.frame(BEN, wire::draft(&edit));
    assert!(news(&table, BEN).is_empty(), "not before it is on disk");
    table.disk_catches_up();
    assert_eq!(own(&table, BEN).len(), 1);
    let mut again = table.reopened();
    sits(&mut again, BEN, Role::Participant);
    sits(&mut again, CLEO, Role::Participant);
    assert_eq!(own(&again, BEN)[&note_id(1)].text, "kept");
    assert!(own(&again, CLEO).is_empty());
    // The same edit once more, as a client sends it that never heard the answer.
    again.frame(BEN, wire::draft(&edit));
    assert!(again.on_its_way.is_none(), "nothing is written twice");
    assert!(matches!(news(&again, BEN).last(), Some(DraftNews::Kept { version: 1, .. })));
}

#[test]
fn dr3_a_reveal_makes_notes_under_the_same_ids_with_their_authors_and_forgets_the_drafts() {
    let mut table = silent(false);
    writes(&mut table, BEN, 1, 0, "bread", false);
    writes(&mut table, BEN, 2, 0, " ", false);
    writes(&mut table, CLEO, 3, 0, "milk", false);
    assert_eq!(reveals(&mut table, 50, Some(BEN)), None);
    let note = table.people[&LEAD].doc.board().note(note_id(1)).expect("revealed").clone();
    assert_eq!((note.text.as_str(), note.author), ("bread", Some(person(BEN))));
    assert!(!table.has_note(LEAD, 2) && !table.has_note(LEAD, 3), "blank ones and others' are not");
    assert!(own(&table, BEN).is_empty());
    assert_eq!(counts(&table, CLEO)[&Some(BEN)], 0);
    let lies = |table: &Table, word: &str| format!("{:?}", table.marks).contains(word);
    assert!(!lies(&table, "bread") && lies(&table, "milk"), "the disk forgot it in the same append");
    assert_eq!(reveals(&mut table, 51, None), None);
    assert!(table.has_note(BEN, 3));
    let (a, b) = (note.pos, table.people[&LEAD].doc.board().note(note_id(3)).expect("revealed").pos);
    assert_ne!(a, b, "they lie apart");
    // A late edit of what is a note now is not one of a draft.
    table.forget_messages();
    writes(&mut table, BEN, 1, 1, "bread, late", false);
    assert_eq!(news(&table, BEN), [DraftNews::Gone { note: note_id(1) }]);
    let mut again = table.reopened();
    sits(&mut again, BEN, Role::Participant);
    assert!(own(&again, BEN).is_empty() && again.has_note(BEN, 1));
}

#[test]
fn dr5_anonymous_drafts_have_a_total_come_all_together_and_have_no_author() {
    let mut table = silent(true);
    assert!(table.people[&BEN].doc.board().anonymous, "everybody is told before they write");
    for n in 1..=8 {
        writes(&mut table, if n <= 4 { BEN } else { CLEO }, n, 0, &format!("thought {n}"), true);
    }
    assert_eq!(counts(&table, LEAD), BTreeMap::from([(None, 8)]), "no number for any person");
    assert_eq!(reveals(&mut table, 50, Some(BEN)), None);
    assert!(!table.has_note(LEAD, 1), "never by person");
    assert_eq!(reveals(&mut table, 51, None), None);
    let board = table.people[&LEAD].doc.board();
    assert!((1..=8).all(|n| board.note(note_id(n)).expect("revealed").author.is_none()));
    let mut order: Vec<u64> = (1..=8).collect();
    order.sort_by(|a, b| {
        let at = |n: &u64| board.note(note_id(*n)).expect("revealed").pos;
        at(a).x.total_cmp(&at(b).x)
    });
    assert_ne!(order, (1..=8).collect::<Vec<_>>(), "in an order that says nothing");
    let of_ben = |n: &u64| *n <= 4;
    assert!(!order[..4].iter().all(of_ben) && !order[4..].iter().all(of_ben));
    assert_eq!(counts(&table, CLEO)[&None], 0);
    let authors = person(BEN).as_uuid().as_bytes().to_vec();
    let left = table.marks.values().filter(|mark| mark.shelf == crate::store::Shelf::Drafts).count();
    assert_eq!((left, authors.len()), (0, 16), "nothing links them any more");
}

#[test]
fn dr5_nobody_writes_under_a_promise_that_is_not_kept() {
    let mut table = silent(false);
    writes(&mut table, BEN, 1, 0, "I thought this were anonymous", true);
    assert!(matches!(news(&table, BEN)[..], [DraftNews::Refused { why: Objection::StaleEpoch, .. }]));
    let mut table = silent(true);
    writes(&mut table, BEN, 1, 0, "promised", true);
    orders_at_once(&mut table, Deed::StartSilence { anonymous: false });
    assert!(!table.people[&BEN].doc.board().anonymous);
    writes(&mut table, CLEO, 2, 0, "named", false);
    assert_eq!(reveals(&mut table, 50, None), None);
    let author = |n| table.people[&LEAD].doc.board().note(note_id(n)).expect("revealed").author;
    assert_eq!((author(1), author(2)), (None, Some(person(CLEO))), "what was promised at the time holds");
}

fn orders_at_once(table: &mut Table, deed: Deed) {
    let epoch = table.people[&LEAD].doc.board().about.as_ref().expect("a workshop").epoch;
    table.frame(LEAD, wire::order(&wire::Order { op_id: op(901), epoch, deed }));
    table.on(RoomEvent::PhaseDue);
    table.disk_catches_up();
}

#[test]
fn dr6_another_phase_hides_and_destroys_no_draft_and_takes_none() {
    let mut table = silent(false);
    writes(&mut table, BEN, 1, 0, "kept through the phases", false);
    orders_at_once(&mut table, goes_to(Phase::Vote));
    table.forget_messages();
    writes(&mut table, BEN, 2, 0, "too late", false);
    assert!(matches!(news(&table, BEN)[..], [DraftNews::Refused { why: Objection::NotAllowed, .. }]));
    table.forget_messages();
    sits(&mut table, BEN, Role::Participant);
    assert_eq!(own(&table, BEN)[&note_id(1)].text, "kept through the phases");
    let discard = DraftEdit { op_id: op(7), note: note_id(1), version: 1, anonymous: false, draft: None };
    table.frame(BEN, wire::draft(&discard));
    table.disk_catches_up();
    assert!(own(&table, BEN).is_empty(), "to throw one's own away is always allowed");
}

#[test]
fn dr7_drafts_are_for_those_who_may_write_them_within_their_bounds_and_revealed_by_facilitators() {
    let mut table = silent(false);
    sits(&mut table, 4, Role::Viewer);
    writes(&mut table, 4, 1, 0, "a viewer's", false);
    assert!(news(&table, 4).iter().any(|news| matches!(news, DraftNews::Refused { why: Objection::NotAllowed, .. })));
    writes(&mut table, BEN, 2, 0, &"x".repeat(2_001), false);
    assert!(matches!(news(&table, BEN)[..], [DraftNews::Refused { why: Objection::TooMany, .. }]));
    writes(&mut table, BEN, 3, 0, "mine", false);
    writes(&mut table, CLEO, 3, 0, "under another's id", false);
    assert!(matches!(news(&table, CLEO).last(), Some(DraftNews::Refused { why: Objection::NoSuchThing, .. })));
    let denied = refused(&mut table, BEN, 60, Deed::Reveal { participant: None });
    assert_eq!(denied, Some(Objection::NotAllowed));
    table.disk_catches_up();
    assert!(!table.has_note(LEAD, 3));
    table.frame(BEN, [vec![120, 3], b"{}!".to_vec()].concat().into());
    assert_eq!(table.close_code(BEN), Some(4400));
}

/// A tab: the client's half of the conversation at a seat of the table.
struct Tab {
    client: Client,
    seat: u64,
    read: usize,
}

impl Tab {
    fn opens(table: &mut Table, seat: u64, who: u64) -> Self {
        table.seat_as(seat, who, Role::Participant);
        let mut tab = Self { client: Client::new(seat, person(who), Role::Participant, "test"), seat, read: 0 };
        let mut out = Vec::new();
        tab.client.connected(0, &mut out);
        tab.says(table, out);
        tab
    }

    fn writes(&mut self, table: &mut Table, n: u64, text: Option<&str>) {
        let mut out = Vec::new();
        self.client.write_draft(note_id(n), text.and_then(draft), &mut out);
        self.says(table, out);
    }

    fn says(&mut self, table: &mut Table, out: Vec<Output>) {
        for output in out {
            if let Output::Send(frame) = output {
                table.frame(self.seat, frame);
            }
        }
    }

    fn hears(&mut self, table: &mut Table) {
        while self.read < table.people[&self.seat].got.len() {
            let frame = table.people[&self.seat].got[self.read].clone();
            self.read += 1;
            let mut out = Vec::new();
            self.client.received(&frame, 0, &mut out);
            self.says(table, out);
            table.disk_catches_up();
        }
    }

    fn text(&self, n: u64) -> Option<String> {
        let own = self.client.drafts().own().find(|(id, _)| *id == note_id(n));
        own.and_then(|(_, draft)| draft.now.as_ref().map(|draft| draft.text.clone()))
    }
}

#[test]
fn dr4_two_tabs_of_one_person_write_on_one_draft_and_agree() {
    let mut table = silent(false);
    let mut tabs = [Tab::opens(&mut table, 20, BEN), Tab::opens(&mut table, 21, BEN)];
    let settle = |table: &mut Table, tabs: &mut [Tab; 2]| {
        for _ in 0..4 {
            table.disk_catches_up();
            tabs.iter_mut().for_each(|tab| tab.hears(table));
        }
    };
    settle(&mut table, &mut tabs);
    tabs[0].writes(&mut table, 1, Some("queue"));
    settle(&mut table, &mut tabs);
    assert_eq!(tabs[1].text(1).as_deref(), Some("queue"));
    // Both write before either hears of the other.
    tabs[0].writes(&mut table, 1, Some("long queue"));
    tabs[1].writes(&mut table, 1, Some("queue at noon"));
    settle(&mut table, &mut tabs);
    for tab in &tabs {
        assert_eq!(tab.text(1).as_deref(), Some("long queue at noon"));
    }
    // Undo takes back what this tab did, and leaves the other's.
    let mut out = Vec::new();
    assert!(tabs[1].client.undo_draft(&mut out));
    tabs[1].says(&mut table, out);
    settle(&mut table, &mut tabs);
    assert_eq!(tabs[0].text(1).as_deref(), Some("long queue"));
    tabs[0].writes(&mut table, 1, None);
    settle(&mut table, &mut tabs);
    assert_eq!(tabs[1].text(1), None);
    let mut out = Vec::new();
    assert!(tabs[0].client.undo_draft(&mut out));
    tabs[0].says(&mut table, out);
    settle(&mut table, &mut tabs);
    assert_eq!(tabs[1].text(1).as_deref(), Some("long queue"), "thrown away, and brought back");
    // Also before the server has answered that it is gone.
    tabs[0].writes(&mut table, 1, None);
    let mut out = Vec::new();
    assert!(tabs[0].client.undo_draft(&mut out));
    tabs[0].says(&mut table, out);
    settle(&mut table, &mut tabs);
    assert_eq!(
        [0, 1].map(|tab: usize| tabs[tab].text(1)),
        [Some("long queue".to_owned()), Some("long queue".to_owned())]
    );
}

#[test]
fn dr8_words_that_came_too_late_for_the_reveal_are_given_back_to_their_author() {
    let mut table = silent(false);
    let mut tab = Tab::opens(&mut table, 20, BEN);
    table.disk_catches_up();
    tab.hears(&mut table);
    tab.writes(&mut table, 1, Some("queue"));
    table.disk_catches_up();
    tab.hears(&mut table);
    reveals(&mut table, 50, None);
    let mut out = Vec::new();
    tab.client.write_draft(note_id(1), draft("queue at noon"), &mut out);
    while tab.read < table.people[&20].got.len() {
        let frame = table.people[&20].got[tab.read].clone();
        tab.read += 1;
        tab.client.received(&frame, 0, &mut out);
    }
    let given_back = out
        .iter()
        .any(|output| matches!(output, Output::NotAccepted { text: Some(text), .. } if text == "queue at noon"));
    assert!(given_back && tab.text(1).is_none());
}
