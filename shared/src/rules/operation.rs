//! What people do, and to whose objects, as closed lists. Refuses to know who may.

use crate::ids::ParticipantId;
use crate::model::Note;

/// Declares the operations once: the enum, their number and their names cannot come apart.
macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident = $said:literal;)*) => {
        /// Something that people do in a workshop.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operation {
            $($(#[$doc])* $name,)*
        }

        impl Operation {
            /// All operations, for tables and tests.
            pub const ALL: [Self; [$($said),*].len()] = [$(Self::$name),*];

            /// What it is called in the table of `docs/document.md`.
            #[must_use]
            pub const fn said(self) -> &'static str {
                match self { $(Self::$name => $said,)* }
            }
        }
    };
}

operations! {
    /// Add a note.
    CreateNote = "create a note";
    /// Change a note's text, kind or emotion.
    EditNote = "edit a note";
    /// Move a note on the wall.
    MoveNote = "move a note";
    /// Say where a note belongs: its touchpoint, its cluster, its order.
    SortNote = "sort a note";
    /// Delete a note or bring it back.
    DeleteNote = "delete a note";
    /// Remove a note's root entry: the undo of its creation, as stock clients do it.
    EraseNote = "erase a note";
    /// Make, name, move, fold or split a cluster.
    ArrangeCluster = "arrange clusters";
    /// Put a touchpoint into a journey's sequence, move it there, take it out.
    Sequence = "sequence touchpoints";
    /// Add, rename or move a stage; name a journey, its start and its end.
    ShapeJourney = "shape a journey";
    /// Delete a stage in which touchpoints stand, or a journey.
    DeleteStage = "delete a stage";
    /// Write a draft of a silent phase, which nobody else sees.
    WriteDraft = "write a draft";
    /// Make drafts notes of the board.
    Reveal = "reveal drafts";
    /// Open and close a round of votes.
    LeadRounds = "lead votes";
    /// Give and take back one's own dots.
    Vote = "vote";
    /// Lead the workshop into another phase.
    SetPhase = "set the phase";
    /// Lock notes, clusters, stages or the whole wall, and unlock them.
    Lock = "lock and unlock";
    /// Make a participant a facilitator, or a facilitator a participant.
    GrantRole = "grant a role";
}

impl Operation {
    /// Whether the server does it, when it is told to; everything else is an edit of the board.
    #[must_use]
    pub const fn is_ordered(self) -> bool {
        match self {
            Self::WriteDraft
            | Self::Reveal
            | Self::LeadRounds
            | Self::Vote
            | Self::SetPhase
            | Self::Lock
            | Self::GrantRole => true,
            Self::CreateNote
            | Self::EditNote
            | Self::MoveNote
            | Self::SortNote
            | Self::DeleteNote
            | Self::EraseNote
            | Self::ArrangeCluster
            | Self::Sequence
            | Self::ShapeJourney
            | Self::DeleteStage => false,
        }
    }
}

/// Whose object it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ownership {
    /// The person's own.
    Own,
    /// Another person's.
    Anothers,
    /// The server's, or nobody's: notes of a template; clusters, journeys, stages and steps, which record no author.
    Servers,
}

impl Ownership {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Own, Self::Anothers, Self::Servers];
}

/// Whose a note is, seen by a person.
#[must_use]
pub fn ownership_of(note: &Note, by: ParticipantId) -> Ownership {
    match note.author {
        Some(author) if author == by => Ownership::Own,
        Some(_) => Ownership::Anothers,
        None => Ownership::Servers,
    }
}
