//! The head of a page outside of workshops: the product's mark and name, and the language.

use super::LanguageSwitch;
use crate::prelude::*;

/// The product's mark.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M5 18c4.5 0 2.5-6 7-6s2.5-6 7-6" />
            <circle cx="4" cy="18" r="2" />
            <circle cx="12" cy="12" r="2" />
            <circle cx="20" cy="6" r="2" />
        </svg>
    }
}

/// The mark and name, as the way to the start page, and the choice of language.
#[component]
pub fn PageHead() -> impl IntoView {
    view! {
        <header class="page-head">
            <a class="brand" href="/"><BrandMark /><span>"Journeyboard"</span></a>
            <LanguageSwitch />
        </header>
    }
}
