//! The names of things: one type each, parsed at the edge, never a bare string inside.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::idmap::{Code, Key};

/// What was found where an id should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id (a uuid like 018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3 is expected)")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id as a uuid.
            #[must_use]
            pub fn as_uuid(&self) -> &Uuid { &self.0 }
        }
        impl Key for $name {
            fn code(&self) -> Code { (0, self.0.as_u128()) }
        }
        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self { Self(uuid) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.as_hyphenated().fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, concat!(stringify!($name), "({})"), self.0) }
        }
        impl FromStr for $name {
            type Err = NotAnId;
            /// Only the 36-character form, so that one object has one name in every byte that is stored or sent.
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if text.len() != 36 { return Err(NotAnId); }
                let uuid = Uuid::try_parse(text).map_err(|_| NotAnId)?;
                if uuid.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()) != text { return Err(NotAnId); }
                Ok(Self(uuid))
            }
        }
    )*};
}

ids! {
    /// A workshop: one board document, its people, its links.
    WorkshopId
    /// A person in one workshop. Made by the server at the first join.
    ParticipantId
    /// A note on the wall, of whatever kind; a touchpoint is a note too.
    NoteId
    /// A named group of notes.
    ClusterId
    /// A sequence of touchpoints, one per customer segment.
    JourneyId
    /// A phase of a journey, a column of the map.
    StageId
    /// One place of one touchpoint in one journey's sequence.
    StepId
    /// A department of the firm.
    DepartmentId
    /// A round of votes.
    RoundId
    /// One order to the server; whoever repeats it is answered the same.
    OpId
    /// One tab of a browser, from its opening to its end.
    TabId
}

impl StepId {
    /// The step that a touchpoint's first place in a journey always gets: two people who place it at the same moment
    /// make one step, not two.
    #[must_use]
    pub fn first_of(journey: JourneyId, touchpoint: NoteId) -> Self {
        Self(Uuid::new_v5(journey.as_uuid(), touchpoint.as_uuid().as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling() {
        let id: NoteId = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3".parse().expect("an id");
        assert_eq!(id.to_string(), "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3");
        for odd in
            ["", "x", "018F7C3E-9D2B-4C61-8A57-0D4EE0F1A2B3", "018f7c3e9d2b4c618a570d4ee0f1a2b3", "../../../etc/passwd"]
        {
            assert_eq!(odd.parse::<NoteId>(), Err(NotAnId), "{odd}");
        }
    }
}
