//! The client's files, out of the binary, and the headers that every answer carries.

use axum::extract::Path;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST,
    REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};

use super::problem::{self, Problem};

/// What is not the client's page needs nothing at all.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
/// Names never change their content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `GET /` and `GET /w/{id}`: the client's page; it reads its address by itself.
pub(super) async fn page(headers: HeaderMap) -> Response {
    let policy =
        [(CONTENT_SECURITY_POLICY, page_policy(&headers)), (CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    match files::find("index.html", &headers) {
        Some(file) => (policy, file).into_response(),
        None => (policy, [(CONTENT_TYPE, "text/html; charset=utf-8")], files::WITHOUT).into_response(),
    }
}

/// `GET /offline.js`: the service worker, which opens the page when this server cannot be reached.
pub(super) async fn worker(headers: HeaderMap) -> Result<Response, Problem> {
    let policy = HeaderValue::from_static("default-src 'none'; connect-src 'self'");
    match files::find("offline.js", &headers) {
        Some(file) => {
            let fresh = HeaderValue::from_static("no-cache");
            Ok(([(CONTENT_SECURITY_POLICY, policy), (CACHE_CONTROL, fresh)], file).into_response())
        }
        None => Err(problem::not_found().await),
    }
}

/// Any other address: a browser gets the page, which says in the person's language that nothing is here; a program is
/// told in its own.
pub(super) async fn lost(method: Method, headers: HeaderMap) -> Response {
    let wants_page =
        headers.get(ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|kinds| kinds.contains("text/html"));
    if method == Method::GET && wants_page {
        (StatusCode::NOT_FOUND, page(headers).await).into_response()
    } else {
        problem::not_found().await.into_response()
    }
}

/// `GET /assets/{hash}/…`
pub(super) async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    match files::find(&format!("assets/{path}"), &headers) {
        Some(file) => Ok(([(CACHE_CONTROL, FOR_EVER)], file).into_response()),
        None => Err(problem::not_found().await),
    }
}

/// On every answer: nothing is sniffed, framed, referred to or shared with other windows.
pub(super) async fn guard(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    response
}

/// Scripts, styles and sockets of this server alone. Notes are placed by `style` attributes, hence `style-src-attr`.
fn page_policy(headers: &HeaderMap) -> HeaderValue {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).filter(|host| is_plain(host));
    // Older Safari does not count sockets to the same host as 'self'.
    let sockets = host.map(|host| format!(" ws://{host} wss://{host}")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; \
         connect-src 'self'{sockets}; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(NOTHING)
}

fn is_plain(host: &str) -> bool {
    host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'))
}

/// The best encoding that the browser takes and we have.
#[cfg_attr(not(feature = "embed-client"), allow(dead_code))]
fn encodings(headers: &HeaderMap) -> impl Iterator<Item = (&'static str, &'static str)> {
    let taken =
        headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    [("br", ".br"), ("gzip", ".gz")].into_iter().filter(move |(name, _)| {
        taken.split(',').any(|one| {
            let mut parts = one.split(';');
            let is_it = parts.next().is_some_and(|offered| offered.trim() == *name);
            is_it && !parts.any(|part| matches!(part.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    })
}

#[cfg_attr(not(feature = "embed-client"), allow(dead_code))]
fn answer(bytes: std::borrow::Cow<'static, [u8]>, kind: &'static str, encoding: Option<&'static str>) -> Response {
    let body = match bytes {
        std::borrow::Cow::Borrowed(bytes) => axum::body::Body::from(bytes),
        std::borrow::Cow::Owned(bytes) => axum::body::Body::from(bytes),
    };
    let mut response = ([(CONTENT_TYPE, kind)], [(VARY, "accept-encoding")], body).into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

#[cfg_attr(not(feature = "embed-client"), allow(dead_code))]
fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(feature = "embed-client")]
mod files {
    use axum::http::HeaderMap;
    use axum::response::Response;

    use super::{answer, encodings, kind_of};

    #[derive(rust_embed::RustEmbed)]
    #[folder = "$JOURNEYBOARD_CLIENT_DIR"]
    struct Files;

    pub(super) const WITHOUT: &str = "";

    pub(super) fn find(path: &str, headers: &HeaderMap) -> Option<Response> {
        if path.ends_with(".br") || path.ends_with(".gz") {
            return None;
        }
        for (encoding, suffix) in encodings(headers) {
            if let Some(file) = Files::get(&format!("{path}{suffix}")) {
                return Some(answer(file.data, kind_of(path), Some(encoding)));
            }
        }
        Files::get(path).map(|file| answer(file.data, kind_of(path), None))
    }

    /// The content hash of the client: the name of its folder.
    pub(super) fn hash() -> Option<String> {
        Files::iter().find_map(|path| path.strip_prefix("assets/")?.split('/').next().map(str::to_owned))
    }
}

#[cfg(not(feature = "embed-client"))]
mod files {
    use axum::http::HeaderMap;
    use axum::response::Response;

    pub(super) const WITHOUT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Journeyboard</title>\
        <h1>Journeyboard</h1><p>This server was built without its client. Build both with \
        <code>cargo xtask build</code>, or build and start with <code>cargo xtask run</code>.</p></html>";

    pub(super) fn find(_path: &str, _headers: &HeaderMap) -> Option<Response> {
        None
    }

    pub(super) fn hash() -> Option<String> {
        None
    }
}

/// Which build this is: the version, and the client's content hash if it is in the binary.
pub(crate) fn build() -> String {
    match files::hash() {
        Some(hash) => format!("{}+{hash}", env!("CARGO_PKG_VERSION")),
        None => env!("CARGO_PKG_VERSION").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ht10_the_best_encoding_comes_first_and_refused_ones_not_at_all() {
        let of = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(text));
            encodings(&headers).map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(of("gzip, deflate, br, zstd"), ["br", "gzip"]);
        assert_eq!(of("br;q=0, gzip;q=0.5"), ["gzip"]);
        assert!(of("identity").is_empty());
    }

    #[test]
    fn ht10_a_strange_host_does_not_get_into_the_policy() {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("a.example; script-src *"));
        assert!(!page_policy(&headers).to_str().expect("text").contains("example"));
        headers.insert(HOST, HeaderValue::from_static("[::1]:8080"));
        assert!(page_policy(&headers).to_str().expect("text").contains("ws://[::1]:8080"));
    }
}
