//! The form of a workshop's new title.

use journeyboard_shared::limits::TITLE_MAX;
use journeyboard_shared::words::affairs as words;
use leptos::task::spawn_local;
use serde::Serialize;

use crate::browser::{dom, http};
use crate::model::{Room, tongue};
use crate::prelude::*;
use crate::views::parts::{Icon, fresh_id};

#[derive(Serialize)]
struct Renamed {
    title: String,
}

/// One field and one button; the title comes back over the socket like everybody else's news.
#[component]
pub(super) fn RenameForm(
    /// The room.
    room: Room,
    /// Whether the dialog around is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let t = tongue();
    let now = room.board.about.with_untracked(|about| about.as_ref().map(|about| about.title.clone()));
    let title = RwSignal::new(now.unwrap_or_default());
    let mishap = RwSignal::new(None);
    let field = fresh_id("rename");
    let field_id = field.clone();
    request_animation_frame({
        let field = field.clone();
        move || {
            dom::focus(&field);
        }
    });
    let send = move |event: dom::SubmitEvent| {
        event.prevent_default();
        let wanted = title.get_untracked().trim().to_owned();
        let Some(pass) = room.pass() else { return };
        if wanted.is_empty() {
            mishap.set(Some(words::NAME_MISSING));
            dom::focus(&field_id);
            return;
        }
        spawn_local(async move {
            let path = format!("/api/workshops/{}", pass.workshop);
            let body = serde_json::to_string(&Renamed { title: wanted }).ok();
            match http::ask_text("PATCH", &path, Some(&pass.token), body).await {
                Ok(_) => open.try_set(false).map_or((), drop),
                Err(_) => mishap.try_set(Some(words::NOT_RENAMED)).map_or((), drop),
            }
        });
    };
    view! {
        <form class="affair" novalidate on:submit=send>
            <div class="labelled">
                <label for=field.clone()>{t.word(words::NAME)}</label>
                <input class="field" id=field type="text" maxlength=TITLE_MAX autocomplete="off" enterkeyhint="done"
                    prop:value=title on:input=move |event| {
                        title.set(event_target_value(&event));
                        mishap.set(None);
                    } />
            </div>
            {move || mishap.get().map(|word| view! {
                <p class="mishap" role="alert"><Icon name="triangle-alert" /><span>{t.say(word)}</span></p>
            })}
            <div class="dialog-foot">
                <button type="submit" class="button primary">{t.word(words::RENAME)}</button>
            </div>
        </form>
    }
}
