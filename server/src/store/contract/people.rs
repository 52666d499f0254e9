//! The contract about links, tokens and the list of workshops.

use bytes::Bytes;
use journeyboard_shared::ids::ParticipantId;
use journeyboard_shared::model::Role;
use uuid::Uuid;

use super::{Fixture, append, load, new_workshop, told, two_workshops, workshop};
use crate::store::{
    Append, Brief, FACILITATOR_SECRETS_MINTED_MAX, FacilitatorSecret, Loaded, Mark, NewToken, NewWorkshop, ReadStore,
    Revival, Rule, Shelf, Store, StoreError, TOKENS_PER_PARTICIPANT_MAX, TokenRecord, WorkshopRecord,
};

fn participant(number: u128) -> ParticipantId {
    ParticipantId::from(Uuid::from_u128(number))
}

fn token(hash: u8, in_workshop: u128, of: u128, role: Role) -> NewToken {
    let record = TokenRecord {
        workshop: workshop(in_workshop),
        participant: participant(of),
        role,
        generation: 1,
        created_at_ms: 5,
    };
    NewToken { hash: [hash; 32], record }
}

fn minted(hash: u8) -> FacilitatorSecret {
    // The clock went back: the order of making counts, not the time.
    FacilitatorSecret { hash: [hash; 32], created_at_ms: 1_000 - u64::from(hash) }
}

pub(super) fn a_join_finds_every_link_of_the_workshop<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.add_facilitator_secret(workshop(1), &minted(90)).expect("added");
    let record = store.record(workshop(1)).expect("readable").expect("there is one");
    assert_eq!(record.participant_secret, "participant 1");
    assert_eq!(record.viewer_secret, "viewer 1");
    assert_eq!(record.facilitator_hashes, [[1; 32], [90; 32]]);
    assert_eq!((record.created_at_ms, record.generation, record.is_demo), (1_001, 1, true));
    assert!(!format!("{record:?} {:?}", new_workshop(1)).contains("participant 1"), "no secret in a log");
    assert_eq!(store.record(workshop(9)), Ok(None));
}

pub(super) fn minted_facilitator_links_give_way_but_the_first_stays<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    for hash in 100..120 {
        store.add_facilitator_secret(workshop(1), &minted(hash)).expect("added");
    }
    store.add_facilitator_secret(workshop(1), &minted(119)).expect("added again");
    let hashes = store.record(workshop(1)).expect("readable").expect("there is one").facilitator_hashes;
    assert_eq!(hashes.len(), FACILITATOR_SECRETS_MINTED_MAX + 1);
    assert_eq!((hashes[0], hashes[1], hashes[16]), ([1; 32], [104; 32], [119; 32]));
    let other = store.record(workshop(2)).expect("readable").expect("there is one");
    assert_eq!(other.facilitator_hashes, [[2; 32]]);
    let unknown = Err(StoreError::from(Rule::UnknownWorkshop(workshop(9))));
    assert_eq!(store.add_facilitator_secret(workshop(9), &minted(1)), unknown);
}

pub(super) fn a_token_stands_for_a_person_until_it_is_deleted<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let tokens = [
        token(1, 1, 1, Role::Facilitator),
        token(2, 1, 2, Role::Participant),
        token(3, 1, 2, Role::Participant),
        token(4, 2, 3, Role::Viewer),
    ];
    assert_eq!(store.add_tokens(&tokens), Ok(vec![Ok(()); 4]));
    for token in tokens {
        assert_eq!(store.find_token(&token.hash), Ok(Some(token.record)));
    }
    assert_eq!(store.find_token(&[9; 32]), Ok(None));
    store.delete_token(&[1; 32]).expect("deleted");
    store.delete_token(&[1; 32]).expect("deleted again");
    assert_eq!(store.find_token(&[1; 32]), Ok(None));
    assert_eq!(store.delete_tokens_of(workshop(1), participant(2)), Ok(2));
    assert_eq!(store.delete_tokens_of(workshop(1), participant(2)), Ok(0));
    assert_eq!(store.find_token(&[3; 32]), Ok(None));
    assert_eq!(store.find_token(&[4; 32]), Ok(Some(tokens[3].record)));
}

pub(super) fn a_lost_workshop_comes_back_with_its_links_its_people_and_what_it_remembered<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.add_facilitator_secret(workshop(1), &minted(90)).expect("added");
    let anns = token(1, 1, 1, Role::Facilitator);
    store.add_tokens(&[anns]).expect("added");
    let mark = Mark { shelf: Shelf::Writers, key: "7".into(), value: Some("ann".into()) };
    store.append(&[Append { marks: vec![mark.clone()], ..append(1, 1, &["a"]) }]).expect("appended");
    let Loaded { record, marks, .. } = load(&mut store, 1);
    let revival = Revival { record, generation: 9, snapshot: "all".into(), tokens: vec![anns], marks };
    assert_eq!(store.revive_workshop(&revival), Err(Rule::WorkshopExists(workshop(1)).into()));
    store.delete_workshop(workshop(1)).expect("deleted");
    store.revive_workshop(&revival).expect("revived");
    let loaded = load(&mut store, 1);
    assert_eq!((loaded.snapshot, loaded.last_seq, loaded.marks), (Some((0, "all".into())), 0, vec![mark]));
    assert_eq!(loaded.record, WorkshopRecord { generation: 9, ..revival.record });
    assert_eq!(store.find_token(&[1; 32]), Ok(Some(anns.record)), "of an older generation, to join again with");
    let next = Append { generation: 9, ..append(1, 1, &["b"]) };
    assert_eq!(store.append(&[next]), Ok(vec![Ok(1)]));
}

pub(super) fn the_oldest_tokens_of_a_person_give_way<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.add_tokens(&[token(200, 1, 2, Role::Viewer)]).expect("added");
    let last = TOKENS_PER_PARTICIPANT_MAX as u8 + 1;
    let tokens: Vec<_> = (0..=last).map(|hash| token(hash, 1, 1, Role::Participant)).collect();
    store.add_tokens(&tokens).expect("added");
    let mut known = |hash: u8| store.find_token(&[hash; 32]).expect("readable").is_some();
    assert!(!known(0) && !known(1));
    assert!(known(2) && known(last) && known(200));
}

pub(super) fn tokens_of_unknown_workshops_fail_alone<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let tokens = [token(1, 9, 1, Role::Viewer), token(2, 1, 1, Role::Viewer)];
    assert_eq!(store.add_tokens(&tokens), Ok(vec![Err(Rule::UnknownWorkshop(workshop(9))), Ok(())]));
    assert_eq!(store.find_token(&[1; 32]), Ok(None));
    assert!(store.find_token(&[2; 32]).expect("readable").is_some());
}

pub(super) fn a_deleted_workshop_takes_everything_with_it<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.add_tokens(&[token(1, 1, 1, Role::Viewer), token(2, 2, 1, Role::Viewer)]).expect("added");
    store.append(&[append(1, 1, &["a"]), append(2, 1, &["b"])]).expect("appended");
    store.delete_workshop(workshop(1)).expect("deleted");
    assert_eq!(store.load(workshop(1)), Ok(None));
    assert_eq!(store.record(workshop(1)), Ok(None));
    assert_eq!(store.find_token(&[1; 32]), Ok(None));
    let unknown = Rule::UnknownWorkshop(workshop(1));
    assert_eq!(store.append(&[append(1, 2, &["c"])]), Ok(vec![Err(unknown)]));
    assert_eq!(store.delete_workshop(workshop(1)), Err(unknown.into()));
    assert_eq!(store.mend(workshop(1)), Err(unknown.into()));
    assert!(store.find_token(&[2; 32]).expect("readable").is_some());
    assert_eq!(told(&load(&mut store, 2)), "1:b");
    store.create_workshop(&new_workshop(1)).expect("the id is free again");
    assert_eq!(told(&load(&mut store, 1)), "");
}

pub(super) fn the_list_tells_age_and_size<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let old = NewWorkshop { created_at_ms: 3, initial_state: Bytes::new(), ..new_workshop(3) };
    store.create_workshop(&old).expect("created");
    store.append(&[append(2, 1, &["four", "5"])]).expect("appended");
    let line = |number, is_demo, created_at_ms, bytes| Brief { id: workshop(number), is_demo, created_at_ms, bytes };
    let lines = vec![line(3, false, 3, 0), line(1, true, 1_001, 5), line(2, false, 1_002, 10)];
    assert_eq!(store.list_workshops(), Ok(lines));
    assert_eq!(store.count_workshops(), Ok(3));
}

pub(super) fn a_reader_sees_what_was_just_written<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let mut reader = store.reader().expect("a reader");
    assert_eq!(reader.count_workshops(), Ok(2));
    store.append(&[append(1, 1, &["a"])]).expect("appended");
    let loaded = reader.load(workshop(1)).expect("readable").expect("there is one");
    assert_eq!(told(&loaded), "1:a");
    store.delete_workshop(workshop(1)).expect("deleted");
    assert_eq!(reader.load(workshop(1)), Ok(None));
}
