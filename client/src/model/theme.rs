//! Light, dark, or as the device has it.

use serde::{Deserialize, Serialize};

use crate::browser::dom;
use crate::model::device;
use crate::prelude::*;

/// A choice of theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device has it.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of the page's `data-theme`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The theme of this page.
#[derive(Debug, Clone, Copy)]
pub struct ThemeSignal(RwSignal<Theme>);

impl ThemeSignal {
    /// The theme that was chosen on this device.
    #[must_use]
    pub fn of_this_device() -> Self {
        let theme = device::theme().unwrap_or_default();
        dom::set_page_attribute("data-theme", theme.key());
        Self(RwSignal::new(theme))
    }

    /// The theme, followed.
    #[must_use]
    pub fn get(self) -> Theme {
        self.0.get()
    }

    /// Switches, and remembers it on this device.
    pub fn switch(self, theme: Theme) {
        device::remember_theme(theme);
        dom::set_page_attribute("data-theme", theme.key());
        self.0.set(theme);
    }
}
