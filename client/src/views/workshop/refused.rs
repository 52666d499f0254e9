//! What was not accepted: by a rule here (a sentence, for a moment) or by the server (a tray that keeps the words).

use journeyboard_shared::rules::Refusal;
use journeyboard_shared::words::{Word, room as words};
use leptos::task::spawn_local;

use crate::browser::{clipboard, clock};
use crate::model::room::NotAccepted;
use crate::model::{Room, tongue};
use crate::prelude::*;
use crate::views::parts::Icon;

/// How long a sentence stays, in milliseconds: long enough to read it twice.
const SENTENCE_MS: u32 = 6_000;

fn sentence(refusal: Refusal) -> Word {
    match refusal {
        Refusal::Viewer => words::NO_VIEWER,
        Refusal::NotYours(_) => words::NO_NOT_YOURS,
        Refusal::FacilitatorsOnly => words::NO_FACILITATORS_ONLY,
        Refusal::Gone => words::NO_GONE,
        Refusal::TooLong(_) => words::NO_TOO_LONG,
        Refusal::TooMany => words::NO_TOO_MANY,
        Refusal::DoesNotFit | Refusal::ServerOnly => words::NO_DOES_NOT_FIT,
        Refusal::Newer => words::NO_NEWER,
    }
}

/// The sentence that says which rule was in the way.
#[component]
pub(super) fn Forbidden(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let timer = StoredValue::new_local(None);
    Effect::new(move |_| {
        if room.forbidden.get().is_some() {
            timer.set_value(Some(clock::after(SENTENCE_MS, move || {
                room.forbidden.try_set(None);
            })));
        }
    });
    view! {
        <div class="toast-host" role="status">
            {move || room.forbidden.get().map(|refusal| view! {
                <p class="toast"><Icon name="info" /><span>{t.say(sentence(refusal))}</span></p>
            })}
        </div>
    }
}

/// The tray of what the server did not accept, with the person's words in it.
#[component]
pub(super) fn RefusedTray(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let is_full = move || room.refused.with(|tray| !tray.is_empty());
    let row = move |refused: NotAccepted| {
        let Some(text) = refused.text else {
            return view! { <li><span>{t.word(words::REFUSED_MOVE)}</span></li> }.into_any();
        };
        let copied = RwSignal::new(false);
        let words = text.clone();
        let copy = move |_| {
            let words = words.clone();
            spawn_local(async move {
                let done = clipboard::copy(&words).await;
                copied.try_set(done);
            });
        };
        let label = move || t.say(if copied.get() { words::COPIED } else { words::COPY });
        view! {
            <li>
                <q>{text}</q>
                <button type="button" class="button" on:click=copy><Icon name="copy" /><span>{label}</span></button>
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=is_full>
            <section class="refused" role="alert" aria-label=t.word(words::REFUSED)>
                <h2>{t.word(words::REFUSED)}</h2>
                <p>{t.word(words::REFUSED_TEXT)}</p>
                <ul>{move || room.refused.get().into_iter().map(row).collect_view()}</ul>
                <button type="button" class="button" on:click=move |_| room.refused.set(Vec::new())>
                    {t.word(words::REFUSED_DONE)}
                </button>
            </section>
        </Show>
    }
}
