//! What a person is told for a moment, and what the server did not accept (a tray that keeps the words).

use crate::prelude::*;
use journeyboard_shared::rules::Refusal;
use journeyboard_shared::words::{Locale, Word, phases, room as words, secrets, trouble};
use leptos::task::spawn_local;

use crate::browser::{clipboard, clock};
use crate::model::room::{NotAccepted, Said};
use crate::model::{Room, tongue};
use crate::views::parts::Icon;

/// How long a sentence stays, in milliseconds: long enough to read it twice.
const SENTENCE_MS: u32 = 6_000;

fn sentence(said: Said, locale: Locale) -> String {
    match said {
        Said::Refused(refusal) => forbidding(refusal).say(locale).to_owned(),
        Said::NotDone(objection) => phases::objection(objection).say(locale).to_owned(),
        Said::Restored => trouble::RESTORED.say(locale).to_owned(),
        Said::RoundCloses => secrets::ROUND_CLOSES.say(locale).to_owned(),
        Said::Closes(phase) => phases::CLOSES.with(locale, &[("phase", phases::name(phase).say(locale))]),
    }
}

fn forbidding(refusal: Refusal) -> Word {
    match refusal {
        Refusal::Viewer => words::NO_VIEWER,
        Refusal::NotYours(_) => words::NO_NOT_YOURS,
        Refusal::FacilitatorsOnly => words::NO_FACILITATORS_ONLY,
        Refusal::Locked(_) => words::NO_LOCKED,
        Refusal::Phase => words::NO_PHASE,
        Refusal::Gone => words::NO_GONE,
        Refusal::TooLong(_) => words::NO_TOO_LONG,
        Refusal::TooMany => words::NO_TOO_MANY,
        Refusal::DoesNotFit | Refusal::ServerOnly => words::NO_DOES_NOT_FIT,
        Refusal::Newer => words::NO_NEWER,
    }
}

/// A sentence, for a moment: which rule was in the way, what ends, what was not done.
#[component]
pub(super) fn Forbidden(
    /// The room.
    room: Room,
) -> impl IntoView {
    let t = tongue();
    let timer = StoredValue::new_local(None);
    Effect::new(move |_| {
        if room.told.get().is_some() {
            timer.set_value(Some(clock::after(SENTENCE_MS, move || {
                room.told.try_set(None);
            })));
        }
    });
    view! {
        <div class="toast-host" role="status">
            {move || room.told.get().map(|said| view! {
                <p class="toast"><Icon name="info" /><span>{sentence(said, t.locale_now())}</span></p>
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
                <button type="button" class="button" on:click=move |_| room.seen_refused()>
                    {t.word(words::REFUSED_DONE)}
                </button>
            </section>
        </Show>
    }
}
