//! A sentence at the lower edge for a moment, perhaps with a way to take back what it tells of.

use journeyboard_shared::words::Word;

use crate::browser::clock::{Timer, after};
use crate::model::tongue;
use crate::prelude::*;

/// How long a sentence stays that offers nothing. One with a button stays until the next.
const SHOWN_MS: u32 = 6_000;

/// What is said, and what may be done about it.
#[derive(Clone)]
struct Toast {
    text: String,
    offer: Option<(Word, Callback<()>)>,
}

/// The toasts of a screen, one at a time. Say something with it; [`ToastHost`] shows it.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
    timer: StoredValue<Option<Timer>>,
}

impl Toasts {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { shown: RwSignal::new(None), timer: StoredValue::new_local(None) }
    }

    /// Says a sentence for a moment.
    pub fn say(self, text: String) {
        self.shown.set(Some(Toast { text, offer: None }));
        let timer = after(SHOWN_MS, move || {
            self.shown.try_set(None);
        });
        self.timer.set_value(Some(timer));
    }

    /// Says a sentence and offers a button, until it is pressed or something else is said.
    pub fn offer(self, text: String, label: Word, on_press: Callback<()>) {
        self.timer.set_value(None);
        self.shown.set(Some(Toast { text, offer: Some((label, on_press)) }));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where toasts are shown and, by screen readers, said.
#[component]
pub fn ToastHost(
    /// What is said there.
    toasts: Toasts,
) -> impl IntoView {
    let t = tongue();
    let toast = move |Toast { text, offer }| {
        let button = offer.map(|(label, on_press)| {
            let press = move |_| {
                toasts.shown.set(None);
                on_press.run(());
            };
            view! { <button type="button" class="button" on:click=press>{move || t.say(label)}</button> }
        });
        view! { <div class="toast"><span>{text}</span>{button}</div> }
    };
    view! { <div class="toast-host" role="status">{move || toasts.shown.get().map(toast)}</div> }
}
