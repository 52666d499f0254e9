//! Who else is here and what they are doing; and what the others are told about this person.

use journeyboard_shared::sync::Client;
use leptos::prelude::*;

/// Somebody else who is here.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The id of their tab.
    pub client: u64,
}

/// The others, as signals.
#[derive(Clone, Copy)]
pub struct Presence {
    /// The others by tab.
    pub others: RwSignal<Vec<Other>>,
}

impl Presence {
    pub(super) fn new() -> Self {
        Self { others: RwSignal::new(Vec::new()) }
    }

    pub(super) fn follow(self, client: &Client) {
        self.others.try_set(client.people().keys().map(|client| Other { client: *client }).collect());
    }
}
