//! People coming, pointing and leaving, tick by tick.

use super::*;
use crate::model::{Colour, Point, Role};
use crate::presence::{PeerPresence, PresenceUser, stamp};
use crate::wire::{Message, read, v1};

fn person(number: u8) -> ParticipantId {
    format!("00000000-0000-4000-8000-0000000000{number:02x}").parse().expect("an id")
}

fn at(number: u8, x: f64) -> PresenceState {
    let user = PresenceUser {
        id: person(number),
        name: format!("Person {number}"),
        role: Role::Participant,
        colour: Colour::new(number),
    };
    stamp(PeerPresence { cursor: Some(Point::new(x, 0.0)), ..PeerPresence::default() }, user)
}

/// What arrives: client, clock, and where the cursor is (nothing for a departure).
fn heard(frames: &[Bytes]) -> Vec<(u64, u32, Option<f64>)> {
    let mut heard = Vec::new();
    for frame in frames {
        let Ok(Message::Awareness(body)) = read(frame) else { panic!("an awareness message") };
        for entry in v1::awareness(body).expect("entries") {
            let state = entry.state.map(|json| serde_json::from_str::<PresenceState>(json).expect("a state"));
            heard.push((entry.client, entry.clock, state.and_then(|state| state.shown.cursor).map(|point| point.x)));
        }
    }
    heard
}

#[test]
fn pr4_the_last_state_of_a_tick_wins_and_goes_to_everybody_else() {
    let mut lane = PresenceLane::new(0);
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    lane.set('a', person(1), 101, at(1, 2.0)).expect("taken");
    lane.set('b', person(2), 102, at(2, 3.0)).expect("taken");
    let tick = lane.take_dirty().expect("changes");
    assert_eq!(heard(&tick.frames_for('a')), [(102, 1, Some(3.0))]);
    assert_eq!(heard(&tick.frames_for('b')), [(101, 1, Some(2.0))]);
    assert_eq!(heard(&tick.frames_for('c')), [(101, 1, Some(2.0)), (102, 1, Some(3.0))]);
    assert!(lane.take_dirty().is_none(), "said once");
}

#[test]
fn pr4_nobody_gets_a_message_about_only_themselves() {
    let mut lane = PresenceLane::new(0);
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    let tick = lane.take_dirty().expect("changes");
    assert!(tick.frames_for('a').is_empty());
    assert!(lane.full_for('a').is_empty());
    lane.remove('a', 101);
    assert!(lane.take_dirty().expect("changes").frames_for('a').is_empty());
}

#[test]
fn pr4_all_who_changed_nothing_share_the_same_bytes() {
    let mut lane = PresenceLane::new(0);
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    let tick = lane.take_dirty().expect("changes");
    assert_eq!(tick.frames_for('b')[0].as_ptr(), tick.frames_for('c')[0].as_ptr());
}

#[test]
fn pr5_clocks_rise_from_one_and_above_the_floor_after_a_restart() {
    let mut lane = PresenceLane::new(0);
    let mut last = 0;
    for x in 1..5 {
        lane.set('a', person(1), 101, at(1, f64::from(x))).expect("taken");
        let clock = heard(&lane.take_dirty().expect("changes").frames_for('z'))[0].1;
        assert!(clock > last && (x > 1 || clock == 1));
        last = clock;
    }
    lane.remove_peer('a');
    assert_eq!(heard(&lane.take_dirty().expect("changes").frames_for('z')), [(101, last + 1, None)]);
    lane.set('b', person(1), 101, at(1, 9.0)).expect("the same person comes back");
    assert_eq!(heard(&lane.take_dirty().expect("changes").frames_for('z')), [(101, last + 2, Some(9.0))]);
    let mut restarted = PresenceLane::new(lane.clock());
    restarted.set('b', person(1), 101, at(1, 9.0)).expect("taken");
    assert_eq!(heard(&restarted.take_dirty().expect("changes").frames_for('z')), [(101, last + 3, Some(9.0))]);
}

#[test]
fn pr5_the_same_state_again_says_nothing_until_it_is_renewed() {
    let mut lane = PresenceLane::new(0);
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    lane.take_dirty();
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    assert!(lane.take_dirty().is_none());
    lane.renew();
    assert_eq!(heard(&lane.take_dirty().expect("changes").frames_for('z')), [(101, 2, Some(1.0))]);
}

#[test]
fn pr6_a_client_id_stays_with_the_participant_who_first_used_it() {
    let mut lane = PresenceLane::new(0);
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    assert_eq!(lane.set('b', person(2), 101, at(2, 6.0)), Err(Refused::ClientIdTaken));
    lane.remove('b', 101);
    assert!(lane.is_shown_by(101, 'a'), "nobody removes another's entry");
    lane.remove_peer('a');
    lane.take_dirty();
    assert!(lane.is_empty());
    assert_eq!(lane.set('b', person(2), 101, at(2, 6.0)), Err(Refused::ClientIdTaken), "not even after they left");
    assert_eq!(lane.owner_of(101), Some(person(1)));
}

#[test]
fn pr6_a_returning_connection_takes_its_client_over_from_the_one_that_hangs() {
    let mut lane = PresenceLane::new(0);
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    lane.set('b', person(1), 101, at(1, 1.0)).expect("taken over");
    lane.remove_peer('a');
    assert!(lane.is_shown_by(101, 'b'));
    let tick = lane.take_dirty().expect("changes");
    assert!(tick.frames_for('b').is_empty(), "its own entry does not come back");
}

#[test]
fn pr7_one_connection_shows_few_clients_and_one_participant_is_remembered_with_some() {
    let mut lane = PresenceLane::new(0);
    for client in 0..CLIENTS_PER_PEER_MAX as u64 {
        lane.set('a', person(1), client, at(1, 1.0)).expect("taken");
    }
    assert_eq!(lane.set('a', person(1), 99, at(1, 1.0)), Err(Refused::TooMany));
    for client in 1_000..1_200 {
        lane.set('b', person(2), client, at(2, 1.0)).expect("taken");
        lane.remove('b', client);
        lane.take_dirty();
    }
    assert_eq!(lane.owners.len(), CLIENTS_PER_PEER_MAX + CLIENTS_PER_PARTICIPANT_MAX);
    assert_eq!((lane.owner_of(1_199), lane.owner_of(1_000)), (Some(person(2)), None));
    assert_eq!(lane.owner_of(0), Some(person(1)), "one's ids never push out another's");
}

#[test]
fn pr8_a_joiner_gets_everybody_in_messages_that_an_echo_fits() {
    let mut lane = PresenceLane::new(0);
    for peer in 0..1_000_u32 {
        lane.set(peer, person(peer as u8), u64::from(peer) + 1, at(peer as u8, f64::from(peer))).expect("taken");
    }
    assert!(lane.full_for(5_000).is_empty(), "what was not told comes with the next tick");
    let tick = lane.take_dirty().expect("changes");
    let frames = lane.full_for(5_000);
    assert_eq!(heard(&frames).len(), 1_000);
    assert_eq!(heard(&tick.frames_for(7)).len(), 999);
    assert_eq!(heard(&lane.full_for(7)).len(), 999);
    assert!(frames.len() > 1 && frames.iter().all(|frame| frame.len() <= FRAME_BODY_BYTES_MAX + 16));
    assert_eq!(heard(&tick.frames_for(5_000)), heard(&frames));
}

#[test]
fn pr8_a_new_name_is_told_wherever_the_person_is_shown() {
    let mut lane = PresenceLane::new(0);
    lane.set('a', person(1), 101, at(1, 1.0)).expect("taken");
    lane.take_dirty();
    lane.restamp(person(1), |state| state.user.name = "Žofie".into());
    let frames = lane.take_dirty().expect("changes").frames_for('b');
    assert!(String::from_utf8_lossy(&frames[0]).contains("Žofie"));
}
