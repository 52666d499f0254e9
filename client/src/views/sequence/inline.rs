//! A short text that is read until somebody wants to write it: Enter saves, Escape leaves it as it was, leaving saves.

use journeyboard_shared::limits::NAME_MAX;
use leptos::html;

use crate::browser::dom::{self, KeyboardEvent};
use crate::prelude::*;

/// The field while it is written.
#[component]
pub(in crate::views) fn InlineField(
    /// What it says at first.
    value: String,
    /// What it is, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// What stands there while it is empty.
    #[prop(into, optional)]
    placeholder: Signal<String>,
    /// Called with what was written and whether it was Enter that ended it.
    on_save: Callback<(String, bool)>,
    /// Called when nothing is to change; also after leaving without a change.
    on_cancel: Callback<bool>,
    /// Whether Enter leaves the field open and empty for the next one.
    #[prop(optional)]
    is_repeated: bool,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    // Taking a field off the page takes the focus from it, too: by then its values are gone.
    let is_over = StoredValue::new(false);
    let first = value.clone();
    Effect::new(move |_| {
        if let Some(field) = node.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let written = move || node.try_get_untracked().flatten().map(|field| field.value().trim().to_owned());
    let end = move |by_enter: bool| {
        if is_over.try_get_value() != Some(false) {
            return;
        }
        let text = written().unwrap_or_default();
        if is_repeated && by_enter && !text.is_empty() {
            if let Some(field) = node.get_untracked() {
                field.set_value("");
            }
            return on_save.run((text, true));
        }
        is_over.set_value(true);
        if text == first { on_cancel.run(by_enter) } else { on_save.run((text, by_enter)) }
    };
    let end_by_leaving = end.clone();
    let on_key = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                end(true);
            }
            "Escape" => {
                event.prevent_default();
                is_over.try_set_value(true);
                on_cancel.run(true);
            }
            _ => {}
        }
    };
    view! {
        <input
            type="text"
            class="input small inline-field"
            node_ref=node
            value=value
            maxlength=NAME_MAX.to_string()
            autocomplete="off"
            enterkeyhint="done"
            aria-label=move || label.get()
            placeholder=move || placeholder.get()
            on:keydown=on_key
            on:pointerdown=|event: dom::PointerEvent| event.stop_propagation()
            on:blur=move |_| end_by_leaving(false)
        />
    }
}

/// A text and, once it is pressed, its field.
#[component]
pub(in crate::views) fn InlineText(
    /// What it says.
    #[prop(into)]
    value: Signal<String>,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// What stands there while it is empty.
    #[prop(into)]
    placeholder: Signal<String>,
    /// Whether this person may write it.
    #[prop(into)]
    may_write: Signal<bool>,
    /// The element's id, for the focus.
    id: &'static str,
    /// Called with what was written.
    on_save: Callback<String>,
) -> impl IntoView {
    let is_written = RwSignal::new(false);
    let back = move |by_key: bool| {
        is_written.set(false);
        if by_key {
            request_animation_frame(move || {
                dom::focus(id);
            });
        }
    };
    let saved = Callback::new(move |(text, by_enter): (String, bool)| {
        back(by_enter);
        on_save.run(text);
    });
    let shown = move || {
        let text = value.get();
        let is_empty = text.trim().is_empty();
        let said = if is_empty { placeholder.get() } else { text };
        if may_write.get() {
            view! {
                <button type="button" class="inline-text" class:muted=is_empty id=id on:click=move |_| is_written.set(true)>{said}</button>
            }
            .into_any()
        } else {
            (!is_empty).then(|| view! { <span class="inline-text fixed" id=id>{said}</span> }).into_any()
        }
    };
    move || {
        if is_written.get() {
            let value = value.get_untracked();
            view! { <InlineField value label placeholder on_save=saved on_cancel=Callback::new(back) /> }.into_any()
        } else {
            shown().into_any()
        }
    }
}
