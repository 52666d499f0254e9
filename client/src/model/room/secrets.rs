//! What is secret for a while: this person's drafts, and what is known of others'.

use std::collections::BTreeMap;

use journeyboard_shared::draft::Draft;
use journeyboard_shared::ids::NoteId;
use journeyboard_shared::sync::Drafts;

use super::Room;

impl Room {
    /// Reads this person's drafts and the numbers of others'. Follows them.
    pub fn with_drafts<T>(self, read: impl FnOnce(&Drafts) -> T) -> Option<T> {
        self.secrets.track();
        self.line.read(|line| read(line.client.drafts()))
    }

    /// Whether names are dropped from what is written in the silent phase. Follows it.
    #[must_use]
    pub fn is_anonymous(self) -> bool {
        self.board.about.track();
        self.board.people.track();
        self.with_board(|board| board.anonymous).unwrap_or(false)
    }

    /// This person's dots in the open round, those on their way included. Follows them.
    #[must_use]
    pub fn own_dots(self) -> BTreeMap<NoteId, u32> {
        self.secrets.track();
        self.line.read(|line| line.client.own_dots()).unwrap_or_default()
    }

    /// Writes a draft, or throws it away with `None`.
    pub fn write_draft(self, note: NoteId, draft: Option<Draft>) {
        let mut out = Vec::new();
        self.line.write(|line| line.client.write_draft(note, draft, &mut out));
        self.carry_out(out);
    }

    /// Takes this person's last step in their drafts back. Answers whether there was one.
    pub fn undo_draft(self) -> bool {
        let mut out = Vec::new();
        let done = self.line.write(|line| line.client.undo_draft(&mut out)).unwrap_or(false);
        self.carry_out(out);
        done
    }
}
