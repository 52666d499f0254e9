//! The page: its window, its elements, its focus.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Document, Element, EventTarget, HtmlElement, Window};

pub use web_sys::{
    Event, FocusEvent, HtmlCanvasElement, HtmlDialogElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
    MouseEvent, PointerEvent, SubmitEvent, WheelEvent,
};

use crate::prelude::*;

/// The window.
///
/// # Panics
/// Outside of a browser's page; there is no Journeyboard there.
#[must_use]
pub fn window() -> Window {
    web_sys::window().expect("a page has a window")
}

/// The document.
///
/// # Panics
/// Outside of a browser's page.
#[must_use]
pub fn document() -> Document {
    window().document().expect("a page has a document")
}

/// The element of that id.
#[must_use]
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Sets an attribute of the whole page, such as its language or theme.
pub fn set_page_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets a custom property of the whole page, such as `--mark-need`.
pub fn set_page_style(name: &str, value: &str) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        set_style(&root, name, value);
    }
}

/// How many pixels of the screen a CSS px has.
#[must_use]
pub fn pixel_density() -> f64 {
    window().device_pixel_ratio().max(0.1)
}

/// Sets what the tab says.
pub fn set_page_title(title: &str) {
    document().set_title(title);
}

/// Puts the focus on the element of that id, without scrolling; answers whether it is there.
pub fn focus(id: &str) -> bool {
    let Some(element) = by_id(id) else { return false };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

/// Whether nothing has the focus any more: its element was taken off the page, or moved in it.
#[must_use]
pub fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Whether that element has the focus.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Puts the focus on the element of that id at the next frame, when what was just changed is drawn, unless the focus has
/// found another place by then: it is never taken from where somebody already writes.
pub fn focus_if_lost(id: String) {
    request_animation_frame(move || {
        let is_lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if is_lost {
            focus(&id);
        }
    });
}

/// The id of the element that has the focus.
#[must_use]
pub fn focused_id() -> Option<String> {
    document().active_element().map(|element| element.id()).filter(|id| !id.is_empty())
}

/// The id of the nearest element around the focus that a selector fits, the focused one included.
#[must_use]
pub fn focused_within(selector: &str) -> Option<String> {
    let around = document().active_element()?.closest(selector).ok().flatten()?;
    Some(around.id())
}

/// Whether the person is writing somewhere: then letters are letters, not shortcuts.
#[must_use]
pub fn is_writing() -> bool {
    document().active_element().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.has_attribute("contenteditable")
    })
}

/// Whether the person is writing in a note: Escape ends the writing then, nothing else.
#[must_use]
pub fn is_writing_note() -> bool {
    document().active_element().is_some_and(|element| element.tag_name() == "TEXTAREA")
}

/// Whether an event happened on a control (a button, a field) that answers it by itself.
#[must_use]
pub fn is_control(event: &MouseEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("button, input, textarea, select, a, [data-control]").ok().flatten())
        .is_some()
}

/// Whether an event happened within an element.
#[must_use]
pub fn is_within(event: &MouseEvent, element: &Element) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
        .is_some_and(|node| element.contains(Some(&node)))
}

/// Whether the focus is on or within the element of that id, or nowhere.
#[must_use]
pub fn is_focus_within(id: &str) -> bool {
    let Some(active) = document().active_element() else { return true };
    active.tag_name() == "BODY" || by_id(id).is_some_and(|element| element.contains(Some(&active)))
}

/// Whether the focus came by the keyboard.
#[must_use]
pub fn is_focus_visible() -> bool {
    document().active_element().is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}

/// Puts the focus into a field, the caret behind its text.
pub fn focus_at_end(field: &HtmlTextAreaElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = field.focus_with_options(&options);
    let end = field.text_length();
    let _ = field.set_selection_range(end, end);
}

/// Keeps a pointer's events coming to the element that it was pressed on, wherever it goes.
pub fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Sets one CSS property of one element.
pub fn set_style(element: &HtmlElement, property: &str, value: &str) {
    let _ = element.style().set_property(property, value);
}

/// Gives an element an attribute without a value, or takes it.
pub fn set_flag(element: &HtmlElement, name: &str, is_set: bool) {
    let _ = element.toggle_attribute_with_force(name, is_set);
}

/// Whether a dialog is open; shortcuts belong to it then.
#[must_use]
pub fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Opens a `<dialog>` as modal; does nothing if it is open.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// The place and size of an element on the screen, in CSS px: left, top, width, height.
#[must_use]
pub fn screen_rect(element: &Element) -> (f64, f64, f64, f64) {
    let rect = element.get_bounding_client_rect();
    (rect.left(), rect.top(), rect.width(), rect.height())
}

/// The window's inner size in CSS px.
#[must_use]
pub fn window_size() -> (f64, f64) {
    let side = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(800.0);
    (side(window().inner_width()), side(window().inner_height()))
}

/// Whether a media query holds, such as `(prefers-reduced-motion: reduce)`.
#[must_use]
pub fn media_matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Listens on the window until the component that asked is gone.
pub fn on_window<E: JsCast + 'static>(event: &'static str, call: impl FnMut(E) + 'static) {
    listen(window().into(), event, call);
}

/// Listens on the document until the component that asked is gone.
pub fn on_document<E: JsCast + 'static>(event: &'static str, call: impl FnMut(E) + 'static) {
    listen(document().into(), event, call);
}

fn listen<E: JsCast + 'static>(target: EventTarget, event: &'static str, mut call: impl FnMut(E) + 'static) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if let Ok(event) = event.dyn_into::<E>() {
            call(event);
        }
    });
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        event,
        closure.as_ref().unchecked_ref(),
        &options,
    );
    let kept = StoredValue::new_local((target, closure));
    on_cleanup(move || {
        kept.try_with_value(|(target, closure)| {
            let _ = target.remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        });
    });
}

/// Reads out a sentence to a screen reader, through the page's live region.
pub fn announce(text: &str) {
    if let Some(region) = by_id("announcer") {
        // The same sentence twice is a change only if something else stood there between.
        region.set_text_content(Some(""));
        region.set_text_content(Some(text));
    }
}

/// Offers text to the person as a file.
pub fn save_file(name: &str, mime: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Some(link) =
        document().create_element("a").ok().and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}
