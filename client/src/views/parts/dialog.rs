//! A modal dialog: the browser's own, so that focus, Escape and what lies behind are in its care.

use journeyboard_shared::words::{Word, room};
use leptos::html;

use super::{IconButton, fresh_id};
use crate::browser::{dom, popup};
use crate::model::tongue;
use crate::prelude::*;

/// A dialog with a heading and a way out; from below on a phone. What is in it exists only while it is open.
#[component]
pub fn Dialog(
    /// Whether it is open; closing it by any means sets this.
    open: RwSignal<bool>,
    /// Its heading.
    title: Word,
    /// `wide` for two columns.
    #[prop(optional)]
    class: &'static str,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let t = tongue();
    let node = NodeRef::<html::Dialog>::new();
    let heading = fresh_id("dialog");
    Effect::new(move |_| {
        let is_open = open.get();
        if let Some(dialog) = node.get() {
            if is_open { dom::show_modal(&dialog) } else { popup::close_modal(&dialog) }
        }
    });
    let content = {
        let heading = heading.clone();
        move || {
            open.get().then(|| {
                view! {
                    <header class="dialog-head">
                        <h2 id=heading.clone()>{move || t.say(title)}</h2>
                        <IconButton label=room::CLOSE icon="x" tip="end" on_press=move || open.set(false) />
                    </header>
                    <div class="dialog-body">{children()}</div>
                }
            })
        }
    };
    view! {
        <dialog node_ref=node class=["dialog ", class].concat() aria-labelledby=heading on:close=move |_| { open.try_set(false); }
            on:pointerdown=move |event| {
                if popup::is_on_itself(&event) {
                    open.set(false);
                }
            }>
            {content}
        </dialog>
    }
}
