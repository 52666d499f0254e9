//! Journeyboard in the browser. The rooms, in the order in which an edit passes them:
//! `gestures` (what a hand does, as values) → `model` (the replica and its signals) → `views` (what is seen);
//! `browser` is the only one that talks to the browser.

// The component macro makes everything `pub` that stands in a private module; the module is what counts.
#![allow(unreachable_pub)]

pub mod app;
pub mod browser;
pub mod gestures;
pub mod lean;
pub mod model;
pub mod prelude;
pub mod views;

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the page. Called by the loader once the module is there.
#[wasm_bindgen(start)]
pub fn start() {
    browser::panic::report_to_page();
    leptos::mount::mount_to_body(app::App);
}
