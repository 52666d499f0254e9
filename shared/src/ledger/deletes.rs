//! Which clocks are deleted, as ranges: tells a delete that the room already holds from a new one. Knows no document.

use std::collections::BTreeMap;

use crate::wire::v1::ClockRange;

/// Deleted ranges per client, merged.
#[derive(Debug, Default)]
pub struct Deleted {
    clients: BTreeMap<u64, BTreeMap<u32, u32>>,
}

impl Deleted {
    /// Whether all of the range is deleted.
    #[must_use]
    pub fn covers(&self, range: ClockRange) -> bool {
        let Some(ranges) = self.clients.get(&range.client) else {
            return false;
        };
        ranges.range(..=range.start).next_back().is_some_and(|(_, end)| *end >= range.end)
    }

    /// What of the range is not deleted yet, rising.
    #[must_use]
    pub fn fresh(&self, range: ClockRange) -> Vec<ClockRange> {
        let mut fresh = Vec::new();
        let mut start = range.start;
        if let Some(ranges) = self.clients.get(&range.client) {
            let before = ranges.range(..=start).next_back().map(|(_, end)| *end);
            start = start.max(before.unwrap_or(0).min(range.end));
            for (from, to) in ranges.range(start..range.end) {
                if start < *from {
                    fresh.push(ClockRange { start, end: *from, ..range });
                }
                start = start.max(*to);
            }
        }
        if start < range.end {
            fresh.push(ClockRange { start, ..range });
        }
        fresh
    }

    /// What of the range is deleted, rising.
    #[must_use]
    pub fn covered(&self, range: ClockRange) -> Vec<ClockRange> {
        let Some(ranges) = self.clients.get(&range.client) else { return Vec::new() };
        let first = ranges.range(..=range.start).next_back().map_or(range.start, |(from, _)| *from);
        ranges
            .range(first..range.end)
            .filter(|(_, to)| **to > range.start)
            .map(|(from, to)| ClockRange { start: range.start.max(*from), end: range.end.min(*to), ..range })
            .collect()
    }

    /// The range is deleted from now on.
    pub fn add(&mut self, range: ClockRange) {
        let ranges = self.clients.entry(range.client).or_default();
        let (mut start, mut end) = (range.start, range.end);
        if let Some((before, before_end)) = ranges.range(..=start).next_back().map(|(a, b)| (*a, *b))
            && before_end >= start
        {
            start = before;
            end = end.max(before_end);
        }
        let swallowed: Vec<(u32, u32)> = ranges.range(start..=end).map(|(a, b)| (*a, *b)).collect();
        for (from, to) in swallowed {
            ranges.remove(&from);
            end = end.max(to);
        }
        ranges.insert(start, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(client: u64, start: u32, end: u32) -> ClockRange {
        ClockRange { client, start, end }
    }

    #[test]
    fn neighbouring_and_overlapping_ranges_become_one() {
        let mut deleted = Deleted::default();
        for (start, end) in [(5, 7), (9, 12), (0, 2), (7, 9), (1, 3)] {
            deleted.add(range(1, start, end));
        }
        assert_eq!(deleted.clients[&1].iter().map(|(a, b)| (*a, *b)).collect::<Vec<_>>(), [(0, 3), (5, 12)]);
        assert!(deleted.covers(range(1, 5, 12)) && deleted.covers(range(1, 6, 7)));
        assert_eq!(deleted.fresh(range(1, 1, 14)), [range(1, 3, 5), range(1, 12, 14)]);
        assert_eq!(deleted.fresh(range(1, 6, 12)), []);
        assert_eq!(deleted.fresh(range(1, 3, 4)), [range(1, 3, 4)]);
        assert_eq!(deleted.fresh(range(2, 0, 1)), [range(2, 0, 1)]);
        assert_eq!(deleted.covered(range(1, 1, 14)), [range(1, 1, 3), range(1, 5, 12)]);
        assert_eq!(deleted.covered(range(1, 3, 5)), []);
        assert_eq!(deleted.covered(range(2, 3, 5)), []);
        assert!(!deleted.covers(range(1, 2, 6)) && !deleted.covers(range(1, 3, 4)) && !deleted.covers(range(2, 0, 1)));
    }
}
