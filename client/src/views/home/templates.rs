//! The choice of a template: four cards, each with a sketch of its scope (M4).

use journeyboard_shared::words::{Word, home as words};

use crate::model::tongue;
use crate::prelude::*;

const ALL: [(&str, Word, Word); 4] = [
    ("company", words::COMPANY, words::COMPANY_HINT),
    ("service", words::SERVICE, words::SERVICE_HINT),
    ("touchpoint", words::TOUCHPOINT, words::TOUCHPOINT_HINT),
    ("blank", words::BLANK, words::BLANK_HINT),
];

/// Four radio buttons that look like cards.
#[component]
pub(super) fn Templates(
    /// The template that is chosen.
    value: RwSignal<&'static str>,
) -> impl IntoView {
    let t = tongue();
    let card = move |(key, name, hint): (&'static str, Word, Word)| {
        view! {
            <label class="choice">
                <input aria-describedby=["template-", key].concat() type="radio" name="template"
                    prop:checked=move || value.get() == key on:change=move |_| value.set(key) />
                <svg class="sketch" viewBox="0 0 64 36" aria-hidden="true">{sketch(key)}</svg>
                <span class="choice-name">{move || t.say(name)}</span>
                <span class="choice-hint" id=["template-", key].concat()>{move || t.say(hint)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="labelled">
            <legend class="label">{t.word(words::TEMPLATE)}</legend>
            <div class="choices">{ALL.map(card)}</div>
        </fieldset>
    }
}

/// How much of a journey the template covers: all columns, one strand, one spot, none.
fn sketch(key: &str) -> AnyView {
    match key {
        "company" => view! {
            <path class="frame" d="M2 4h10v28H2zM14.5 4h10v28h-10zM27 4h10v28H27zM39.500 4h10v28h-10zM52 4h10v28H52z" />
            <path class="curve" d="M7 20c6 0 6-7 12.500-7S26 26 32 26s6-15 12.500-15S51 18 57 18" />
        }
        .into_any(),
        "service" => view! {
            <path class="frame" d="M2 4h60v28H2z" />
            <path class="curve" d="M9 23c9 0 8-10 15.300-10s6.500 11 15.300 11S46 12 55 12" />
            <circle class="dot" cx="9" cy="23" r="2.500" /><circle class="dot" cx="24.300" cy="13" r="2.500" />
            <circle class="dot" cx="39.600" cy="24" r="2.500" /><circle class="dot" cx="55" cy="12" r="2.500" />
        }
        .into_any(),
        "touchpoint" => view! {
            <path class="curve faint" d="M4 24c8 0 12-6 28-6s20 4 28-6" />
            <circle class="frame" cx="32" cy="18" r="13" />
            <circle class="dot" cx="32" cy="18" r="4" />
        }
        .into_any(),
        _ => view! { <rect class="frame dashed" x="2" y="4" width="60" height="28" rx="3" /> }.into_any(),
    }
}
