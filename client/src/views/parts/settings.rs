//! What a person sets for themselves on this device: language and theme.

use journeyboard_shared::words::{Locale, Word, room};

use super::segmented::Face;
use super::{Popover, Segment, Segmented};
use crate::model::theme::{Theme, ThemeSignal};
use crate::model::tongue;
use crate::prelude::*;

/// The languages by their own names, as short as fits a bar.
#[component]
pub fn LanguageSwitch(
    /// `wide` to fill the line, `small` for a bar.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let t = tongue();
    let options = Locale::ALL.map(|locale| {
        let own = locale.own_name();
        let short = match locale {
            Locale::En => "EN",
            Locale::Cs => "CS",
            Locale::Pl => "PL",
        };
        Segment { key: locale.key(), label: Word::new(own, own, own), face: Face::Short(short) }
    });
    let pick = move |key: &'static str| {
        if let Some(locale) = Locale::from_tag(key) {
            t.switch(locale);
        }
    };
    view! {
        <Segmented legend=room::LANGUAGE options=options.to_vec() value=Signal::derive(move || t.locale().key()) on_pick=pick class />
    }
}

/// Light, dark, or as the device has it.
#[component]
pub fn ThemeSwitch(
    /// `wide` to fill the line, `small` for a bar.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let theme: ThemeSignal = expect_context();
    let segment = |theme: Theme, label, icon| Segment { key: theme.key(), label, face: Face::Icon(icon) };
    let options = vec![
        segment(Theme::Device, room::THEME_DEVICE, "monitor"),
        segment(Theme::Light, room::THEME_LIGHT, "sun"),
        segment(Theme::Dark, room::THEME_DARK, "moon"),
    ];
    let pick = move |key: &'static str| {
        let picked = [Theme::Light, Theme::Dark].into_iter().find(|theme| theme.key() == key);
        theme.switch(picked.unwrap_or_default());
    };
    view! { <Segmented legend=room::THEME options value=Signal::derive(move || theme.get().key()) on_pick=pick class /> }
}

/// Both, behind one button.
#[component]
pub fn SettingsMenu() -> impl IntoView {
    let t = tongue();
    view! {
        <Popover label=room::SETTINGS icon="settings">
            <div class="settings">
                <p class="menu-title" aria-hidden="true">{t.word(room::LANGUAGE)}</p>
                <LanguageSwitch class="wide" />
                <p class="menu-title" aria-hidden="true">{t.word(room::THEME)}</p>
                <ThemeSwitch class="wide" />
            </div>
        </Popover>
    }
}
