//! How a moment feels: five drawn faces.

use journeyboard_shared::model::Emotion;
use journeyboard_shared::words::kinds;

use super::{Icon, fresh_id};
use crate::model::tongue;
use crate::prelude::*;

/// The face of an emotion. Silent: its word stands or is said beside it.
#[component]
pub fn EmotionFace(
    /// The emotion.
    emotion: Emotion,
) -> impl IntoView {
    view! { <Icon name=symbol(emotion) /> }
}

/// The face's id in the sprite.
pub(super) fn symbol(emotion: Emotion) -> &'static str {
    match emotion.value() {
        ..=-2 => "face-m2",
        -1 => "face-m1",
        0 => "face-0",
        1 => "face-p1",
        2.. => "face-p2",
    }
}

/// Five faces, one of which is chosen: a group of radio buttons, so that arrow keys go through them.
#[component]
pub fn EmotionPicker(
    /// The emotion that is chosen, if one is.
    #[prop(into)]
    value: Signal<Option<Emotion>>,
    /// Called with the emotion that was picked.
    #[prop(into)]
    on_pick: Callback<(Emotion,)>,
) -> impl IntoView {
    let t = tongue();
    let group = fresh_id("feels");
    let face = move |emotion: Emotion| {
        let word = move || t.say(kinds::emotion(emotion));
        view! {
            <label data-tip=word data-tip-at="above">
                <input aria-label=word type="radio" name=group.clone()
                    prop:checked=move || value.get() == Some(emotion) on:change=move |_| on_pick.run((emotion,)) />
                <EmotionFace emotion />
            </label>
        }
    };
    view! {
        <fieldset class="faces">
            <legend class="off-screen">{t.word(kinds::EMOTION)}</legend>
            {Emotion::ALL.map(face)}
        </fieldset>
    }
}
