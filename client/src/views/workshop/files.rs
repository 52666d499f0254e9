//! The workshop as a file: the server makes it, the browser offers it to the person.

use journeyboard_shared::words::map as words;
use leptos::task::spawn_local;

use crate::browser::{dom, http};
use crate::model::{Room, tongue};
use crate::views::parts::Toasts;

/// A file that the server makes of the workshop.
#[derive(Debug, Clone, Copy)]
pub(in crate::views) enum File {
    /// The map as a poster.
    Svg,
    /// A row per touchpoint.
    Csv,
    /// Everything, to be opened again.
    Json,
}

impl File {
    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    fn mime(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Csv => "text/csv",
            Self::Json => "application/json",
        }
    }
}

/// Fetches a file and offers it to the person.
pub(in crate::views) fn save(room: Room, toasts: Toasts, file: File) {
    let Some(pass) = room.pass() else { return };
    let language = tongue().locale_now();
    let title = room.board.about.with_untracked(|about| about.as_ref().map(|about| about.title.clone()));
    spawn_local(async move {
        let path = format!("/api/workshops/{}/export.{}?locale={}", pass.workshop, file.ending(), language.key());
        match http::ask_text("GET", &path, Some(&pass.token), None).await {
            Ok(text) => {
                let name = format!("{}.{}", file_name(&title.unwrap_or_default()), file.ending());
                dom::save_file(&name, file.mime(), &text);
            }
            Err(_) => toasts.say(words::EXPORT_FAILED.say(language).to_owned()),
        }
    });
}

/// A title as the name of a file: letters and digits of any language, words joined by hyphens.
fn file_name(title: &str) -> String {
    let words: Vec<String> =
        title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    let name: String = words.join("-").chars().take(80).collect();
    if name.is_empty() { "journeyboard".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_workshop_in_any_language() {
        assert_eq!(file_name("Půjčka po telefonu: „rychle“ / levně"), "půjčka-po-telefonu-rychle-levně");
        assert_eq!(file_name("../../…"), "journeyboard");
    }
}
