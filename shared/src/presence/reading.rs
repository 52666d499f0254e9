//! Reads what a peer says of itself. Total: what is odd is left out, and nobody is punished for it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Drag, PeerPresence, View};
use crate::ids::NoteId;
use crate::limits::{PRESENCE_NOTES_MAX, PRESENCE_STATE_BYTES_MAX, WALL_REACH};
use crate::model::Point;

/// What a peer shows, from its awareness state. Never its `user`: that is the server's to say.
///
/// Unknown keys and values of another type are left out, lists are cut at [`PRESENCE_NOTES_MAX`], points outside the wall
/// dropped. A state of more than [`PRESENCE_STATE_BYTES_MAX`] bytes, or one that is no JSON object, shows nothing.
#[must_use]
pub fn parse_peer_state(json: &str) -> PeerPresence {
    if json.len() > PRESENCE_STATE_BYTES_MAX {
        return PeerPresence::default();
    }
    let Ok(Value::Object(state)) = serde_json::from_str(json) else { return PeerPresence::default() };
    PeerPresence {
        cursor: state.get("cursor").and_then(point),
        selection: selection(&state),
        drag: drag(&state),
        typing: state.get("typing").and_then(note),
        view: state.get("view").and_then(view),
    }
}

fn selection(state: &Map<String, Value>) -> Vec<NoteId> {
    let listed = state.get("selection").and_then(Value::as_array);
    listed.into_iter().flatten().filter_map(note).take(PRESENCE_NOTES_MAX).collect()
}

fn drag(state: &Map<String, Value>) -> Option<Drag> {
    let listed = state.get("drag")?.get("notes")?.as_object()?;
    let notes: BTreeMap<NoteId, Point> =
        listed.iter().filter_map(|(id, at)| Some((id.parse().ok()?, point(at)?))).take(PRESENCE_NOTES_MAX).collect();
    (!notes.is_empty()).then_some(Drag { notes })
}

fn note(value: &Value) -> Option<NoteId> {
    value.as_str()?.parse().ok()
}

fn point(value: &Value) -> Option<Point> {
    let [x, y] = value.as_array()?.as_slice() else { return None };
    let (x, y) = (x.as_f64()?, y.as_f64()?);
    (x.abs() <= WALL_REACH && y.abs() <= WALL_REACH).then(|| Point::new(x, y))
}

fn view(value: &Value) -> Option<View> {
    match value.as_str()? {
        "wall" => Some(View::Wall),
        "sequence" => Some(View::Sequence),
        "map" => Some(View::Map),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ParticipantId;
    use crate::model::{Colour, Role};
    use crate::presence::{PresenceState, PresenceUser, stamp};

    const NOTE: &str = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3";

    fn ben() -> PresenceUser {
        let id: ParticipantId = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b4".parse().expect("an id");
        PresenceUser { id, name: "Ben".into(), role: Role::Participant, colour: Colour::new(3) }
    }

    #[test]
    fn pr1_a_state_keeps_what_it_shows_and_gets_the_servers_user() {
        let json = format!(
            r#"{{"user":{{"name":"The boss","role":"facilitator"}},"cursor":[1.5,-2],"selection":["{NOTE}"],
            "drag":{{"notes":{{"{NOTE}":[3,4]}}}},"typing":"{NOTE}","view":"map","mood":"sunny"}}"#
        );
        let state = stamp(parse_peer_state(&json), ben());
        assert_eq!(state.user, ben());
        assert_eq!(state.shown.cursor, Some(Point::new(1.5, -2.0)));
        assert_eq!(state.shown.selection, [NOTE.parse().expect("an id")]);
        assert_eq!(state.shown.drag.as_ref().map(|drag| drag.notes.len()), Some(1));
        assert_eq!(state.shown.view, Some(View::Map));
        let sent = serde_json::to_string(&state).expect("json");
        assert_eq!(serde_json::from_str::<PresenceState>(&sent).expect("reads back"), state);
        assert!(!sent.contains("boss") && !sent.contains("mood") && sent.contains(r#""colour":3"#), "{sent}");
    }

    #[test]
    fn pr2_odd_states_show_nothing_and_nothing_worse() {
        for json in [
            "",
            "null",
            "[]",
            "{",
            "{}",
            r#"{"cursor":[1]}"#,
            r#"{"cursor":["1","2"]}"#,
            r#"{"cursor":[1e999,0]}"#,
            r#"{"cursor":[2e9,0]}"#,
            r#"{"selection":"all","drag":[1],"typing":7,"view":"moon"}"#,
            &"[".repeat(4_000),
            r#"{"drag":{"notes":{"x":[1,2]}}}"#,
            r#"{"selection":[null,"x",{}]}"#,
            "{\"cursor\":{\"x\":1}}",
        ] {
            assert_eq!(parse_peer_state(json), PeerPresence::default(), "{json}");
        }
    }

    #[test]
    fn pr2_long_lists_are_cut_and_long_states_show_nothing() {
        let many = |count: usize| format!(r#"{{"selection":[{}]}}"#, vec![format!("\"{NOTE}\""); count].join(","));
        assert_eq!(parse_peer_state(&many(100)).selection.len(), PRESENCE_NOTES_MAX);
        assert_eq!(parse_peer_state(&many(200)), PeerPresence::default());
    }

    #[test]
    fn pr2_whoever_shows_nothing_is_still_somebody() {
        let json = serde_json::to_string(&stamp(parse_peer_state("{}"), ben())).expect("json");
        assert_eq!(
            json,
            r#"{"user":{"id":"018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b4","name":"Ben","role":"participant","colour":3}}"#
        );
    }
}
