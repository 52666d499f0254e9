//! Which clocks are deleted, as ranges: tells a delete that the room already holds from a new one. Knows no document.

use std::collections::BTreeMap;

use journeyboard_shared::wire::v1::ClockRange;

/// Deleted ranges per client, merged.
#[derive(Debug, Default)]
pub(super) struct Deleted {
    clients: BTreeMap<u64, BTreeMap<u32, u32>>,
}

impl Deleted {
    /// Whether all of the range is deleted.
    pub(super) fn covers(&self, range: ClockRange) -> bool {
        let Some(ranges) = self.clients.get(&range.client) else {
            return false;
        };
        ranges.range(..=range.start).next_back().is_some_and(|(_, end)| *end >= range.end)
    }

    /// The range is deleted from now on.
    pub(super) fn add(&mut self, range: ClockRange) {
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
        assert!(!deleted.covers(range(1, 2, 6)) && !deleted.covers(range(1, 3, 4)) && !deleted.covers(range(2, 0, 1)));
    }
}
