//! What this device remembers by name. Private windows may forget everything at once; nobody may rely on an answer.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::dom::window;

/// What was kept under that name.
#[must_use]
pub fn load<T: DeserializeOwned>(name: &str) -> Option<T> {
    let text = window().local_storage().ok()??.get_item(name).ok()??;
    serde_json::from_str(&text).ok()
}

/// Keeps a value under a name.
pub fn save<T: Serialize>(name: &str, value: &T) {
    if let (Ok(Some(storage)), Ok(text)) = (window().local_storage(), serde_json::to_string(value)) {
        let _ = storage.set_item(name, &text);
    }
}

/// Forgets what was kept under a name.
pub fn forget(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(name);
    }
}
