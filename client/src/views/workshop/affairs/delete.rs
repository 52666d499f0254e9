//! The question before a workshop's end: what goes, and how to keep it.

use journeyboard_shared::words::affairs as words;
use leptos::task::spawn_local;

use crate::browser::{http, place};
use crate::model::{Room, device, tongue};
use crate::prelude::*;
use crate::views::parts::{Icon, ToastHost, Toasts};
use crate::views::workshop::files::{File, save};

/// What goes, a file of it, and both ways out.
#[component]
pub(super) fn DeleteForm(
    /// The room.
    room: Room,
    /// Whether the dialog around is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let t = tongue();
    let toasts = Toasts::new();
    let failed = RwSignal::new(false);
    let notes = move || {
        room.board.wall.track();
        room.with_board(|board| board.living_notes().count()).unwrap_or_default()
    };
    let what_goes = move || match notes() {
        0 => t.say(words::DELETE_NOTHING).to_owned(),
        n => t.count(words::DELETE_TEXT, n),
    };
    let delete = move |_| {
        let Some(pass) = room.pass() else { return };
        spawn_local(async move {
            let path = format!("/api/workshops/{}", pass.workshop);
            match http::ask_text("DELETE", &path, Some(&pass.token), None).await {
                Ok(_) => {
                    device::forget(pass.workshop);
                    place::go("/");
                }
                Err(_) => failed.try_set(true).map_or((), drop),
            }
        });
    };
    view! {
        <div class="affair">
            <p>{what_goes}</p>
            <p class="remark"><Icon name="info" /><span>{t.word(words::DELETE_FIRST)}</span></p>
            {move || failed.get().then(|| view! {
                <p class="mishap" role="alert"><Icon name="triangle-alert" /><span>{t.say(words::NOT_DELETED)}</span></p>
            })}
            <div class="dialog-foot">
                <button type="button" class="button quiet danger" on:click=delete><Icon name="trash-2" />{t.word(words::DELETE)}</button>
                <button type="button" class="button" on:click=move |_| save(room, toasts, File::Json)><Icon name="download" />{t.word(words::SAVE_FILE)}</button>
                <button type="button" class="button primary" on:click=move |_| open.set(false)>{t.word(words::KEEP)}</button>
            </div>
            <ToastHost toasts />
        </div>
    }
}
