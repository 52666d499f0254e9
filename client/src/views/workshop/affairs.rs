//! What concerns a workshop as a whole: its title, a file of it, its end. Facilitators rename and delete; everybody may
//! keep a file.

mod delete;
mod rename;

use journeyboard_shared::model::Role;
use journeyboard_shared::words::affairs as words;
use wasm_split_helpers::wasm_split;

use super::files::{File, save};
use crate::model::Room;
use crate::prelude::*;
use crate::views::later::{Fetched, Later};
use crate::views::parts::{Dialog, Menu, MenuItem, ToastHost, Toasts};
use delete::DeleteForm;
use rename::RenameForm;

/// The menu beside the title, and the dialogs that it opens.
#[component]
pub(super) fn Affairs(
    /// The room.
    room: Room,
) -> impl IntoView {
    let (renaming, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let toasts = Toasts::new();
    let leads = move || room.role.get() == Role::Facilitator;
    let rename = Later::new(|| Box::pin(rename_door()));
    let delete = Later::new(|| Box::pin(delete_door()));
    view! {
        <Menu label=words::WORKSHOP icon="chevron-down" at="start">
            {move || leads().then(|| view! { <MenuItem label=words::RENAME icon="pencil" on_pick=move || renaming.set(true) /> })}
            <MenuItem label=words::SAVE_FILE icon="download" on_pick=move || save(room, toasts, File::Json) />
            {move || leads().then(|| view! { <MenuItem label=words::DELETE icon="trash-2" class="danger" on_pick=move || deleting.set(true) /> })}
        </Menu>
        <Dialog open=renaming title=words::RENAME>{move || rename.show(|draw| draw(room, renaming))}</Dialog>
        <Dialog open=deleting title=words::DELETE_TITLE>{move || delete.show(|draw| draw(room, deleting))}</Dialog>
        <ToastHost toasts />
    }
}

/// What draws the form of a new title.
#[wasm_split(desk, fallible)]
fn rename_door() -> Fetched<fn(Room, RwSignal<bool>) -> AnyView> {
    Ok(|room, open| view! { <RenameForm room open /> }.into_any())
}

/// What draws the question before the end.
#[wasm_split(desk, fallible)]
fn delete_door() -> Fetched<fn(Room, RwSignal<bool>) -> AnyView> {
    Ok(|room, open| view! { <DeleteForm room open /> }.into_any())
}
