//! Reads what tabs kept, tab by tab. Total: what makes no sense is left out.

use std::collections::BTreeMap;

use super::Place;
use crate::sync::kept::Edit;
use crate::wire::{self, Message, Order};

/// What one tab kept.
#[derive(Debug, Default)]
pub struct Found {
    pub(in crate::sync) generation: u64,
    pub(in crate::sync) copy: Option<Vec<u8>>,
    pub(in crate::sync) log: Vec<Vec<u8>>,
    pub(in crate::sync) edits: Vec<Edit>,
    pub(in crate::sync) texts: Vec<String>,
    pub(in crate::sync) orders: Vec<Order>,
    pub(in crate::sync) keys: Vec<String>,
}

impl Found {
    /// Whether a board can be shown from it.
    #[must_use]
    pub fn has_copy(&self) -> bool {
        self.copy.is_some()
    }
}

/// What each tab kept, of records in any order.
#[must_use]
pub fn read(mut records: Vec<(String, Vec<u8>)>) -> BTreeMap<Place, Vec<Found>> {
    records.sort();
    let mut all: BTreeMap<Place, Vec<Found>> = BTreeMap::new();
    for (key, bytes) in records {
        let Some((place, generation, slot)) = parts(&key) else { continue };
        let tabs = all.entry(place).or_default();
        if tabs.last().is_none_or(|found| found.generation != generation) {
            tabs.push(Found { generation, ..Found::default() });
        }
        let Some(found) = tabs.last_mut() else { continue };
        match slot.as_bytes().first() {
            Some(b'c') => found.copy = Some(bytes),
            Some(b'l') => found.log.push(bytes),
            Some(b'e') => found.edits.extend(Edit::from_bytes(&bytes)),
            Some(b't') => found.texts.extend(String::from_utf8(bytes)),
            Some(b'o') => {
                if let Ok(Message::Order(json)) = wire::read(&bytes) {
                    found.orders.extend(serde_json::from_slice::<Order>(json));
                }
            }
            _ => {}
        }
        found.keys.push(key);
    }
    all
}

fn parts(key: &str) -> Option<(Place, u64, &str)> {
    let mut parts = key.split('/');
    let workshop = parts.next()?.parse().ok()?;
    let participant = parts.next()?.parse().ok()?;
    let generation = u64::from_str_radix(parts.next()?, 16).ok()?;
    let tab = parts.next()?.parse().ok()?;
    Some((Place { workshop, participant, tab }, generation, parts.next()?))
}
