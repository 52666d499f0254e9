//! The form of a new workshop.

use journeyboard_shared::limits::TITLE_MAX;
use journeyboard_shared::words::home as words;

use super::creating::{Creating, FILE};
use super::templates::Templates;
use crate::browser::dom;
use crate::model::tongue;
use crate::prelude::*;
use crate::views::parts::Icon;

/// Title, template, button.
#[component]
pub(super) fn CreateForm(
    /// The making of workshops.
    creating: Creating,
) -> impl IntoView {
    let t = tongue();
    let title = RwSignal::new(String::new());
    let template = RwSignal::new("company");
    let is_missing = RwSignal::new(false);
    let create = move || {
        let title = title.get_untracked().trim().to_owned();
        if title.is_empty() {
            is_missing.set(true);
            dom::focus("new-title");
            return;
        }
        creating.create(title, template.get_untracked());
    };
    let is_busy = move || creating.busy.get().is_some_and(|busy| busy != "demo" && busy != FILE);
    let mishap = move || match creating.mishap.get() {
        Some((template, word)) if template != "demo" && template != FILE => Some(word),
        _ => is_missing.get().then_some(words::TITLE_MISSING),
    };
    view! {
        <form class="create" novalidate aria-labelledby="new-heading" on:submit=move |event| {
            event.prevent_default();
            create();
        }>
            <h2 id="new-heading">{t.word(words::NEW)}</h2>
            <div class="labelled">
                <label for="new-title">{t.word(words::TITLE)}</label>
                <input class="field" id="new-title" type="text" maxlength=TITLE_MAX required autocomplete="off" enterkeyhint="go"
                    placeholder=t.word(words::TITLE_EXAMPLE) aria-describedby="new-mishap" aria-invalid=move || is_missing.get().then_some("true")
                    prop:value=title on:input=move |event| {
                        title.set(event_target_value(&event));
                        is_missing.set(false);
                    } />
            </div>
            <Templates value=template />
            <Show when=move || creating.wants_key.get()>
                <div class="labelled">
                    <label for="server-key">{t.word(words::KEY)}</label>
                    <input class="field" id="server-key" type="password" autocomplete="off"
                        prop:value=creating.key on:input=move |event| creating.key.set(event_target_value(&event)) />
                </div>
            </Show>
            <p class="mishap" id="new-mishap" role="alert" hidden=move || mishap().is_none()>
                <Icon name="triangle-alert" />
                <span>{move || mishap().map(|word| t.say(word))}</span>
            </p>
            <div class="create-go">
                <button type="submit" class="button primary large" aria-disabled=move || is_busy().then_some("true")>
                    {move || t.say(if is_busy() { words::CREATING } else { words::CREATE })}
                </button>
                <p class="hint">{t.word(words::NO_ACCOUNTS)}</p>
            </div>
        </form>
    }
}
