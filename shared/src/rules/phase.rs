//! The phases of the method, as a closed list. Refuses to know who may do what in them: see the table.

use serde::{Deserialize, Serialize};

/// Declares the phases once: the enum, their number, their order and their names cannot come apart.
macro_rules! phases {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        /// What a workshop is at. Each phase is soft: going back and forth hides and destroys nothing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Phase {
            $($(#[$doc])* $name,)*
        }

        impl Phase {
            /// All phases, in the order of the method.
            pub const ALL: [Self; [$($key),*].len()] = [$(Self::$name),*];

            /// The phase's name in documents, exports and commands.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

phases! {
    /// No phase of the method: everybody builds and nobody tears down what others made. A workshop starts here.
    #[default]
    Open = "open";
    /// The kick-off: people arrive and try the board with a note of their own.
    KickOff = "kick-off";
    /// What is known already is put on the wall.
    Gather = "gather";
    /// Everybody writes, and reads what the others write.
    BrainstormOpen = "brainstorm-open";
    /// Everybody writes for themselves; nothing new is on the board until it is revealed.
    BrainstormSilent = "brainstorm-silent";
    /// What belongs together is put together.
    Cluster = "cluster";
    /// Touchpoints get what customers expect, experience and feel there.
    Characterise = "characterise";
    /// Touchpoints are rated; the board stands still meanwhile.
    Rate = "rate";
    /// People vote; the board stands still meanwhile.
    Vote = "vote";
    /// Touchpoints are put into the journey's order.
    Sequence = "sequence";
    /// What the firm believes is held against what customers say.
    Confront = "confront";
    /// What is to be done is decided; facilitators write it down.
    Decide = "decide";
    /// Nothing changes any more.
    ReadOnly = "read-only";
}

/// A name that is no phase's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a phase")]
pub struct NotAPhase;

impl TryFrom<String> for Phase {
    type Error = NotAPhase;
    fn try_from(key: String) -> Result<Self, NotAPhase> {
        Self::from_key(&key).ok_or(NotAPhase)
    }
}

impl From<Phase> for String {
    fn from(phase: Phase) -> Self {
        phase.key().to_owned()
    }
}

impl Phase {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The phase of that name, if there is one.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.key() == key)
    }

    /// The phase of that name in a document. One that this build does not know lets nobody but facilitators of a newer
    /// build write: it is read as the last, in which nothing changes.
    #[must_use]
    pub fn read(key: &str) -> Self {
        Self::from_key(key).unwrap_or(Self::ReadOnly)
    }
}
