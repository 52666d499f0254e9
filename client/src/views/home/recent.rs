//! The workshops that were opened on this device, the latest first.

use crate::prelude::*;
use journeyboard_shared::model::Role;
use journeyboard_shared::words::{affairs, home as words, kinds};
use leptos::task::spawn_local;

use super::creating::{Creating, FILE};
use crate::browser::{clock, locale};
use crate::model::device::{self, Recent};
use crate::model::{addresses, drawer, tongue};
use crate::views::parts::{Icon, IconButton, Toasts};

/// Workshops shown before the rest is asked for.
const SHOWN: usize = 3;

/// The list, or a line that says what will be in it.
#[component]
pub(super) fn Recents(
    /// The workshops.
    recents: RwSignal<Vec<Recent>>,
    /// Where it is said that one was removed.
    toasts: Toasts,
    /// The making of workshops, for one that was saved as a file.
    creating: Creating,
) -> impl IntoView {
    let t = tongue();
    let shows_all = RwSignal::new(false);
    // The card that was pressed goes, and with it all that is made within its press: what outlives it is made within the list.
    let list = Owner::current().unwrap_or_default();
    let remove = Callback::new(move |recent: Recent| {
        device::forget(recent.id);
        recents.set(device::recent());
        list.with(sweep_later);
        let word = if recent.role == Role::Facilitator { words::REMOVED_LEADER } else { words::REMOVED };
        let text = t.with(word, &[("title", &recent.title)]);
        let put_back = list.with(|| {
            Callback::new(move |()| {
                device::remember(recent.clone());
                recents.set(device::recent());
            })
        });
        toasts.offer(text, words::PUT_BACK, put_back);
    });
    let mishap = move || creating.mishap.get().filter(|(template, _)| *template == FILE).map(|(_, word)| word);
    let shown = move || {
        let mut all = recents.get();
        if !shows_all.get() {
            all.truncate(SHOWN);
        }
        all
    };
    let has_more = move || !shows_all.get() && recents.with(Vec::len) > SHOWN;
    view! {
        <section class="recents" aria-labelledby="recents">
            <header class="recents-head">
                <h2 id="recents">{t.word(words::RECENT)} " " <span class="muted">{t.word(words::RECENT_HERE)}</span></h2>
                <Show when=has_more>
                    <button type="button" class="button quiet" on:click=move |_| shows_all.set(true)>
                        {t.word(words::SHOW_ALL)} " " <span class="muted figures">{move || recents.with(Vec::len)}</span>
                    </button>
                </Show>
                <OpenFile creating />
            </header>
            <p class="mishap" role="alert" hidden=move || mishap().is_none()>
                <Icon name="triangle-alert" />
                <span>{move || mishap().map(|word| t.say(word))}</span>
            </p>
            <p class="recents-none" hidden=move || !recents.with(Vec::is_empty)><Icon name="history" /><span>{t.word(words::RECENT_NONE)}</span></p>
            <ul class="recents-list">
                <For each=shown key=|recent| recent.id children=move |recent| view! { <Card recent remove /> } />
            </ul>
        </section>
    }
}

/// How long a workshop that was taken off the list can be put back with what this device has of it, in milliseconds. The next
/// page sweeps it in any case.
const SWEEP_MS: u32 = 30_000;

fn sweep_later() {
    let _kept = StoredValue::new_local(clock::after(SWEEP_MS, || spawn_local(drawer::sweep())));
}

/// Picks a file that a workshop was saved as.
#[component]
fn OpenFile(
    /// The making of workshops.
    creating: Creating,
) -> impl IntoView {
    let t = tongue();
    let is_busy = move || creating.busy.get() == Some(FILE);
    view! {
        <label class="button quiet recents-file">
            <Icon name="upload" />
            <span>{move || t.say(if is_busy() { affairs::OPENING_FILE } else { affairs::OPEN_FILE })}</span>
            <input type="file" class="off-screen" accept=".json,application/json" on:change=move |event| creating.open_file(event) />
        </label>
    }
}

/// One of them: the whole card goes there.
#[component]
fn Card(
    /// The workshop.
    recent: Recent,
    /// Takes it off the list.
    remove: Callback<Recent>,
) -> impl IntoView {
    let t = tongue();
    let (role, seen_ms) = (recent.role, recent.seen_ms);
    let (address, title) = (addresses::workshop(recent.id, &recent.secret), recent.title.clone());
    view! {
        <li class="recent">
            <a href=address>{title}</a>
            <p class="muted">{move || t.say(kinds::role(role))} " · " <time>{move || locale::date_time(t.locale(), seen_ms)}</time></p>
            <IconButton label=words::REMOVE icon="x" tip="end" on_press=move || remove.run(recent.clone()) />
        </li>
    }
}
