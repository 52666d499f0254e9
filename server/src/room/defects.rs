//! Counts what must never happen, over all rooms, for the operator. Refuses to know what happened.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// See the module.
#[derive(Debug, Default)]
pub struct Defects {
    reopened: AtomicU64,
    slipped: AtomicU64,
}

/// How often it happened since the server started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DefectCounts {
    /// Rooms that broke down and were opened again from disk.
    pub rooms_reopened: u64,
    /// Updates that passed the gate and did not do what the gate had said.
    pub updates_slipped: u64,
}

impl Defects {
    pub(crate) fn reopened(&self) {
        self.reopened.fetch_add(1, Relaxed);
    }

    pub(crate) fn slipped(&self) {
        self.slipped.fetch_add(1, Relaxed);
    }

    /// How often it happened so far.
    #[must_use]
    pub fn counts(&self) -> DefectCounts {
        DefectCounts { rooms_reopened: self.reopened.load(Relaxed), updates_slipped: self.slipped.load(Relaxed) }
    }
}
