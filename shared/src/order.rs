//! Fractional order: a key between any two keys, so that moving one thing changes one thing.
//!
//! Keys are compared as text; equal keys (two people inserting at the same place at the same moment) are told apart by
//! the object's id, everywhere in the same way. Built on the `fractional_index` crate (Figma's scheme).

use std::cmp::Ordering;

use fractional_index::FractionalIndex;

use crate::limits::ORDER_KEY_MAX;

/// A key after `before` and ahead of `after`; `None` is an end. Keys that are odd (a peer may write anything) or do not
/// leave room between them are treated as absent, so the answer is always a key.
#[must_use]
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let low = before.and_then(parse);
    let high = after.and_then(parse);
    let key = match (&low, &high) {
        (None, None) => FractionalIndex::default(),
        (Some(low), None) => FractionalIndex::new_after(low),
        (None, Some(high)) => FractionalIndex::new_before(high),
        (Some(low), Some(high)) => {
            FractionalIndex::new_between(low, high).unwrap_or_else(|| FractionalIndex::new_after(low))
        }
    };
    key.to_string()
}

/// `n` keys in rising order, for content that is made at once.
#[must_use]
pub fn first(n: usize) -> Vec<String> {
    let mut keys: Vec<String> = Vec::with_capacity(n);
    for _ in 0..n {
        let key = between(keys.last().map(String::as_str), None);
        keys.push(key);
    }
    keys
}

/// Sorts, keeping the order of equals. One machine for all types: a sort of its own for each would be a tenth of the
/// client's download (measured; see `docs/benchmarks.md`).
pub fn sort<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..items.len() as u32).collect();
    sort_places(&mut places, &|a, b| compare(&items[a as usize], &items[b as usize]));
    let mut taken: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| taken[place as usize].take()));
}

#[inline(never)]
fn sort_places(places: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    places.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
}

/// Whether text is a key that [`between`] can work with.
#[must_use]
pub fn is_key(text: &str) -> bool {
    parse(text).is_some()
}

fn parse(text: &str) -> Option<FractionalIndex> {
    // The crate cuts the text into bytes and panics where a letter is torn: only hexadecimal digits may reach it.
    let is_hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if text.is_empty() || text.len() > ORDER_KEY_MAX || !is_hex {
        return None;
    }
    FractionalIndex::from_string(text).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn or1_any_insertions_keep_the_order_in_which_people_put_things(places in prop::collection::vec(any::<prop::sample::Index>(), 1..200)) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(keys.len() + 1);
                let before = at.checked_sub(1).map(|i| keys[i].clone());
                let after = keys.get(at).cloned();
                keys.insert(at, between(before.as_deref(), after.as_deref()));
            }
            let mut sorted = keys.clone();
            sorted.sort();
            prop_assert_eq!(keys, sorted);
        }

        #[test]
        fn or2_odd_keys_of_a_peer_still_give_a_key(before in ".{0,12}", after in ".{0,12}") {
            prop_assert!(is_key(&between(Some(&before), Some(&after))));
        }
    }

    #[test]
    fn or1_a_thousand_insertions_at_one_place_stay_within_the_bound() {
        let (low, mut high) = (between(None, None), None);
        for _ in 0..1_000 {
            high = Some(between(Some(&low), high.as_deref()));
        }
        let key = high.expect("a key");
        assert!(key.len() <= ORDER_KEY_MAX, "{}", key.len());
    }
}
