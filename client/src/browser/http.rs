//! Asks the server's HTTP interface. Refuses to know what the questions mean.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use super::dom::window;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server could not be reached.
    Unreachable,
    /// The server said no: status, code and message of its error.
    Said {
        /// The HTTP status.
        status: u16,
        /// A word for programs, such as `workshop-full`.
        code: String,
        /// A sentence, in English.
        message: String,
    },
}

#[derive(Deserialize)]
struct ErrorBody {
    error: ErrorDetail,
}

#[derive(Deserialize)]
struct ErrorDetail {
    code: String,
    message: String,
}

/// Asks and reads JSON. `token` goes into `Authorization`.
///
/// # Errors
/// If the server cannot be reached or says no.
pub async fn ask<T: DeserializeOwned>(
    method: &str,
    path: &str,
    token: Option<&str>,
    body: Option<&impl Serialize>,
) -> Result<T, Failure> {
    let text = ask_text(method, path, token, body.and_then(|body| serde_json::to_string(body).ok())).await?;
    serde_json::from_str(&text).map_err(|_| Failure::Unreachable)
}

/// Asks and reads text.
///
/// # Errors
/// If the server cannot be reached or says no.
pub async fn ask_text(method: &str, path: &str, token: Option<&str>, body: Option<String>) -> Result<String, Failure> {
    let (status, text) = fetch(method, path, token, body).await.map_err(|_| Failure::Unreachable)?;
    if (200..300).contains(&status) {
        return Ok(text);
    }
    let detail = serde_json::from_str::<ErrorBody>(&text).map(|body| body.error);
    let (code, message) = detail.map_or_else(|_| (String::new(), String::new()), |error| (error.code, error.message));
    Err(Failure::Said { status, code, message })
}

async fn fetch(method: &str, path: &str, token: Option<&str>, body: Option<String>) -> Result<(u16, String), JsValue> {
    let headers = Headers::new()?;
    if body.is_some() {
        headers.set("Content-Type", "application/json")?;
    }
    if let Some(token) = token {
        headers.set("Authorization", &format!("Bearer {token}"))?;
    }
    let init = RequestInit::new();
    init.set_method(method);
    init.set_headers(&headers);
    if let Some(body) = body {
        init.set_body(&JsValue::from_str(&body));
    }
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    Ok((response.status(), text))
}
