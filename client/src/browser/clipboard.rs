//! Copies text, also over plain HTTP, where the clipboard interface does not exist.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::dom::{document, window};

/// Copies text; answers whether it worked.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let modern =
        js_sys::Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false) && !navigator.clipboard().is_undefined();
    if modern && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok() {
        return true;
    }
    copy_by_selection(text).unwrap_or(false)
}

/// The way of old: a field nobody sees, selected.
fn copy_by_selection(text: &str) -> Option<bool> {
    let field = document().create_element("textarea").ok()?.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?;
    field.set_value(text);
    field.set_attribute("readonly", "").ok()?;
    field.set_attribute("class", "off-screen").ok()?;
    let host = document().query_selector("dialog[open]").ok()?.or_else(|| document().body().map(Into::into))?;
    host.append_child(&field).ok()?;
    field.select();
    let exec = js_sys::Reflect::get(&document(), &"execCommand".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let copied = exec.call1(&document(), &"copy".into()).ok()?.as_bool();
    field.remove();
    copied
}
