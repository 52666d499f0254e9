//! The one ordered map of things by their ids. The standard tree is compiled anew for each pair of key and value, about a
//! kilobyte of download per pair; here one tree of numbers serves all, and the things lie beside it in a list
//! (`docs/benchmarks.md`, "Download").
//!
//! Owns order and look-up. Refuses to know what the things are.

use std::collections::btree_map::{self, BTreeMap};
use std::fmt;

use serde::{Serialize, Serializer};

/// A key as a number: of two keys the smaller has the smaller code, and different keys have different codes.
pub type Code = (u8, u128);

/// What a thing can be found by.
pub trait Key: Copy {
    /// Its number.
    fn code(&self) -> Code;
}

impl Key for u64 {
    fn code(&self) -> Code {
        (0, u128::from(*self))
    }
}

/// Things by their ids, in the order of ids. Looking up, putting in and taking out cost what they cost in a tree.
pub struct IdMap<K, V> {
    /// Where each thing lies in `things`.
    index: BTreeMap<Code, u32>,
    things: Vec<Option<(K, V)>>,
    /// Empty places in `things`.
    free: Vec<u32>,
}

impl<K, V> IdMap<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self { index: BTreeMap::new(), things: Vec::new(), free: Vec::new() }
    }

    /// How many things there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    /// Each thing with its id, in the order of ids.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { places: self.index.values(), things: &self.things }
    }

    /// The ids, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.iter().map(|(key, _)| key)
    }

    /// The things, in the order of their ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.iter().map(|(_, value)| value)
    }

    /// The things to be changed, in the order of their ids.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        let mut things: Vec<Option<&mut V>> =
            self.things.iter_mut().map(|thing| thing.as_mut().map(|(_, value)| value)).collect();
        self.index.values().filter_map(move |&at| things.get_mut(at as usize)?.take())
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::new();
    }
}

impl<K: Key, V> IdMap<K, V> {
    /// The thing of that id.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        let at = *self.index.get(&key.code())?;
        self.things.get(at as usize)?.as_ref().map(|(_, value)| value)
    }

    /// The thing of that id, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let at = *self.index.get(&key.code())?;
        self.things.get_mut(at as usize)?.as_mut().map(|(_, value)| value)
    }

    /// Whether there is a thing of that id.
    #[must_use]
    pub fn contains_key(&self, key: &K) -> bool {
        self.index.contains_key(&key.code())
    }

    /// Puts a thing in; answers what was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(thing) = self.get_mut(&key) {
            return Some(std::mem::replace(thing, value));
        }
        self.add(key, value);
        None
    }

    /// Takes a thing out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let at = self.index.remove(&key.code())?;
        self.free.push(at);
        self.things.get_mut(at as usize)?.take().map(|(_, value)| value)
    }

    /// The thing of that id; one made now if there was none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let at = match self.index.get(&key.code()) {
            Some(&at) => at,
            None => self.add(key, make()),
        };
        let (_, value) = self.things[at as usize].as_mut().expect("what the index names is there");
        value
    }

    /// Leaves only what is wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(&K, &mut V) -> bool) {
        let (things, free) = (&mut self.things, &mut self.free);
        self.index.retain(|_, &mut at| {
            let slot = &mut things[at as usize];
            let stays = slot.as_mut().is_some_and(|(key, value)| wanted(key, value));
            if !stays {
                *slot = None;
                free.push(at);
            }
            stays
        });
    }

    /// Adds a thing that is not there yet; answers its place.
    fn add(&mut self, key: K, value: V) -> u32 {
        let thing = Some((key, value));
        let at = match self.free.pop() {
            Some(at) => {
                self.things[at as usize] = thing;
                at
            }
            None => {
                self.things.push(thing);
                u32::try_from(self.things.len() - 1).expect("memory ends before")
            }
        };
        self.index.insert(key.code(), at);
        at
    }
}

/// Goes through a map in the order of ids.
pub struct Iter<'a, K, V> {
    places: btree_map::Values<'a, Code, u32>,
    things: &'a [Option<(K, V)>],
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self { places: self.places.clone(), things: self.things }
    }
}

impl<'a, K, V> Iter<'a, K, V> {
    fn thing(&self, at: u32) -> Option<(&'a K, &'a V)> {
        self.things.get(at as usize)?.as_ref().map(|(key, value)| (key, value))
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        let at = *self.places.next()?;
        self.thing(at)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let at = *self.places.next_back()?;
        self.thing(at)
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

impl<'a, K, V> IntoIterator for &'a IdMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

/// Takes a map apart in the order of ids.
pub struct IntoIter<K, V> {
    places: btree_map::IntoValues<Code, u32>,
    things: Vec<Option<(K, V)>>,
}

impl<K, V> Iterator for IntoIter<K, V> {
    type Item = (K, V);

    fn next(&mut self) -> Option<(K, V)> {
        let at = self.places.next()?;
        self.things.get_mut(at as usize)?.take()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl<K, V> IntoIterator for IdMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;

    fn into_iter(self) -> IntoIter<K, V> {
        IntoIter { places: self.index.into_values(), things: self.things }
    }
}

impl<K: Key, V> Extend<(K, V)> for IdMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, things: I) {
        for (key, value) in things {
            self.insert(key, value);
        }
    }
}

impl<K: Key, V> FromIterator<(K, V)> for IdMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(things: I) -> Self {
        let mut map = Self::new();
        map.extend(things);
        map
    }
}

impl<K: Key, V> std::ops::Index<&K> for IdMap<K, V> {
    type Output = V;

    /// # Panics
    ///
    /// If there is nothing of that id.
    fn index(&self, key: &K) -> &V {
        self.get(key).expect("a thing of that id")
    }
}

impl<K, V> Default for IdMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Clone, V: Clone> Clone for IdMap<K, V> {
    fn clone(&self) -> Self {
        Self { index: self.index.clone(), things: self.things.clone(), free: self.free.clone() }
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for IdMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for IdMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for IdMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is done with a map.
    #[derive(Debug, Clone)]
    enum Deed {
        Insert(u64, u8),
        Remove(u64),
        Touch(u64, u8),
        Retain(u8),
    }

    fn deed() -> impl Strategy<Value = Deed> {
        prop_oneof![
            4 => (0..40_u64, any::<u8>()).prop_map(|(key, value)| Deed::Insert(key, value)),
            3 => (0..40_u64).prop_map(Deed::Remove),
            2 => (0..40_u64, any::<u8>()).prop_map(|(key, value)| Deed::Touch(key, value)),
            1 => any::<u8>().prop_map(Deed::Retain),
        ]
    }

    proptest! {
        #[test]
        fn things_are_found_and_listed_as_in_the_standard_map(deeds in proptest::collection::vec(deed(), 0..200)) {
            let (mut ours, mut standard) = (IdMap::new(), BTreeMap::new());
            for deed in deeds {
                match deed {
                    Deed::Insert(key, value) => prop_assert_eq!(ours.insert(key, value), standard.insert(key, value)),
                    Deed::Remove(key) => prop_assert_eq!(ours.remove(&key), standard.remove(&key)),
                    Deed::Touch(key, value) => {
                        prop_assert_eq!(*ours.or_insert_with(key, || value), *standard.entry(key).or_insert(value));
                    }
                    Deed::Retain(least) => {
                        ours.retain(|_, value| *value >= least);
                        standard.retain(|_, value| *value >= least);
                    }
                }
                prop_assert_eq!(ours.len(), standard.len());
                prop_assert!(ours.iter().eq(standard.iter()) && ours.iter().rev().eq(standard.iter().rev()));
                prop_assert!((0..40).all(|key| ours.get(&key) == standard.get(&key)));
            }
            prop_assert!(ours.values_mut().eq(standard.values_mut()));
            let again: IdMap<u64, u8> = standard.iter().rev().map(|(key, value)| (*key, *value)).collect();
            prop_assert_eq!(&again, &ours, "the way to it does not matter");
            prop_assert!(ours.clone().into_iter().eq(standard));
        }
    }
}
