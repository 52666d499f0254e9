//! What opens over the page: modal dialogs, menus, the focus within them, and the device's own way to send a link.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlDialogElement, HtmlElement, Node};

use super::dom::{by_id, document, window};

/// Closes a dialog; does nothing if it is closed.
pub fn close_modal(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Whether an event happened on the element that listens itself, not on what is in it: on a dialog's backdrop.
#[must_use]
pub fn is_on_itself(event: &Event) -> bool {
    event.target().is_some() && event.target() == event.current_target()
}

/// Whether an event happened within the element of that id.
#[must_use]
pub fn is_within(event: &Event, id: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
    by_id(id).is_some_and(|element| element.contains(target.as_ref()))
}

/// Where the focus goes among several elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To the next; after the last comes the first.
    Next,
    /// To the one before; before the first comes the last.
    Previous,
}

/// Moves the focus among the elements within `id` that match a selector; answers whether there are any.
pub fn focus_among(id: &str, selector: &str, step: Step) -> bool {
    let Some(Ok(found)) = by_id(id).map(|element| element.query_selector_all(selector)) else {
        return false;
    };
    let all: Vec<HtmlElement> = (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect();
    if all.is_empty() {
        return false;
    }
    let focused = document().active_element();
    let at = all.iter().position(|element| focused.as_ref() == Some(element.as_ref()));
    let next = match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => all.len() - 1,
        (Step::Next, Some(at)) => (at + 1) % all.len(),
        (Step::Previous, Some(at)) => (at + all.len() - 1) % all.len(),
    };
    all[next].focus().is_ok()
}

/// Selects all text of a field, so that it can be copied by hand.
pub fn select_field(id: &str) {
    if let Some(field) = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.select();
    }
}

fn native_share() -> Option<js_sys::Function> {
    js_sys::Reflect::get(&window().navigator(), &"share".into()).ok()?.dyn_into().ok()
}

/// Whether the device has a way of its own to send a link: most phones, over HTTPS.
#[must_use]
pub fn can_send() -> bool {
    native_share().is_some()
}

/// Opens the device's own way to send a link.
pub fn send(title: &str, url: &str) {
    let Some(share) = native_share() else { return };
    let what = js_sys::Object::new();
    for (key, value) in [("title", title), ("url", url)] {
        let _ = js_sys::Reflect::set(&what, &key.into(), &value.into());
    }
    if let Ok(sending) = share.call1(&window().navigator(), &what)
        && let Ok(sending) = sending.dyn_into::<js_sys::Promise>()
    {
        // A person who changes their mind is no failure.
        let ignore = Closure::once_into_js(|_: JsValue| {});
        let _ = js_sys::Reflect::get(&sending, &"catch".into())
            .and_then(|catch| catch.dyn_into::<js_sys::Function>())
            .and_then(|catch| catch.call1(&sending, &ignore));
    }
}
