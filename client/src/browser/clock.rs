//! Time: now, later, at the next frame.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::dom::window;

/// Milliseconds since some moment before the page was opened; never goes back.
#[must_use]
pub fn now_ms() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Something that will happen once, unless this is dropped first.
pub struct Timer {
    id: i32,
    _call: Closure<dyn FnMut()>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        window().clear_timeout_with_handle(self.id);
    }
}

/// Calls after so many milliseconds.
#[must_use]
pub fn after(ms: u32, call: impl FnOnce() + 'static) -> Timer {
    let call = Closure::once(call);
    let id = window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            call.as_ref().unchecked_ref(),
            i32::try_from(ms).unwrap_or(i32::MAX),
        )
        .unwrap_or_default();
    Timer { id, _call: call }
}

/// Something that happens again and again, until this is dropped.
pub struct Ticker {
    id: i32,
    _call: Closure<dyn FnMut()>,
}

impl Drop for Ticker {
    fn drop(&mut self) {
        window().clear_interval_with_handle(self.id);
    }
}

/// Calls every so many milliseconds.
#[must_use]
pub fn every(ms: u32, call: impl FnMut() + 'static) -> Ticker {
    let call = Closure::new(call);
    let id = window()
        .set_interval_with_callback_and_timeout_and_arguments_0(
            call.as_ref().unchecked_ref(),
            i32::try_from(ms).unwrap_or(i32::MAX),
        )
        .unwrap_or_default();
    Ticker { id, _call: call }
}

/// One call per animation frame, however often it is asked for. A frame that was asked for is taken back with the last
/// of its clones: its view may be gone by then.
#[derive(Clone)]
pub struct OnFrame(Rc<Frame>);

struct Frame {
    asked: Rc<Cell<Option<i32>>>,
    call: Closure<dyn FnMut()>,
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(id) = self.asked.take() {
            let _ = window().cancel_animation_frame(id);
        }
    }
}

impl OnFrame {
    /// `call` runs at most once per frame, before it is painted.
    #[must_use]
    pub fn new(mut call: impl FnMut() + 'static) -> Self {
        let asked = Rc::new(Cell::new(None));
        let done = Rc::clone(&asked);
        let call = Closure::new(move || {
            done.set(None);
            call();
        });
        Self(Rc::new(Frame { asked, call }))
    }

    /// Asks for a call at the next frame.
    pub fn ask(&self) {
        if self.0.asked.get().is_none() {
            self.0.asked.set(window().request_animation_frame(self.0.call.as_ref().unchecked_ref()).ok());
        }
    }
}
