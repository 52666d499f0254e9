//! The person's languages, and times and numbers as they are written there.

use journeyboard_shared::words::Locale;
use js_sys::{Array, Date, Intl, Object, Reflect};

use super::dom::window;

/// The browser's languages, best first.
#[must_use]
pub fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// A moment as a short date and time in a language.
#[must_use]
pub fn date_time(locale: Locale, unix_ms: f64) -> String {
    let options = Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&locale.key().into()), &options);
    let date = Date::new(&unix_ms.into());
    format
        .format()
        .call1(&wasm_bindgen::JsValue::NULL, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// A number with so many decimals in a language.
#[must_use]
pub fn number(locale: Locale, value: f64, decimals: u32) -> String {
    let options = Object::new();
    for key in ["minimumFractionDigits", "maximumFractionDigits"] {
        let _ = Reflect::set(&options, &key.into(), &decimals.into());
    }
    let format = Intl::NumberFormat::new(&Array::of1(&locale.key().into()), &options);
    format
        .format()
        .call1(&wasm_bindgen::JsValue::NULL, &value.into())
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Milliseconds since 1970, by this device's clock.
#[must_use]
pub fn unix_ms() -> f64 {
    Date::now()
}
