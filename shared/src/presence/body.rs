//! Writes presence entries into the bodies of awareness messages. Refuses to choose who gets them.

use super::PresenceState;
use crate::wire::{put_number, put_text};

/// One body that the server writes, in bytes: a stock client echoes all of it in one message, which must fit a live
/// frame with room for its own way of writing numbers.
pub const FRAME_BODY_BYTES_MAX: usize = crate::limits::LIVE_FRAME_BYTES_MAX / 2;

/// The body of message 1 for these entries: `(client, clock, state)`, no state for a client that left.
#[must_use]
pub fn encode<'a>(entries: impl IntoIterator<Item = (u64, u32, Option<&'a PresenceState>)>) -> Vec<u8> {
    let entries: Vec<Vec<u8>> =
        entries.into_iter().map(|(client, clock, state)| entry(client, clock, &json(state))).collect();
    body(entries.iter().map(Vec::as_slice))
}

/// A state as JSON; `null` for nobody.
pub(super) fn json(state: Option<&PresenceState>) -> String {
    // Plain structs of numbers, ids and texts: serde_json cannot fail on them.
    state.and_then(|state| serde_json::to_string(state).ok()).unwrap_or_else(|| "null".to_owned())
}

/// One entry's bytes.
pub(super) fn entry(client: u64, clock: u32, json: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(json.len() + 16);
    put_number(&mut bytes, client);
    put_number(&mut bytes, u64::from(clock));
    put_text(&mut bytes, json);
    bytes
}

/// Entries' bytes after their number.
pub(super) fn body<'a>(entries: impl ExactSizeIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_number(&mut bytes, entries.len() as u64);
    for entry in entries {
        bytes.extend_from_slice(entry);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Colour, Role};
    use crate::presence::{PeerPresence, PresenceUser, stamp};
    use crate::wire::{self, Message, v1};

    #[test]
    fn pr3_a_body_reads_back_entry_by_entry() {
        let id = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b4".parse().expect("an id");
        let user = PresenceUser { id, name: "Žofie".into(), role: Role::Viewer, colour: Colour::new(11) };
        let state = stamp(PeerPresence::default(), user);
        let body = encode([((1 << 53) - 1, u32::MAX, Some(&state)), (7, 2, None)]);
        let read: Vec<_> = v1::awareness(&body).expect("an awareness update").collect();
        assert_eq!((read[0].client, read[0].clock), ((1 << 53) - 1, u32::MAX));
        assert_eq!(serde_json::from_str::<PresenceState>(read[0].state.expect("a state")).expect("json"), state);
        assert_eq!((read[1].client, read[1].clock, read[1].state), (7, 2, None));
    }

    #[test]
    fn pr3_presence_of_nobody_is_the_keep_alive() {
        let frame = wire::awareness(&encode([]));
        assert_eq!(&frame[..], wire::KEEP_ALIVE);
        assert_eq!(wire::read(&frame), Ok(Message::Awareness(&[0])));
    }
}
