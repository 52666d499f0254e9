//! The address bar. Refuses to know what the addresses mean.

use super::dom::window;

/// The path, such as `/w/…`.
#[must_use]
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// What stands behind the `#`, without it. The secret of a link lives there and is sent to nobody.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// `http://host:port`.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// `ws://host:port` or `wss://…`, as the page was loaded.
#[must_use]
pub fn socket_origin() -> String {
    origin().replacen("http", "ws", 1)
}

/// Goes to another page of ours, keeping the way back.
pub fn go(address: &str) {
    let _ = window().location().set_href(address);
}

/// Loads the page anew.
pub fn reload() {
    let _ = window().location().reload();
}

/// Changes the address without loading anything or adding a way back.
pub fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// Where a symbol of the icon sprite is. The page's `data-assets` says in which hashed folder everything lies.
#[must_use]
pub fn sprite(symbol: &str) -> String {
    let assets = super::dom::document()
        .document_element()
        .and_then(|root| root.get_attribute("data-assets"))
        .unwrap_or_default();
    format!("{assets}/sprite.svg#{symbol}")
}
