//! How big an element is, and when that changes. Refuses to know why.

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};

use crate::prelude::*;

/// Calls with the element's inner width and height in px, at once and whenever they change, until the component that
/// asked is gone. Scroll bars do not count as inner.
pub fn follow(element: &HtmlElement, call: impl Fn(f64, f64) + 'static) {
    let own = element.clone();
    let report = move || call(f64::from(own.client_width()), f64::from(own.client_height()));
    report();
    let closure = Closure::<dyn FnMut()>::new(report);
    let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) else { return };
    observer.observe(element);
    let kept = StoredValue::new_local((observer, closure));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}
