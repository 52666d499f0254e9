//! A token bucket over a clock that is handed in. Refuses to know what is counted.

use crate::clock::Millis;

/// So much a second, and so much at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rate {
    /// What comes back each second.
    pub(crate) per_sec: f64,
    /// What may be taken at once after a pause.
    pub(crate) burst: f64,
}

/// What is left of a [`Rate`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bucket {
    rate: Rate,
    left: f64,
    at: Millis,
}

impl Bucket {
    pub(crate) fn new(rate: Rate, now: Millis) -> Self {
        Self { rate, left: rate.burst, at: now }
    }

    /// Takes `amount`, if it is there.
    pub(crate) fn take(&mut self, amount: f64, now: Millis) -> bool {
        let passed = now.saturating_sub(self.at) as f64 / 1_000.0;
        self.at = self.at.max(now);
        self.left = (self.left + passed * self.rate.per_sec).min(self.rate.burst);
        let enough = self.left >= amount;
        if enough {
            self.left -= amount;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_through_then_a_second_brings_so_much_back() {
        let mut bucket = Bucket::new(Rate { per_sec: 2.0, burst: 3.0 }, 1_000);
        assert!((0..3).all(|_| bucket.take(1.0, 1_000)));
        assert!(!bucket.take(1.0, 1_000));
        assert!(bucket.take(1.0, 1_500));
        assert!(!bucket.take(1.0, 1_500));
        assert!(!bucket.take(4.0, 900_000), "never more than the burst at once");
        assert!(bucket.take(3.0, 900_000));
    }
}
