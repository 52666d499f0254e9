//! Paper: what stands on it is made just before the browser prints, however printing was asked for.

use web_sys::Event;

use super::dom::{by_id, on_window, window};

/// Asks the browser to print the page.
pub fn print() {
    let _ = window().print();
}

/// Fills the element of that id with markup of ours before each print, and empties it afterwards; until the component
/// that asked is gone. The markup must be free of what people wrote unless it was escaped.
pub fn on_paper(id: &'static str, markup: impl Fn() -> Option<String> + 'static) {
    on_window::<Event>("beforeprint", move |_| {
        if let (Some(sheet), Some(markup)) = (by_id(id), markup()) {
            sheet.set_inner_html(&markup);
        }
    });
    on_window::<Event>("afterprint", move |_| {
        if let Some(sheet) = by_id(id) {
            sheet.set_inner_html("");
        }
    });
}
