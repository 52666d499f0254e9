//! What opens below a button: a small panel, or a menu of things to do.

use journeyboard_shared::words::Word;

use super::{Icon, fresh_id};
use crate::browser::{dom, popup};
use crate::model::tongue;
use crate::prelude::*;

/// Whether the popover around is open; in context for what is in it.
#[derive(Clone, Copy)]
struct IsOpen(RwSignal<bool>);

/// An icon button, and a small panel that it opens. Escape and a press outside close it.
#[component]
pub fn Popover(
    /// What the button opens.
    label: Word,
    /// The button's symbol in the sprite.
    icon: &'static str,
    /// `start` to grow to the right, `above` to grow upwards; both may be said.
    #[prop(optional)]
    at: &'static str,
    /// `menu` if it holds only things to do; then arrow keys go through them.
    #[prop(optional)]
    role: Option<&'static str>,
    /// What is in it; exists only while it is open.
    children: ChildrenFn,
) -> impl IntoView {
    let t = tongue();
    let open = RwSignal::new(false);
    provide_context(IsOpen(open));
    let (whole, button, list) = (fresh_id("popover"), fresh_id("popover-button"), fresh_id("popover-list"));
    close_on_press_outside(open, whole.clone());
    let is_menu = role == Some("menu");
    if is_menu {
        focus_first_when_open(open, list.clone());
    }
    let label = move || t.say(label);
    let on_key = {
        let (button, list) = (button.clone(), list.clone());
        move |event: dom::KeyboardEvent| {
            if open.get_untracked() && is_answered(&event.key(), is_menu, &list, open, &button) {
                event.prevent_default();
                event.stop_propagation();
            }
        }
    };
    let content = {
        let list = list.clone();
        move || {
            open.get().then(|| {
                view! { <div class=["menu-list ", at].concat() id=list.clone() role=role aria-label=label>{children()}</div> }
            })
        }
    };
    view! {
        <div class="menu" id=whole on:keydown=on_key>
            <button type="button" class="icon-button" id=button aria-label=label data-tip=label data-tip-at="end"
                aria-haspopup=role.unwrap_or("true") aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)>
                <Icon name=icon />
            </button>
            {content}
        </div>
    }
}

/// Answers whether the key meant something to an open popover.
fn is_answered(key: &str, is_menu: bool, list: &str, open: RwSignal<bool>, button: &str) -> bool {
    match (key, is_menu) {
        ("Escape", _) => {
            open.set(false);
            dom::focus(button)
        }
        ("ArrowDown", true) => popup::focus_among(list, ".menu-item", popup::Step::Next),
        ("ArrowUp", true) => popup::focus_among(list, ".menu-item", popup::Step::Previous),
        ("Home", true) => popup::focus_among(list, ".menu-item", popup::Step::First),
        ("End", true) => popup::focus_among(list, ".menu-item", popup::Step::Last),
        ("Tab", true) => {
            open.set(false);
            dom::focus(button);
            false
        }
        _ => false,
    }
}

fn close_on_press_outside(open: RwSignal<bool>, whole: String) {
    dom::on_document("pointerdown", move |event: dom::PointerEvent| {
        if open.get_untracked() && !popup::is_within(&event, &whole) {
            open.set(false);
        }
    });
}

fn focus_first_when_open(open: RwSignal<bool>, list: String) {
    Effect::new(move |_| {
        if open.get() {
            let list = list.clone();
            request_animation_frame(move || {
                popup::focus_among(&list, ".menu-item", popup::Step::First);
            });
        }
    });
}

/// A button with a menu of things to do.
#[component]
pub fn Menu(
    /// What the menu is about.
    label: Word,
    /// The button's symbol in the sprite.
    icon: &'static str,
    /// `start` to grow to the right, `above` to grow upwards; both may be said.
    #[prop(optional)]
    at: &'static str,
    /// [`MenuItem`]s.
    children: ChildrenFn,
) -> impl IntoView {
    view! { <Popover label icon at role="menu">{children()}</Popover> }
}

/// A thing to do in a [`Menu`]; doing it closes the menu.
#[component]
pub fn MenuItem(
    /// What it does, as a verb.
    label: Word,
    /// Its symbol in the sprite.
    icon: &'static str,
    /// Called when it is picked.
    #[prop(into)]
    on_pick: Callback<()>,
    /// `danger` for what cannot be taken back.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let t = tongue();
    let open = use_context::<IsOpen>();
    let pick = move |_| {
        if let Some(IsOpen(open)) = open {
            open.set(false);
        }
        on_pick.run(());
    };
    view! {
        <button type="button" role="menuitem" tabindex="-1" class=["menu-item ", class].concat() on:click=pick>
            <Icon name=icon />
            <span>{move || t.say(label)}</span>
        </button>
    }
}
