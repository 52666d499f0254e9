//! When this instance of the program breaks: the page is told, and offers to reload. Nothing that was saved is lost.

/// From now on a panic is written to the console and announced as the page event `journeyboard:panic`, which the loader
/// (`boot.js`) answers with an overlay: the program itself cannot draw any more.
pub fn report_to_page() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Ok(event) = web_sys::CustomEvent::new("journeyboard:panic") {
            let _ = super::dom::window().dispatch_event(&event);
        }
    }));
}
