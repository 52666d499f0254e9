//! How long to wait before the next attempt to connect.

use crate::wire::CloseCode;

/// The first wait, in milliseconds.
const FIRST_MS: f64 = 250.0;
/// The longest wait, in milliseconds: a person who watches the badge should not give up.
const LONGEST_MS: f64 = 8_000.0;

/// Where the waiting begins for whoever was told that they are too fast: at one to two seconds, in which the server
/// grants a person a whole burst again. Sooner, each return would spend what has just come back, for ever.
const TOO_FAST_ATTEMPT: u32 = 3;

/// The least attempt to go on from after a connection was closed with that code: whoever was too fast comes back slower.
#[must_use]
pub fn attempt_after(code: u16) -> u32 {
    if CloseCode::from_code(code) == Some(CloseCode::TooFast) { TOO_FAST_ATTEMPT } else { 0 }
}

/// Milliseconds before attempt number `attempt` (from 0). `jitter` in 0…1 spreads a room's return after a restart over
/// half to the whole of the wait.
#[must_use]
pub fn next_delay(attempt: u32, jitter: f64) -> u32 {
    let whole = (FIRST_MS * f64::from(1_u32 << attempt.min(10))).min(LONGEST_MS);
    (whole * (0.5 + 0.5 * jitter.clamp(0.0, 1.0))) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sy1_a_lost_server_is_asked_again_soon_then_ever_less_often_but_never_given_up() {
        assert_eq!(next_delay(0, 1.0), 250);
        assert_eq!(next_delay(0, 0.0), 125);
        assert_eq!(next_delay(3, 1.0), 2_000);
        assert_eq!(next_delay(5, 1.0), 8_000);
        assert_eq!(next_delay(u32::MAX, 7.0), 8_000);
    }

    #[test]
    fn sy15_whoever_was_too_fast_comes_back_slower() {
        assert!(next_delay(attempt_after(4529), 0.0) >= 1_000);
        for code in [1006, 1012, 1013] {
            assert_eq!(attempt_after(code), 0);
        }
    }
}
