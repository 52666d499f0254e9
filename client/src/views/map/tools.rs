//! What is done with the whole map: scaled, saved as a file, printed.

use journeyboard_shared::map::{MapOptions, SvgOptions, layout, to_svg};
use journeyboard_shared::words::map as words;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::sheet::{Sheet, Zoom};
use crate::browser::{dom, http, locale, print};
use crate::views::parts::{Icon, IconButton, Menu, MenuItem, Toasts};

/// The element that holds the poster while it is printed.
pub(super) const PAPER: &str = "map-paper";

/// A file that the server makes of the workshop.
#[derive(Debug, Clone, Copy)]
enum File {
    Svg,
    Csv,
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

/// The buttons at the map's upper right.
#[component]
pub(super) fn Tools(
    /// The sheet.
    sheet: Sheet,
    /// Where mishaps are told.
    toasts: Toasts,
) -> impl IntoView {
    let t = sheet.tongue;
    print::on_paper(PAPER, move || poster(sheet));
    let is_fit = move || sheet.zoom.get() == Zoom::Fit;
    let percent = move || t.with(words::ZOOM_PERCENT, &[("percent", &format!("{:.0}", sheet.scale() * 100.0))]);
    view! {
        <div class="map-tools" role="toolbar" aria-label=move || t.say(words::TOOLS)>
            <button type="button" class="icon-button" aria-pressed=move || is_fit().to_string() aria-label=move || t.say(words::ZOOM_FIT)
                data-tip=move || t.say(words::ZOOM_FIT) on:click=move |_| sheet.zoom.set(Zoom::Fit)>
                <Icon name="maximize" />
            </button>
            <button type="button" class="button quiet map-percent figures" aria-label=move || t.say(words::ZOOM_WHOLE)
                data-tip=move || t.say(words::ZOOM_WHOLE) on:click=move |_| sheet.zoom.set(Zoom::Whole)>
                {percent}
            </button>
            <span class="map-tools-line" aria-hidden="true"></span>
            <Menu label=words::EXPORT icon="download">
                <MenuItem label=words::EXPORT_SVG icon="image" on_pick=move || save(sheet, toasts, File::Svg) />
                <MenuItem label=words::EXPORT_CSV icon="file-spreadsheet" on_pick=move || save(sheet, toasts, File::Csv) />
                <MenuItem label=words::EXPORT_JSON icon="file-json" on_pick=move || save(sheet, toasts, File::Json) />
            </Menu>
            <IconButton label=words::PRINT icon="printer" tip="end" on_press=print::print />
        </div>
    }
}

/// The map as the poster that is also exported, for paper. What people wrote is escaped in it.
fn poster(sheet: Sheet) -> Option<String> {
    let language = sheet.tongue.locale_now();
    let date = locale::date_time(language, locale::unix_ms());
    sheet.room.with_board(|board| {
        let options = MapOptions { locale: language, date: &date, ..MapOptions::default() };
        let map = layout(board, board.main_journey()?, &options);
        Some(to_svg(&map, board, &SvgOptions { locale: language, ..SvgOptions::default() }))
    })?
}

/// Fetches a file and offers it to the person.
fn save(sheet: Sheet, toasts: Toasts, file: File) {
    let Some(pass) = sheet.room.pass() else { return };
    let language = sheet.tongue.locale_now();
    let title = sheet.room.board.about.with_untracked(|about| about.as_ref().map(|about| about.title.clone()));
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
