//! Small parts that every screen uses: icons, buttons, dialogs, menus, faces, people's marks. A part knows its own look
//! (`client/style/20-buttons.css … 23-floats.css`) and what a person does with it; it refuses to know what that means.

pub mod avatar;
pub mod brand;
pub mod department;
pub mod dialog;
pub mod empty;
pub mod face;
pub mod icon;
pub mod kind;
pub mod note_field;
pub mod panel;
pub mod popover;
pub mod segmented;
pub mod settings;
pub mod toast;

pub use avatar::{Avatar, Swatches};
pub use brand::{BrandMark, PageHead};
pub use department::{DepartmentLetters, DepartmentMark, initials};
pub use dialog::Dialog;
pub use empty::EmptyState;
pub use face::{EmotionFace, EmotionPicker};
pub use icon::{Icon, IconButton};
pub use kind::KindIcon;
pub use note_field::NoteField;
pub use panel::PanelFrame;
pub use popover::{Menu, MenuItem, Popover};
pub use segmented::{Face, Segment, Segmented};
pub use settings::{LanguageSwitch, SettingsMenu, ThemeSwitch};
pub use toast::{ToastHost, Toasts};

use std::cell::Cell;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// An id that no other element of this page has, for labels that point at what they name.
#[must_use]
pub fn fresh_id(what: &str) -> String {
    let number = COUNT.with(|count| count.replace(count.get() + 1));
    let mut id = number.to_string();
    id.insert(0, '-');
    id.insert_str(0, what);
    id
}
