//! Effects: one machine for all of them.

/// What is done again whenever a signal that was read in it changes.
#[derive(Debug)]
pub struct Effect;

impl Effect {
    /// Does it soon, and again after each change, with what it answered the time before.
    #[expect(clippy::new_ret_no_self, reason = "Leptos has it under this name; nobody keeps one")]
    pub fn new<T: 'static>(mut act: impl FnMut(Option<T>) -> T + 'static) {
        let mut last = None;
        follow(Box::new(move || last = Some(act(last.take()))));
    }
}

#[inline(never)]
fn follow(mut act: Box<dyn FnMut()>) {
    leptos::prelude::Effect::new(move |_: Option<()>| act());
}
