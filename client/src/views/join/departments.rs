//! The choice of a department: those of the workshop as chips, and a field for any other.

use journeyboard_shared::limits::NAME_MAX;
use journeyboard_shared::words::join as words;

use crate::model::tongue;
use crate::prelude::*;
use crate::views::parts::fresh_id;

/// Chips of departments; the last one opens a field.
#[component]
pub(super) fn Departments(
    /// The departments that are known in the workshop.
    known: Vec<String>,
    /// The department's name; empty if none is chosen.
    value: RwSignal<String>,
) -> impl IntoView {
    let t = tongue();
    let (group, field) = (fresh_id("department"), fresh_id("other"));
    let starts_other = value.with_untracked(|value| !value.is_empty() && !known.contains(value));
    let is_other = RwSignal::new(starts_other || known.is_empty());
    let has_chips = !known.is_empty();
    let chip = {
        let group = group.clone();
        move |name: String| {
            let own = name.clone();
            let is_chosen = move || !is_other.get() && value.with(|value| *value == own);
            let picked = name.clone();
            view! {
                <label class="chip">
                    <input prop:checked=is_chosen type="radio" name=group.clone()
                        on:change=move |_| {
                            is_other.set(false);
                            value.set(picked.clone());
                        } />
                    {name}
                </label>
            }
        }
    };
    let other_chip = has_chips.then(|| {
        view! {
            <label class="chip">
                <input prop:checked=move || is_other.get() type="radio" name=group.clone()
                    on:change=move |_| {
                        is_other.set(true);
                        value.set(String::new());
                    } />
                {t.word(words::OTHER)}
            </label>
        }
    });
    let legend =
        move || view! { {t.say(words::DEPARTMENT)} " " <span class="optional">{t.say(words::OPTIONAL)}</span> };
    view! {
        <fieldset class="labelled">
            <legend class="label">{legend}</legend>
            <div class="chips" hidden=!has_chips>{known.into_iter().map(chip).collect_view()}{other_chip}</div>
            <Show when=move || is_other.get()>
                <input class="field" id=field.clone() type="text" maxlength=NAME_MAX autocomplete="organization-title"
                    aria-label=t.word(words::OTHER_NAME) placeholder=t.word(words::OTHER_NAME)
                    prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
            </Show>
        </fieldset>
    }
}
