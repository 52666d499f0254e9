//! People's marks: initials in their hue, and the choice of a hue.

use journeyboard_shared::model::Colour;
use journeyboard_shared::words::{Word, people};

use super::{Icon, fresh_id};
use crate::model::tongue;
use crate::prelude::*;

/// A person's initials in their hue. Silent to screen readers: the name stands or is said beside it.
#[component]
pub fn Avatar(
    /// Their name; a silhouette if it is empty.
    #[prop(into)]
    name: Signal<String>,
    /// Their hue.
    #[prop(into)]
    colour: Signal<Colour>,
    /// `small` or `large`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    // Drawn, not written: nobody says initials to open what they stand on.
    let letters = move || Some(name.with(|name| initials(name))).filter(|letters| !letters.is_empty());
    let nobody = move || letters().is_none().then(|| view! { <Icon name="user" /> });
    view! { <span class=["avatar ", class].concat() data-person=move || colour.get().number() data-initials=letters aria-hidden="true">{nobody}</span> }
}

/// The twelve hues as a group of radio buttons, each named for who does not see it.
#[component]
pub fn Swatches(
    /// What the hue is for.
    legend: Word,
    /// The hue that is chosen.
    #[prop(into)]
    value: Signal<Colour>,
    /// Called with the hue that was picked.
    #[prop(into)]
    on_pick: Callback<(Colour,)>,
) -> impl IntoView {
    let t = tongue();
    let group = fresh_id("hue");
    let swatch = move |number: u8| {
        let colour = Colour::new(number);
        view! {
            <label class="swatch" data-person=number>
                <input aria-label=move || t.say(people::colour(colour)) type="radio" name=group.clone()
                    prop:checked=move || value.get() == colour on:change=move |_| on_pick.run((colour,)) />
                <Icon name="check" />
            </label>
        }
    };
    view! {
        <fieldset class="labelled">
            <legend class="label">{move || t.say(legend)}</legend>
            <div class="swatches">{(0..Colour::COUNT).map(swatch).collect_view()}</div>
        </fieldset>
    }
}

/// First letters of the first and the last word, in capitals.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_person_is_marked_by_their_first_and_last_name() {
        let of = ["Žofie Nováková", "jan", "Anna Maria z Kowalskich", "", "🙂", "(host) Ben"].map(initials);
        assert_eq!(of, ["ŽN", "J", "AK", "", "", "HB"]);
    }
}
