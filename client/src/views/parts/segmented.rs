//! One of a few, all in sight.

use journeyboard_shared::words::Word;

use super::{Icon, fresh_id};
use crate::model::tongue;
use crate::prelude::*;

/// One of the choices of a [`Segmented`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// What is picked.
    pub key: &'static str,
    /// Its name.
    pub label: Word,
    /// What is shown.
    pub face: Face,
}

/// What a segment shows. Its name is always said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Its name.
    Name,
    /// A shorter word; the name is a tooltip.
    Short(&'static str),
    /// An icon of the sprite; the name is a tooltip.
    Icon(&'static str),
}

/// A row of radio buttons in one piece.
#[component]
pub fn Segmented(
    /// What is chosen here; said, not shown.
    legend: Word,
    /// The choices.
    options: Vec<Segment>,
    /// The key of the choice that is on.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Called with the key that was picked.
    #[prop(into)]
    on_pick: Callback<(&'static str,)>,
    /// `wide` to fill the line, `small` for a bar.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let t = tongue();
    let group = fresh_id("choice");
    let segment = move |Segment { key, label, face }: Segment| {
        let name = move || t.say(label);
        let shown = match face {
            Face::Name => name.into_any(),
            Face::Short(text) => text.into_any(),
            Face::Icon(name) => view! { <Icon name /> }.into_any(),
        };
        let tip = move || (face != Face::Name).then(|| t.say(label));
        view! {
            <label data-tip=tip>
                <input aria-label=name type="radio" name=group.clone()
                    prop:checked=move || value.get() == key on:change=move |_| on_pick.run((key,)) />
                {shown}
            </label>
        }
    };
    view! {
        <fieldset class=["segmented ", class].concat()>
            <legend class="off-screen">{move || t.say(legend)}</legend>
            {options.into_iter().map(segment).collect_view()}
        </fieldset>
    }
}
