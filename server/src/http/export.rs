//! The whole workshop as a file, as its caller may see it: what is on disk, and nothing that is not everybody's.

use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use journeyboard_shared::model::Board;
use journeyboard_shared::words::Locale;

use super::Shared;
use super::input::Id;
use super::problem::Problem;
use super::workshops::blocking;
use crate::folding::folded;
use crate::room::core::{Answer, Question};
use crate::templates::files;

pub(super) async fn json(
    State(app): State<Shared>,
    Id(id): Id,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    export(app, Id(id), headers, query, "json", "application/json", |board, _| files::json(board)).await
}

pub(super) async fn csv(
    State(app): State<Shared>,
    Id(id): Id,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    export(app, Id(id), headers, query, "csv", "text/csv; charset=utf-8", files::csv).await
}

pub(super) async fn svg(
    State(app): State<Shared>,
    Id(id): Id,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    export(app, Id(id), headers, query, "svg", "image/svg+xml", files::svg).await
}

async fn export(
    app: Shared,
    Id(id): Id,
    headers: HeaderMap,
    query: Option<String>,
    ending: &'static str,
    kind: &'static str,
    write: fn(&Board, Locale) -> String,
) -> Result<Response, Problem> {
    app.caller(id, &headers).await?;
    let Answer::Board(board) = app.rooms.ask(id, Question::Board).await? else {
        return Err(Problem::unavailable());
    };
    let wanted = query.as_deref().and_then(locale_in);
    let about = board.about.as_ref();
    let locale = wanted.or(about.map(|about| about.locale)).unwrap_or_default();
    let name = file_name(about.map_or("", |about| about.title.as_str()), ending);
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .map_err(|_| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "something went wrong"))?;
    let body = blocking(move || write(&board, locale)).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, body).into_response())
}

/// `locale=cs`, wherever it stands in the query.
fn locale_in(query: &str) -> Option<Locale> {
    query.split('&').find_map(|pair| Locale::from_tag(pair.strip_prefix("locale=")?))
}

/// The title as a file name that every system takes.
fn file_name(title: &str, ending: &str) -> String {
    let plain: String = folded(title).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join("-");
    let name = if name.is_empty() { "journeyboard" } else { name.get(..60).unwrap_or(&name) };
    format!("{name}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_file_name_in_any_language() {
        assert_eq!(file_name("Péče o zákazníky: 2026", "csv"), "pece-o-zakazniky-2026.csv");
        assert_eq!(file_name("🙂", "svg"), "journeyboard.svg");
        assert_eq!(file_name(&"x".repeat(100), "json").len(), 65);
    }
}
