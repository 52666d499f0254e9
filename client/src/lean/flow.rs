//! `<Show>` and `<For>`: one machine for every condition, one for every list.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::either::Either;
use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::tachys::view::keyed::keyed;

/// Shows what is within while a condition holds, else what it falls back to.
#[component(transparent)]
pub fn Show<W>(
    /// What is within.
    children: ChildrenFn,
    /// The condition.
    when: W,
    /// What is shown else.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> AnyView
where
    W: Fn() -> bool + Send + Sync + 'static,
{
    show(Box::new(when), children, fallback)
}

fn show(when: Box<dyn Fn() -> bool + Send + Sync>, children: ChildrenFn, fallback: ViewFn) -> AnyView {
    let holds = ArcMemo::new(move |_| when());
    let shown = move || if holds.get() { Either::Left(children()) } else { Either::Right(fallback.run()) };
    shown.into_any()
}

/// One of a list: its key, and how it is made if it was not there before.
struct One {
    key: (u64, u64),
    make: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Shows each of a list; what has a key that was there before is left as it is.
#[component(transparent)]
pub fn For<T, V, K>(
    /// The list.
    each: impl Fn() -> Vec<T> + Send + 'static,
    /// What tells one from another.
    key: impl Fn(&T) -> K + Send + 'static,
    /// How one is shown.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> AnyView
where
    T: Send + 'static,
    V: IntoView + 'static,
    K: Hash + 'static,
{
    let children = std::sync::Arc::new(children);
    let one = move |thing: T| {
        let children = std::sync::Arc::clone(&children);
        One { key: identity(&key(&thing)), make: Box::new(move || children(thing).into_any()) }
    };
    list(Box::new(move || each().into_iter().map(&one).collect()))
}

/// 128 bits of a key: two keys of one list are never the same in practice.
fn identity(key: &impl Hash) -> (u64, u64) {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        key.hash(&mut hasher);
        hasher.finish()
    };
    (half(0), half(1))
}

fn list(each: Box<dyn Fn() -> Vec<One> + Send>) -> AnyView {
    let parent = Owner::current().unwrap_or_default();
    let child = move |_: usize, one: One| {
        let owner = parent.with(Owner::new);
        let view = owner.with(one.make);
        (drop as fn(usize), OwnedView::new_with_owner(view, owner))
    };
    let shown = move || keyed(each(), |one: &One| one.key, child.clone());
    shown.into_any()
}
