//! Who else is in the room: stamped by the server, never stored, gone with the person.

use journeyboard_shared::idmap::IdMap;

use journeyboard_shared::model::{Point, Role};
use journeyboard_shared::presence::{PeerPresence, PresenceState};
use journeyboard_shared::wire::{self, Message, v1};
use journeyboard_tests::{Person, RawPeer};

use super::{ann_and_ben, sit};

fn pointing_at(x: f64, y: f64) -> PeerPresence {
    PeerPresence { cursor: Some(Point::new(x, y)), ..PeerPresence::default() }
}

fn of<'a>(people: &'a IdMap<u64, PresenceState>, name: &str) -> Option<&'a PresenceState> {
    people.values().find(|state| state.user.name == name)
}

/// Every entry of every awareness message that a peer got: client, clock, state.
fn entries(peer: &RawPeer) -> Vec<(u64, u32, Option<String>)> {
    let mut all = Vec::new();
    for frame in &peer.presence {
        let Ok(Message::Awareness(body)) = wire::read(frame) else {
            continue;
        };
        let entries = v1::awareness(body).expect("the server's presence can be read");
        all.extend(entries.map(|entry| (entry.client, entry.clock, entry.state.map(str::to_owned))));
    }
    all
}

/// One awareness message with one entry, as a stock client writes it.
fn awareness(client: u64, clock: u32, state: &str) -> Vec<u8> {
    let mut body = vec![1];
    for mut number in [client, u64::from(clock), state.len() as u64] {
        while number >= 0x80 {
            body.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        body.push(number as u8);
    }
    body.extend_from_slice(state.as_bytes());
    wire::awareness(&body).to_vec()
}

#[tokio::test]
async fn pc1_others_see_where_somebody_points_and_the_name_that_the_server_knows() {
    let (_server, _, ann, ben) = ann_and_ben().await;
    ann.shows(pointing_at(3.0, 4.0));
    ben.meets("Ann's pointer", |people| {
        of(people, "Ann").is_some_and(|state| {
            state.shown.cursor == Some(Point::new(3.0, 4.0))
                && state.user.role == Role::Facilitator
                && state.user.id == ann.seat().participant
        })
    })
    .await;
    ann.shows(pointing_at(5.0, 6.0));
    ben.meets("the pointer's next place", |people| {
        of(people, "Ann").is_some_and(|state| state.shown.cursor == Some(Point::new(5.0, 6.0)))
    })
    .await;
}

#[tokio::test]
async fn pc2_a_name_that_a_client_gives_itself_is_not_believed() {
    let (server, _, ann, ben) = ann_and_ben().await;
    let mut raw = RawPeer::connect(&server, ben.seat()).await;
    let forged = format!(
        r#"{{"user":{{"id":"{}","name":"Ann","role":"facilitator","colour":3}},"cursor":[7,8]}}"#,
        ann.seat().participant
    );
    raw.send(awareness(77, 1, &forged)).await;
    ann.meets("a pointer of Ben's", |people| {
        people.get(&77).is_some_and(|state| {
            state.user.name == "Ben"
                && state.user.role == Role::Participant
                && state.user.id == ben.seat().participant
                && state.shown.cursor == Some(Point::new(7.0, 8.0))
        })
    })
    .await;
}

#[tokio::test]
async fn pc3_nobody_is_sent_their_own_presence() {
    let (server, workshop, ann, _ben) = ann_and_ben().await;
    let seat = server.join(&workshop, Role::Participant, "Cyd").await;
    let mut cyd = RawPeer::connect(&server, &seat).await;
    cyd.send(awareness(77, 1, r#"{"cursor":[1,1]}"#)).await;
    ann.meets("Cyd", |people| people.contains_key(&77)).await;
    for x in 0..5 {
        cyd.send(awareness(77, 2 + x, &format!(r#"{{"cursor":[{x},9]}}"#))).await;
        ann.shows(pointing_at(f64::from(x), 2.0));
        let wanted = format!("[{}.0,2.0]", x);
        cyd.until("Ann's pointer", |cyd| {
            entries(cyd).iter().any(|(_, _, state)| state.as_ref().is_some_and(|json| json.contains(&wanted)))
        })
        .await;
    }
    assert!(entries(&cyd).iter().all(|(client, ..)| *client != 77), "{:?}", entries(&cyd));
}

#[tokio::test]
async fn pc4_a_viewer_appears_with_a_name_and_nothing_else() {
    let (server, workshop, ann, _ben) = ann_and_ben().await;
    let eve = sit(&server, &workshop, Role::Viewer, "Eve").await;
    eve.shows(pointing_at(1.0, 2.0));
    ann.meets("Eve's name", |people| of(people, "Eve").is_some()).await;
    let seen = of(&ann.others(), "Eve").cloned().expect("Eve");
    assert_eq!((seen.shown, seen.user.role), (PeerPresence::default(), Role::Viewer));
}

#[tokio::test]
async fn pc5_whoever_leaves_is_gone_at_once_though_others_echo_them() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    ann.shows(pointing_at(1.0, 2.0));
    ben.shows(pointing_at(3.0, 4.0));
    let seat = server.join(&workshop, Role::Participant, "Cyd").await;
    let mut echo = RawPeer::connect(&server, &seat).await;
    echo.until("both of them, unasked", |echo| {
        [ann.client_id(), ben.client_id()].iter().all(|client| entries(echo).iter().any(|(there, ..)| there == client))
    })
    .await;
    // What a stock client does: it sends on whatever it hears.
    for frame in echo.presence.clone() {
        echo.send(frame).await;
    }
    let gone = ann.client_id();
    ann.leaves().await;
    ben.meets("nobody called Ann", |people| of(people, "Ann").is_none()).await;
    echo.until("Ann's leaving", |echo| {
        entries(echo).iter().any(|(client, _, state)| *client == gone && state.is_none())
    })
    .await;
    for frame in echo.presence.clone() {
        echo.send(frame).await;
    }
    ben.shows(pointing_at(9.0, 9.0));
    echo.until("Ben's next place", |echo| {
        entries(echo).iter().any(|(_, _, state)| state.as_ref().is_some_and(|json| json.contains("[9.0,9.0]")))
    })
    .await;
    let late = Person::sit(&server, ben.seat(), "Ben's other tab").await;
    late.meets("Ben", |people| of(people, "Ben").is_some()).await;
    assert!(of(&late.others(), "Ann").is_none() && of(&ben.others(), "Ann").is_none());
}

#[tokio::test]
async fn pc6_clocks_of_presence_rise_across_reconnects_and_restarts() {
    let (server, workshop, ann, ben) = ann_and_ben().await;
    ann.shows(pointing_at(1.0, 2.0));
    let client = ann.client_id();
    let newest = |peer: &RawPeer| {
        entries(peer).into_iter().filter(|(there, ..)| *there == client).map(|(_, clock, _)| clock).max()
    };
    let seat = server.join(&workshop, Role::Participant, "Cyd").await;
    let mut cyd = RawPeer::connect(&server, &seat).await;
    cyd.until("Ann", |cyd| newest(cyd).is_some()).await;
    let first = newest(&cyd);
    ann.goes_offline();
    cyd.until("Ann's leaving", |cyd| newest(cyd) > first).await;
    let second = newest(&cyd);
    ann.comes_back().await;
    cyd.until("Ann's return", |cyd| newest(cyd) > second).await;
    let third = newest(&cyd);
    let server = server.restart().await;
    assert_eq!(cyd.is_closed().await.code, 1012);
    let mut cyd = RawPeer::connect(&server, &seat).await;
    cyd.until("Ann after the restart", |cyd| newest(cyd).is_some()).await;
    assert!(newest(&cyd) > third, "{:?} after {third:?}", newest(&cyd));
    ben.meets("Ann again", |people| of(people, "Ann").is_some()).await;
}
