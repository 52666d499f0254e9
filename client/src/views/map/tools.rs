//! What is done with the whole map: scaled, saved as a file, printed.

use journeyboard_shared::map::{MapOptions, SvgOptions, layout, to_svg};
use journeyboard_shared::words::map as words;

use super::sheet::{Sheet, Zoom};
use crate::browser::{locale, print};
use crate::prelude::*;
use crate::views::parts::{Icon, IconButton, Menu, MenuItem, Toasts};
use crate::views::workshop::files::{File, save};

/// The element that holds the poster while it is printed.
pub(super) const PAPER: &str = "map-paper";

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
                <MenuItem label=words::EXPORT_SVG icon="image" on_pick=move || save(sheet.room, toasts, File::Svg) />
                <MenuItem label=words::EXPORT_CSV icon="file-spreadsheet" on_pick=move || save(sheet.room, toasts, File::Csv) />
                <MenuItem label=words::EXPORT_JSON icon="file-json" on_pick=move || save(sheet.room, toasts, File::Json) />
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
