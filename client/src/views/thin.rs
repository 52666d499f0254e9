//! Thin wrappers around what Leptos makes generic. Each closure in a view would otherwise bring a machine of its own: its
//! attribute, its effect, its listener, a few kB each. Behind a box they share one. What it saved stands in
//! `docs/benchmarks.md`, "Download". Refuses to know what is drawn.

use leptos::children::ViewFn;
use leptos::prelude::*;

/// An attribute's or a property's value that follows what it reads.
pub fn live<T: Send + Sync + 'static>(value: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    Signal::derive(value)
}

/// A part of a view that is drawn anew when what it reads changes.
pub fn part<V: IntoAny>(view: impl Fn() -> V + Send + 'static) -> AnyView {
    fn boxed(view: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || view()).into_any()
    }
    boxed(Box::new(move || view().into_any()))
}

/// What an event does.
pub fn hear<E: 'static>(answer: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(answer)
}

/// Runs now, and again whenever what it reads changed.
pub fn follow(run: impl FnMut() + 'static) {
    fn boxed(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_| run());
    }
    boxed(Box::new(run));
}

/// Draws its children while `on` holds, `otherwise` while it does not.
#[component]
pub fn When(
    /// Whether the children are drawn.
    #[prop(into)]
    on: Signal<bool>,
    /// What is drawn.
    children: ChildrenFn,
    /// What is drawn instead; nothing unless told.
    #[prop(optional, into)]
    otherwise: ViewFn,
) -> impl IntoView {
    let on = Memo::new(move |_| on.get());
    part(move || if on.get() { children() } else { otherwise.run() })
}
