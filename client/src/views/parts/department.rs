//! A department's mark: a thin stripe and two letters, never a colour of its own.

use std::collections::BTreeMap;

use crate::prelude::*;

/// The letters of each department by its name, so that wall and map write the same ones; put it into context.
/// See [`journeyboard_shared::map`] for how they are chosen.
#[derive(Clone, Copy)]
pub struct DepartmentLetters(pub Signal<BTreeMap<String, String>>);

/// The mark of a department. Its whole name is a tooltip and what screen readers say.
#[component]
pub fn DepartmentMark(
    /// The department's name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let known = use_context::<DepartmentLetters>();
    let own = name.clone();
    let letters = move || {
        let listed = known.and_then(|DepartmentLetters(all)| all.with(|all| all.get(&own).cloned()));
        listed.unwrap_or_else(|| initials(&own))
    };
    view! {
        <span class="department" role="img" title=name.clone() aria-label=name>{letters}</span>
    }
}

/// The letters of a department that is not listed.
pub fn initials(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).take(2).flat_map(char::to_uppercase).collect()
}
