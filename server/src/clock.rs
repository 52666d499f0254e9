//! The one place where the server reads a clock. Everyone else is told the time.

use std::sync::OnceLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970. Never runs backwards while the server runs.
pub type Millis = u64;

/// Now: the wall clock at start plus what a steady clock has counted since.
#[must_use]
pub fn now() -> Millis {
    static START: OnceLock<(Millis, Instant)> = OnceLock::new();
    let (wall, steady) = START.get_or_init(|| {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        (u64::try_from(wall).unwrap_or(u64::MAX / 2), Instant::now())
    });
    wall + u64::try_from(steady.elapsed().as_millis()).unwrap_or(0)
}
