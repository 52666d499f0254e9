//! Counts what the writer thread does, for benches and health. Lock-free; never in the way.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Powers of two in microseconds: the last bucket begins at 2^23 µs, about 8 s.
const BUCKETS: usize = 24;

/// Written by the writer thread alone.
#[derive(Debug, Default)]
pub(super) struct Counters {
    commits: AtomicU64,
    records: AtomicU64,
    record_bytes: AtomicU64,
    faults: AtomicU64,
    commit_micros_last: AtomicU64,
    commit_micros_max: AtomicU64,
    commit_micros: [AtomicU64; BUCKETS],
}

/// What the writer thread did since it started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StoreCounts {
    /// Transactions of appends that became durable. Each is one fsync for all rooms that were waiting.
    pub commits: u64,
    /// Records in them.
    pub records: u64,
    /// Bytes in those records.
    pub record_bytes: u64,
    /// Appends and other writes that met a fault.
    pub faults: u64,
    /// How long the newest of those transactions took, fsync included, in microseconds.
    pub commit_micros_last: u64,
    /// The slowest, in microseconds.
    pub commit_micros_max: u64,
    /// Half of them took less than this, in microseconds, rounded up to a power of two.
    pub commit_micros_p50: u64,
    /// 99 of 100 took less than this, in microseconds, rounded up to a power of two.
    pub commit_micros_p99: u64,
}

impl Counters {
    pub(super) fn committed(&self, records: usize, bytes: usize, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.commits.fetch_add(1, Relaxed);
        self.records.fetch_add(records as u64, Relaxed);
        self.record_bytes.fetch_add(bytes as u64, Relaxed);
        self.commit_micros_last.store(micros, Relaxed);
        self.commit_micros_max.fetch_max(micros, Relaxed);
        let bucket = micros.checked_ilog2().unwrap_or(0) as usize;
        self.commit_micros[bucket.min(BUCKETS - 1)].fetch_add(1, Relaxed);
    }

    pub(super) fn faulted(&self) {
        self.faults.fetch_add(1, Relaxed);
    }

    pub(super) fn counts(&self) -> StoreCounts {
        let buckets = self.commit_micros.each_ref().map(|bucket| bucket.load(Relaxed));
        StoreCounts {
            commits: self.commits.load(Relaxed),
            records: self.records.load(Relaxed),
            record_bytes: self.record_bytes.load(Relaxed),
            faults: self.faults.load(Relaxed),
            commit_micros_last: self.commit_micros_last.load(Relaxed),
            commit_micros_max: self.commit_micros_max.load(Relaxed),
            commit_micros_p50: percentile(&buckets, 50),
            commit_micros_p99: percentile(&buckets, 99),
        }
    }
}

/// The upper end of the bucket in which that percentile lies; 0 if nothing was counted.
fn percentile(buckets: &[u64; BUCKETS], percent: u64) -> u64 {
    let rank = (buckets.iter().sum::<u64>() * percent).div_ceil(100);
    let mut seen = 0;
    for (power, count) in buckets.iter().enumerate() {
        seen += count;
        if rank > 0 && seen >= rank {
            return 2 << power;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_commit_in_a_hundred_does_not_hide_the_usual_one() {
        let counters = Counters::default();
        assert_eq!(counters.counts(), StoreCounts::default());
        for _ in 0..99 {
            counters.committed(2, 10, Duration::from_micros(900));
        }
        counters.committed(1, 5, Duration::from_millis(50));
        let counts = counters.counts();
        assert_eq!((counts.commits, counts.records, counts.record_bytes), (100, 199, 995));
        assert_eq!((counts.commit_micros_p50, counts.commit_micros_p99), (1024, 1024));
        assert_eq!((counts.commit_micros_last, counts.commit_micros_max), (50_000, 50_000));
    }
}
