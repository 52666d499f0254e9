//! Who sees whom.

use bytes::Bytes;
use journeyboard_shared::model::{Point, Role};
use journeyboard_shared::presence::{PeerPresence, PresenceState};
use journeyboard_shared::wire::{self, Message, v1};

use super::table::{Table, person};
use crate::room::core::{PeerId, RoomEvent};

/// What a client sends: `client → state`.
fn awareness(entries: &[(u64, &str)]) -> Bytes {
    let mut body = vec![entries.len() as u8];
    for (client, json) in entries {
        assert!(*client < 128 && json.len() < 128);
        body.extend([*client as u8, 1, json.len() as u8]);
        body.extend(json.as_bytes());
    }
    wire::awareness(&body)
}

/// The newest state of each client that a peer heard of; nothing for who left.
fn seen(table: &Table, peer: u64) -> Vec<(u64, Option<PresenceState>)> {
    let mut seen = std::collections::BTreeMap::new();
    for message in table.heard(peer) {
        if let Message::Awareness(body) = message {
            for entry in v1::awareness(body).expect("entries") {
                seen.insert(entry.client, entry.state.map(|json| serde_json::from_str(json).expect("a state")));
            }
        }
    }
    seen.into_iter().collect()
}

fn settle(table: &mut Table) {
    for _ in 0..3 {
        if table.tick_in.is_some_and(|ms| ms < 10_000) {
            table.tick();
        }
    }
}

#[test]
fn pr1_identity_is_stamped_whatever_a_client_says() {
    let mut table = Table::laid();
    table.seat(1, Role::Participant);
    table.seat(2, Role::Participant);
    table.frame(1, awareness(&[(1, r#"{"user":{"name":"The boss","role":"facilitator"},"cursor":[1,2]}"#)]));
    settle(&mut table);
    let seen = seen(&table, 2);
    let (1, Some(state)) = &seen[0] else { panic!("{seen:?}") };
    assert_eq!((state.user.id, state.user.role), (person(1), Role::Participant));
    assert_eq!(state.shown.cursor, Some(Point::new(1.0, 2.0)));
}

#[test]
fn pr1_a_viewer_is_seen_with_their_identity_alone() {
    let mut table = Table::laid();
    table.seat(1, Role::Viewer);
    table.seat(2, Role::Participant);
    table.frame(1, awareness(&[(1, r#"{"cursor":[1,2]}"#)]));
    settle(&mut table);
    let seen = seen(&table, 2);
    assert_eq!(seen[0].1.as_ref().map(|state| state.shown.clone()), Some(PeerPresence::default()));
}

#[test]
fn pr2_echoes_change_nothing_also_between_two_tabs_of_one_person() {
    let mut table = Table::laid();
    table.seat_as(1, 1, Role::Participant);
    table.seat_as(2, 1, Role::Participant);
    table.seat(3, Role::Participant);
    table.frame(1, awareness(&[(1, r#"{"cursor":[1,1]}"#)]));
    table.frame(2, awareness(&[(2, r#"{"cursor":[2,2]}"#)]));
    table.frame(3, awareness(&[(3, "{}")]));
    settle(&mut table);
    table.frame(1, awareness(&[(2, r#"{"cursor":[9,9]}"#), (3, r#"{"cursor":[9,9]}"#)]));
    table.frame(3, awareness(&[(1, "null"), (2, "null")]));
    settle(&mut table);
    table.seat(4, Role::Participant);
    settle(&mut table);
    let cursors: Vec<_> =
        seen(&table, 4).into_iter().map(|(id, state)| (id, state.and_then(|s| s.shown.cursor))).collect();
    assert_eq!(cursors, [(1, Some(Point::new(1.0, 1.0))), (2, Some(Point::new(2.0, 2.0))), (3, None)]);
    table.frame(2, awareness(&[(2, r#"{"cursor":[3,3]}"#)]));
    settle(&mut table);
    assert_eq!(seen(&table, 1).iter().find(|(id, _)| *id == 1), None, "nobody gets their own entry back");
    assert!((1..=4).all(|peer| table.close_code(peer).is_none()), "echoes are never punished");
}

#[test]
fn pr3_a_joiner_gets_everybody_unasked_and_who_leaves_is_gone() {
    let mut table = Table::laid();
    table.seat(1, Role::Participant);
    table.frame(1, awareness(&[(1, "{}")]));
    settle(&mut table);
    table.seat(2, Role::Participant);
    settle(&mut table);
    assert!(matches!(seen(&table, 2)[..], [(1, Some(_))]));
    table.on(RoomEvent::Left(PeerId(1)));
    settle(&mut table);
    assert!(matches!(seen(&table, 2)[..], [(1, None)]));
}

#[test]
fn pr3_who_is_behind_gets_everything_when_they_caught_up() {
    let mut table = Table::laid();
    table.seat(1, Role::Participant);
    table.seat(2, Role::Participant);
    settle(&mut table);
    table.frame(1, awareness(&[(1, "{}")]));
    table.now += 1_000;
    table.on(RoomEvent::PresenceTick { congested: vec![PeerId(2)] });
    assert!(seen(&table, 2).is_empty());
    settle(&mut table);
    assert!(matches!(seen(&table, 2)[..], [(1, Some(_))]));
}

#[test]
fn pr4_a_flood_is_conflated_and_its_last_state_arrives() {
    let mut table = Table::laid();
    table.seat(1, Role::Participant);
    table.seat(2, Role::Participant);
    settle(&mut table);
    table.forget_messages();
    for x in 0..500 {
        table.frame(1, awareness(&[(1, &format!(r#"{{"cursor":[{x},0]}}"#))]));
    }
    assert_eq!(table.close_code(1), None);
    settle(&mut table);
    assert_eq!(seen(&table, 2)[0].1.as_ref().and_then(|s| s.shown.cursor), Some(Point::new(499.0, 0.0)));
    assert!(table.heard(2).len() <= 2, "one frame a tick");
}

#[test]
fn pr5_clocks_rise_across_a_restart() {
    let clock_of = |table: &mut Table| {
        table.seat(1, Role::Participant);
        table.seat(2, Role::Participant);
        table.frame(1, awareness(&[(1, "{}")]));
        settle(table);
        let Some(Message::Awareness(body)) =
            table.heard(2).into_iter().rfind(|message| matches!(message, Message::Awareness(_)))
        else {
            panic!("presence")
        };
        v1::awareness(body).expect("entries").next().expect("an entry").clock
    };
    let mut table = Table::laid();
    let before = clock_of(&mut table);
    let mut again = table.reopened();
    assert!(before >= 1);
    assert!(clock_of(&mut again) > before);
}
