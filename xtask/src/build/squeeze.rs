//! Precompressed forms of a file. What was compressed once is found again by its content.

use crate::fault::{Outcome, While};
use crate::{digest, places};
use std::io::Write;

/// A file's bytes in both encodings; `None` where compressing gains nothing.
pub(super) struct Squeezed {
    pub(super) brotli: Vec<u8>,
    pub(super) gzip: Vec<u8>,
}

/// Brotli at 11 and gzip at 9.
pub(super) fn squeeze(bytes: &[u8]) -> Outcome<Squeezed> {
    Ok(Squeezed { brotli: remembered(bytes, "br", brotli)?, gzip: remembered(bytes, "gz", gzip)? })
}

/// Fonts are compressed inside already.
pub(super) fn is_worth_it(name: &str) -> bool {
    !name.ends_with(".woff2")
}

type Press = fn(&[u8]) -> std::io::Result<Vec<u8>>;

fn remembered(bytes: &[u8], ending: &str, press: Press) -> Outcome<Vec<u8>> {
    let path = places::target().join("client-work/squeezed").join(format!("{}.{ending}", digest::hex(bytes)));
    if let Ok(known) = std::fs::read(&path) {
        return Ok(known);
    }
    let pressed = press(bytes).while_doing(|| "compress a file".into())?;
    places::write(&path, &pressed)?;
    Ok(pressed)
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut pressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut pressed, &parameters)?;
    Ok(pressed)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut press = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    press.write_all(bytes)?;
    press.finish()
}
