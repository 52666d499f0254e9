//! The shortcuts that work everywhere in a workshop. Letters are letters while somebody writes.

use crate::browser::dom::{self, KeyboardEvent};
use crate::model::stage::Panel;
use crate::model::{Room, Stage, Tab};

/// Listens while the workshop is on the screen.
pub(super) fn listen(room: Room, stage: Stage) {
    dom::on_window::<KeyboardEvent>("keydown", move |event| {
        if dom::is_dialog_open() || event.default_prevented() {
            return;
        }
        if pressed(room, stage, &event) {
            event.prevent_default();
        }
    });
}

fn pressed(room: Room, stage: Stage, event: &KeyboardEvent) -> bool {
    let with_command = event.ctrl_key() || event.meta_key();
    let key = event.key().to_lowercase();
    match (with_command, event.shift_key(), key.as_str()) {
        (true, false, "z") => room.undo(),
        (true, true, "z") | (true, false, "y") => room.redo(),
        (true, false, "f" | "k") => stage.panel.set(Some(Panel::Search)),
        (false, false, "escape") if stage.panel.get_untracked().is_some() && !dom::is_writing_note() => {
            stage.panel.set(None);
        }
        (false, _, "/") if !dom::is_writing() => stage.panel.set(Some(Panel::Search)),
        _ => return tab_key(stage, event, &key),
    }
    true
}

/// Alt with a number goes to a view.
fn tab_key(stage: Stage, event: &KeyboardEvent, key: &str) -> bool {
    if !event.alt_key() {
        return false;
    }
    let tab = match key {
        "1" => Tab::Wall,
        "2" => Tab::Sequence,
        "3" => Tab::Map,
        _ => return false,
    };
    stage.tab.set(tab);
    true
}
