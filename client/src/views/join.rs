//! (being built)
use leptos::prelude::*;

/// (being built)
#[component]
pub fn Join() -> impl IntoView {}
