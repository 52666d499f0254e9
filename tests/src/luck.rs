//! Chance that can be had again: the same seed, the same luck. Refuses to know what it decides.

/// A small random generator (xorshift64*), for tests alone.
#[derive(Debug, Clone)]
pub struct Luck(u64);

impl Luck {
    /// The luck of that seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        // Neighbouring seeds must not have neighbouring luck, and zero would stay zero.
        Self((seed ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9) | 1)
    }

    /// The luck of the seed in the environment variable `name`, or of the moment; says which, so that it can be had again.
    #[must_use]
    pub fn from_environment(name: &str) -> Self {
        let given = std::env::var(name).ok().and_then(|seed| seed.parse().ok());
        let now = || std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(1, |since| since.as_nanos() as u64);
        let seed: u64 = given.unwrap_or_else(now);
        println!("{name}={seed} has this luck again");
        Self::of(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number from 0 up to and without `end`; 0 if that is nothing.
    pub fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 11) % end.max(1)
    }

    /// Heads or tails.
    pub fn heads(&mut self) -> bool {
        self.below(2) == 0
    }
}
