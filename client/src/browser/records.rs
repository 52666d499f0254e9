//! What this device keeps by name until it is told to forget it, and which tabs are alive (`client/assets/device.js`).
//! Private windows may have no such storage; then nothing is found and nothing is written.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = journeyboardDevice, js_name = read)]
    fn js_read(prefix: &str) -> Promise;
    #[wasm_bindgen(js_namespace = journeyboardDevice, js_name = names)]
    fn js_names() -> Promise;
    #[wasm_bindgen(js_namespace = journeyboardDevice, js_name = write)]
    fn js_write(names: Array, bytes: Array, strict: bool) -> Promise;
    #[wasm_bindgen(js_namespace = journeyboardDevice, js_name = wipe)]
    fn js_wipe(prefix: &str) -> Promise;
    #[wasm_bindgen(js_namespace = journeyboardDevice, js_name = claim)]
    fn js_claim(name: &str) -> Promise;
    /// Gives a claimed name back.
    #[wasm_bindgen(js_namespace = journeyboardDevice)]
    pub fn release(name: &str);
}

/// All records whose name begins so; `None` if this device keeps none.
pub async fn read(prefix: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let found: Array = JsFuture::from(js_read(prefix)).await.ok()?.dyn_into().ok()?;
    let (names, values): (Array, Array) = (found.get(0).dyn_into().ok()?, found.get(1).dyn_into().ok()?);
    let record = |(name, bytes): (JsValue, JsValue)| Some((name.as_string()?, Uint8Array::new(&bytes).to_vec()));
    Some(names.iter().zip(values.iter()).filter_map(record).collect())
}

/// The names of all records.
pub async fn names() -> Vec<String> {
    let found = JsFuture::from(js_names()).await.ok().and_then(|found| found.dyn_into::<Array>().ok());
    found.iter().flat_map(Array::iter).filter_map(|name| name.as_string()).collect()
}

/// Begins at once to write records together, after all that was begun before; those without bytes go. Answers, later, whether they
/// are written; `is_strict` ones are then on the device's disk.
pub fn write(records: Vec<(String, Option<Vec<u8>>)>, is_strict: bool) -> impl Future<Output = bool> {
    let (names, values) = (Array::new(), Array::new());
    for (name, bytes) in records {
        names.push(&name.into());
        values.push(&bytes.map_or(JsValue::UNDEFINED, |bytes| Uint8Array::from(&bytes[..]).into()));
    }
    let written = js_write(names, values, is_strict);
    async move { JsFuture::from(written).await.is_ok_and(|is_there| is_there.is_truthy()) }
}

/// Throws away all records whose name begins so.
pub async fn wipe(prefix: &str) {
    let _ = JsFuture::from(js_wipe(prefix)).await;
}

/// Whether a name is this tab's from now on: no living tab has it.
pub async fn claim(name: &str) -> bool {
    JsFuture::from(js_claim(name)).await.is_ok_and(|is_ours| is_ours.is_truthy())
}
