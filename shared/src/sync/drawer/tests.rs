//! A tab, its device and a server: whatever is cut off, crashes or is refused, and between whichever two writes.

mod world;

use bytes::Bytes;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::rules::Phase;
use crate::sync::Badge;
use crate::wire::{self, Deed, Message};
use world::{BAD, Server, World};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// OF1, OF2
    #[test]
    fn of1_whatever_crashes_between_whichever_writes_nothing_kept_is_lost_and_nothing_is_done_twice(
        story in proptest::collection::vec((0_u8..22, 0_usize..8), 1..90),
    ) {
        let mut world = World::new();
        world.comes_to_rest();
        for (what, which) in story {
            world.does_something(what, which);
        }
        world.comes_to_rest();
        let on_server = world.server.texts();
        prop_assert!(!on_server.contains(BAD));
        for (text, _) in &world.typed {
            let times = on_server.matches(text.as_str()).count();
            prop_assert!(times <= 1, "{text} is there {times} times");
            let is_handed_back = world.refused.iter().any(|refused| refused.contains(text.as_str()));
            prop_assert!(times == 1 || is_handed_back || world.gone.contains(text), "{text} is lost");
        }
        prop_assert_eq!(world.tab.badge(), Badge::Saved);
        prop_assert!(!world.disk.keys().any(|key| key.contains("/e")), "what is safe is not kept as unsafe");
        world.crashes();
        prop_assert_eq!(world.tab.doc().board().living_notes().count(), world.server.doc.board().living_notes().count());
    }
}

fn rests() -> World {
    let mut world = World::new();
    world.comes_to_rest();
    world
}

#[test]
fn of3_the_board_and_what_was_done_offline_are_there_after_a_reload_without_a_server() {
    let mut world = rests();
    world.creates(false);
    world.comes_to_rest();
    world.is_cut();
    world.creates(false);
    world.writes_into_a_note(0);
    while world.disk_writes() {}
    world.crashes();
    assert!(world.tab.is_ready(), "no server is needed to show it");
    assert_eq!(world.tab.doc().board().living_notes().count(), 2);
    assert_eq!(world.tab.badge(), Badge::Offline(2));
    world.comes_to_rest();
    assert_eq!(world.server.doc.board().living_notes().count(), 2);
    assert_eq!(world.tab.badge(), Badge::Saved);
}

#[test]
fn of4_a_board_that_was_restored_from_a_backup_takes_nothing_from_an_old_copy_and_its_words_come_back() {
    let mut world = rests();
    world.is_cut();
    world.creates(false);
    while world.disk_writes() {}
    world.server = Server::new(4);
    world.crashes();
    world.comes_to_rest();
    assert_eq!(world.server.doc.board().living_notes().count(), 0, "nothing merged");
    assert_eq!(world.tab.doc().board().living_notes().count(), 0);
    assert_eq!(world.refused, [world.typed[0].0.clone()]);
    world.crashes();
    assert_eq!(world.refused, [world.typed[0].0.clone()], "until they are seen off");
    let mut out = Vec::new();
    world.tab.seen_refused(&mut out);
    world.carries(out);
    world.comes_to_rest();
    world.crashes();
    assert!(world.refused.is_empty());
}

#[test]
fn of5_what_was_not_accepted_is_still_in_the_tray_after_a_reload() {
    let mut world = rests();
    world.creates(true);
    world.creates(false);
    world.comes_to_rest();
    assert_eq!(world.refused.len(), 1);
    world.crashes();
    assert_eq!(world.refused, [world.typed[0].0.clone()]);
    assert_eq!(world.server.doc.board().living_notes().count(), 1, "the other one was done again");
}

#[test]
fn of6_a_device_without_room_is_said_and_the_tab_goes_on_by_itself() {
    let mut world = rests();
    assert!(world.tab.is_kept_on_device());
    world.creates(false);
    let mut out = Vec::new();
    world.tab.wrote(false, &mut out);
    world.writing.clear();
    assert!(!world.tab.is_kept_on_device());
    world.creates(false);
    world.creates(true);
    assert!(world.writing.is_empty(), "nothing more is written");
    world.comes_to_rest();
    assert_eq!(world.server.doc.board().living_notes().count(), 2);
    assert_eq!(world.refused.len(), 1);
}

#[test]
fn of7_an_order_that_was_not_answered_is_given_again_by_the_next_tab() {
    let mut world = rests();
    world.is_cut();
    let mut out = Vec::new();
    assert!(world.tab.order(Uuid::from_u128(5).into(), Deed::SetPhase { phase: Phase::Vote }, &mut out));
    world.carries(out);
    while world.disk_writes() {}
    world.crashes();
    assert_eq!(world.tab.badge(), Badge::Offline(1));
    world.connects();
    let is_order = |frame: &Bytes| matches!(wire::read(frame), Ok(Message::Order(_)));
    assert_eq!(world.to_server.iter().filter(|frame| is_order(frame)).count(), 1);
}

#[test]
fn of8_the_log_is_folded_before_it_is_long_and_damaged_records_harm_nobody() {
    let mut world = rests();
    for _ in 0..300 {
        world.creates(false);
    }
    world.comes_to_rest();
    assert!(world.disk.len() <= LOG_MAX + 2, "{} records", world.disk.len());
    let odd = [("", vec![1]), ("a/b/c/d/e", vec![]), ("x/l0", vec![255; 9])];
    world.disk.extend(odd.map(|(key, bytes)| (key.to_owned(), bytes)));
    let copy = world.disk.keys().find(|key| key.ends_with("/c")).cloned().expect("a copy");
    let bytes = world.disk.get_mut(&copy).expect("it");
    bytes.truncate(bytes.len() / 2);
    world.crashes();
    world.comes_to_rest();
    assert_eq!(world.tab.doc().board().living_notes().count(), 300, "the server has them");
}
