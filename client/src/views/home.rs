//! (being built)
use leptos::prelude::*;

/// (being built)
#[component]
pub fn Home() -> impl IntoView {}
