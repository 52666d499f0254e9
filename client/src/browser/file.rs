//! Files that a person picks. Refuses to know what is in them.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlInputElement};

/// A picked file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// Its name without the last ending.
    pub name: String,
    /// What is in it, read as UTF-8.
    pub text: String,
}

/// The file that was just picked in a field; the field is empty again, so that the same file can be picked once more.
/// `None` if none was picked, if it has more than `bytes_max` bytes, or if it cannot be read.
pub async fn picked(event: &Event, bytes_max: usize) -> Option<Picked> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    field.set_value("");
    if file.size() > bytes_max as f64 {
        return None;
    }
    let text = JsFuture::from(file.text()).await.ok()?.as_string()?;
    let name = file.name();
    let name = name.rsplit_once('.').map_or(name.as_str(), |(name, _)| name).to_owned();
    Some(Picked { name, text })
}
