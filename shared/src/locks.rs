//! What facilitators have locked, and what that is in the way of. Refuses to know who may lock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::{ClusterId, NoteId, StageId};

/// Something that can be locked. Written as `wall`, `note:{id}`, `cluster:{id}` or `stage:{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Thing {
    /// The whole board.
    Wall,
    /// A note: its words, kind, feeling, place, belonging, and its deletion.
    Note(NoteId),
    /// A cluster: itself, and who lies in it.
    Cluster(ClusterId),
    /// A stage: itself, and what stands in it.
    Stage(StageId),
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wall => f.write_str("wall"),
            Self::Note(id) => write!(f, "note:{id}"),
            Self::Cluster(id) => write!(f, "cluster:{id}"),
            Self::Stage(id) => write!(f, "stage:{id}"),
        }
    }
}

/// A text that names nothing that can be locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a thing that can be locked (wall, note:id, cluster:id, stage:id)")]
pub struct NotAThing;

impl FromStr for Thing {
    type Err = NotAThing;
    fn from_str(text: &str) -> Result<Self, NotAThing> {
        if text == "wall" {
            return Ok(Self::Wall);
        }
        let (kind, id) = text.split_once(':').ok_or(NotAThing)?;
        let id = id.parse::<NoteId>().map_err(|_| NotAThing)?;
        match kind {
            "note" => Ok(Self::Note(id)),
            "cluster" => Ok(Self::Cluster((*id.as_uuid()).into())),
            "stage" => Ok(Self::Stage((*id.as_uuid()).into())),
            _ => Err(NotAThing),
        }
    }
}

impl TryFrom<String> for Thing {
    type Error = NotAThing;
    fn try_from(text: String) -> Result<Self, NotAThing> {
        text.parse()
    }
}

impl From<Thing> for String {
    fn from(thing: Thing) -> Self {
        thing.to_string()
    }
}

/// What is locked now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Locks(Vec<Thing>);

impl Locks {
    /// Whether that very thing is locked, whatever lies around it.
    #[must_use]
    pub fn has(&self, thing: Thing) -> bool {
        self.0.binary_search(&thing).is_ok()
    }

    /// Whether a lock is in the way of changing it: its own, or that of the whole wall.
    #[must_use]
    pub fn hold(&self, thing: Thing) -> bool {
        self.has(Thing::Wall) || self.has(thing)
    }

    /// Everything that is locked, in one order.
    pub fn iter(&self) -> impl Iterator<Item = Thing> + '_ {
        self.0.iter().copied()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is locked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Locks or unlocks.
    pub fn set(&mut self, thing: Thing, locked: bool) {
        match (self.0.binary_search(&thing), locked) {
            (Err(at), true) => self.0.insert(at, thing),
            (Ok(at), false) => drop(self.0.remove(at)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lo4_a_lock_has_one_name_which_reads_back() {
        let id = "018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3";
        let named = ["wall".to_owned(), format!("note:{id}"), format!("cluster:{id}"), format!("stage:{id}")];
        for name in named {
            assert_eq!(name.parse::<Thing>().map(|thing| thing.to_string()), Ok(name));
        }
        for odd in ["", "Wall", "note:", "note:x", "step:018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3", id] {
            assert_eq!(odd.parse::<Thing>(), Err(NotAThing), "{odd}");
        }
    }

    #[test]
    fn lo4_locking_twice_is_locking_once() {
        let thing = Thing::Note("018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3".parse().expect("an id"));
        let mut locks = Locks::default();
        locks.set(thing, true);
        locks.set(thing, true);
        assert!(locks.hold(thing) && !locks.hold(Thing::Wall) && locks.len() == 1);
        locks.set(thing, false);
        assert!(locks.is_empty());
        locks.set(Thing::Wall, true);
        assert!(locks.hold(thing) && !locks.has(thing));
    }
}
