//! What a workshop remembers beside its log.

use bytes::Bytes;

use super::{Fixture, append, compaction, load, rebirth, two_workshops, workshop};
use crate::store::{Append, Mark, Past, Rule, Shelf, Store};

fn mark(shelf: Shelf, key: &'static str, value: Option<&'static str>) -> Mark {
    Mark { shelf, key: key.into(), value: value.map(|value| Bytes::from_static(value.as_bytes())) }
}

fn marking(number: u128, seq: u64, marks: Vec<Mark>) -> Append {
    Append { marks, ..append(number, seq, &["a"]) }
}

fn told(store: &mut impl Store, number: u128) -> String {
    let marks = load(store, number).marks;
    let told = |mark: &Mark| {
        let text = |bytes: &Bytes| String::from_utf8_lossy(bytes).into_owned();
        format!("{}/{}={}", mark.shelf.name(), text(&mark.key), mark.value.as_ref().map(text).unwrap_or_default())
    };
    let mut told: Vec<String> = marks.iter().map(told).collect();
    told.sort();
    told.join(" ")
}

pub(super) fn marks_lie_where_they_were_put_until_they_are_forgotten<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let (writers, receipts) = (Shelf::Writers, Shelf::Receipts);
    let first = marking(1, 1, vec![mark(writers, "k", Some("ann")), mark(receipts, "k", Some("done"))]);
    let other = marking(2, 1, vec![mark(writers, "k", Some("ben"))]);
    assert_eq!(store.append(&[first, other]), Ok(vec![Ok(1), Ok(1)]));
    assert_eq!(told(&mut store, 1), "receipts/k=done writers/k=ann");
    assert_eq!(told(&mut store, 2), "writers/k=ben");
    let second =
        marking(1, 2, vec![mark(receipts, "k", None), mark(writers, "l", Some("x")), mark(writers, "l", Some("y"))]);
    assert_eq!(store.append(std::slice::from_ref(&second)), Ok(vec![Ok(2)]));
    assert_eq!(told(&mut store, 1), "writers/k=ann writers/l=y");
    assert_eq!(store.append(&[second]), Ok(vec![Ok(2)]), "repeated after a fault");
    assert_eq!(told(&mut store, 1), "writers/k=ann writers/l=y");
}

pub(super) fn marks_of_an_append_that_breaks_a_rule_are_not_put<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    let early = marking(1, 5, vec![mark(Shelf::Writers, "k", Some("ann"))]);
    let answers = store.append(&[early]).expect("no fault");
    assert!(matches!(answers[..], [Err(Rule::OutOfOrder { .. })]), "{answers:?}");
    assert_eq!(told(&mut store, 1), "");
}

pub(super) fn marks_outlive_the_log_and_go_with_an_erased_past<F: Fixture>() {
    let (_fixture, mut store) = two_workshops::<F>();
    store.append(&[marking(1, 1, vec![mark(Shelf::Writers, "k", Some("ann"))])]).expect("no fault")[0].expect("taken");
    store.compact(&compaction(1, 1, "folded")).expect("compacted");
    assert_eq!(told(&mut store, 1), "writers/k=ann");
    store.raise_generation(&rebirth(Past::Keep)).expect("raised");
    assert_eq!(told(&mut store, 1), "writers/k=ann");
    let again = crate::store::Rebirth { from_generation: 2, ..rebirth(Past::Erase) };
    store.raise_generation(&again).expect("raised");
    assert_eq!(told(&mut store, 1), "");
    store.append(&[marking(2, 1, vec![mark(Shelf::Writers, "k", Some("ben"))])]).expect("no fault")[0].expect("taken");
    store.delete_workshop(workshop(2)).expect("deleted");
}
