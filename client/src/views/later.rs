//! Parts of the page whose code is fetched when they are first wanted: each is a chunk of its own beside the module
//! (`xtask/src/build/split.rs` cuts it out), so that a first visit downloads what a first visit needs.
//!
//! Owns the fetching, and what is seen meanwhile and when it fails. Refuses to know what the parts are.

use std::future::Future;
use std::pin::Pin;

use journeyboard_shared::words::trouble as words;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use crate::model::tongue;
use crate::prelude::*;
use crate::views::parts::Icon;

/// What draws a part, or why it could not be fetched.
pub type Fetched<Draw> = Result<Draw, SplitLoaderError>;

/// Fetches a part's chunk; what was fetched once is there at once.
type Fetch<Draw> = fn() -> Pin<Box<dyn Future<Output = Fetched<Draw>>>>;

/// How far a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State<Draw> {
    /// Nobody wanted it yet.
    Unwanted,
    OnItsWay,
    Here(Draw),
    /// The network failed; it is asked for again on a press.
    Failed,
}

/// A part that comes later.
#[derive(Clone, Copy)]
pub struct Later<Draw: Copy + Send + Sync + 'static> {
    state: RwSignal<State<Draw>>,
    fetch: Fetch<Draw>,
}

impl<Draw: Copy + Send + Sync + 'static> Later<Draw> {
    /// A part that nobody wanted yet. `fetch` is a split function in a box.
    #[must_use]
    pub fn new(fetch: Fetch<Draw>) -> Self {
        Self { state: RwSignal::new(State::Unwanted), fetch }
    }

    /// Fetches it, unless it is here or on its way.
    pub fn want(self) {
        let is_asleep = |state: &State<Draw>| matches!(state, State::Unwanted | State::Failed);
        if !self.state.try_with_untracked(is_asleep).unwrap_or(false) {
            return;
        }
        self.state.set(State::OnItsWay);
        let fetched = (self.fetch)();
        spawn_local(async move {
            let state = fetched.await.map_or(State::Failed, State::Here);
            self.state.try_set(state);
        });
    }

    /// The part, once it is here; until then what is seen of it. Wants it.
    pub fn show(self, draw: impl Fn(Draw) -> AnyView) -> AnyView {
        self.want();
        match self.state.get() {
            State::Here(part) => draw(part),
            State::Failed => view! { <NotHere again=Callback::new(move |()| self.want()) /> }.into_any(),
            State::Unwanted | State::OnItsWay => view! { <OnItsWay /> }.into_any(),
        }
    }
}

/// Until the part is here.
#[component]
fn OnItsWay() -> impl IntoView {
    view! { <div class="later" role="status" aria-busy="true"><span class="waiting"></span></div> }
}

/// The part could not be fetched.
#[component]
fn NotHere(
    /// Asks for it again.
    again: Callback<()>,
) -> impl IntoView {
    let t = tongue();
    view! {
        <div class="later" role="alert">
            <Icon name="wifi-off" />
            <p>{move || t.say(words::PART_NOT_HERE)}</p>
            <button type="button" class="button primary" on:click=move |_| again.run(())>{move || t.say(words::TRY_AGAIN)}</button>
        </div>
    }
}
