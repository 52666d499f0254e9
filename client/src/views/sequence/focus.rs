//! Keeps the focus where a person left it while the page catches up with the board: a thing that is moved or made is taken
//! off the page and put there again, and the focus falls off it. Knows ids of elements; refuses to know what they are.

use crate::prelude::*;
use leptos::task::{spawn_local, tick};

use crate::browser::clock::OnFrame;
use crate::browser::{dom, scroll};

/// How many frames the focus is kept: until the page has caught up.
const FRAMES: u8 = 8;

/// How many turns of signals and views it takes at most until a change of the board is on the page.
const TURNS: u8 = 4;

/// An element on which the focus is kept.
#[derive(Clone)]
struct Kept {
    id: String,
    frames: u8,
    was_there: bool,
}

/// The keeper of a view's focus; gone with it.
#[derive(Clone, Copy)]
pub(in crate::views) struct FocusKeeper {
    kept: StoredValue<Option<Kept>>,
    frame: StoredValue<Option<OnFrame>>,
}

impl FocusKeeper {
    pub(in crate::views) fn new() -> Self {
        let keeper = Self { kept: StoredValue::new(None), frame: StoredValue::new_local(None) };
        keeper.frame.set_value(Some(OnFrame::new(move || keeper.hold())));
        keeper
    }

    /// Puts the focus on the element of that id as soon as it is there, and keeps it there for a moment.
    pub(in crate::views) fn keep(self, id: String) {
        self.kept.set_value(Some(Kept { id, frames: FRAMES, was_there: false }));
        spawn_local(async move {
            // Before the browser hands over the next key: signals, lists and views each take a turn.
            for _ in 0..TURNS {
                tick().await;
                self.look();
            }
        });
        self.ask();
    }

    fn ask(self) {
        self.frame.try_with_value(|frame| frame.as_ref().map(OnFrame::ask));
    }

    fn hold(self) {
        self.look();
        let Some(Some(mut kept)) = self.kept.try_get_value() else { return };
        kept.frames -= 1;
        let goes_on = kept.frames > 0;
        self.kept.set_value(goes_on.then_some(kept));
        if goes_on {
            self.ask();
        }
    }

    fn look(self) {
        let Some(Some(mut kept)) = self.kept.try_get_value() else { return };
        // Once it was there, it gets the focus again only if that was lost to nothing: a person may have gone on.
        if !kept.was_there || dom::is_focus_lost() {
            kept.was_there |= scroll::focus(&kept.id);
            self.kept.set_value(Some(kept));
        }
    }
}
