//! What the client weighs, against what it may weigh.

use super::page::Packed;
use super::split::CHUNK;
use crate::fault::{Fault, Outcome, While};
use crate::{places, say};
use serde_json::json;

/// Code, style and icons together, in brotli: what a first visit by a link should cost, until one writes on the wall. Not
/// reached yet (docs/benchmarks.md, "Download"); each build says by how much.
const CODE_BYTES_GOAL: usize = 300_000;
/// What it may cost today: a little more than was seen last. Whoever raises it says for what in docs/benchmarks.md.
const CODE_BYTES_MAX: usize = 448_000;
/// Fonts, which are compressed inside already.
const FONT_BYTES_MAX: usize = 60_000;

/// Sizes of one build, in bytes.
pub(crate) struct Report {
    lines: Vec<String>,
    code_bytes: usize,
    /// Chunks that are fetched when they are first wanted.
    later_bytes: usize,
    font_bytes: usize,
}

impl Report {
    /// Also leaves the figures in `target/client/sizes.json`.
    pub(super) fn of(files: &[Packed]) -> Outcome<Self> {
        let fonts = files.iter().filter(|file| is_font(file));
        let later = files.iter().filter(|file| comes_later(file));
        let code = files.iter().filter(|file| !is_font(file) && !comes_later(file));
        let report = Self {
            lines: files.iter().map(line).collect(),
            code_bytes: code.map(|file| file.brotli).sum(),
            later_bytes: later.map(|file| file.brotli).sum(),
            font_bytes: fonts.map(|file| file.brotli).sum(),
        };
        let json = json!({
            "unit": "bytes",
            "files": files.iter().map(|file| json!({
                "name": file.name, "raw": file.raw, "brotli": file.brotli, "gzip": file.gzip,
            })).collect::<Vec<_>>(),
            "code_brotli": report.code_bytes,
            "later_brotli": report.later_bytes,
            "code_brotli_max": CODE_BYTES_GOAL,
            "code_brotli_ratchet": CODE_BYTES_MAX,
            "fonts": report.font_bytes,
            "fonts_max": FONT_BYTES_MAX,
        });
        let path = places::client_out().join("sizes.json");
        places::write(&path, format!("{json:#}\n").as_bytes())?;
        Ok(report)
    }

    pub(crate) fn print(&self) {
        say::note(format!("{:<24}{:>10}{:>10}{:>10}", "bytes", "raw", "brotli", "gzip"));
        for line in &self.lines {
            say::note(line);
        }
        say::note(format!(
            "code, style and icons of a first visit: {} bytes of brotli; later, when wanted: {}; fonts: {} of {FONT_BYTES_MAX}",
            self.code_bytes, self.later_bytes, self.font_bytes
        ));
        if let Some(over) = self.code_bytes.checked_sub(CODE_BYTES_GOAL).filter(|over| *over > 0) {
            say::note(format!("that is {over} bytes over the goal of {CODE_BYTES_GOAL}; {CODE_BYTES_MAX} are refused"));
        }
    }

    /// Refuses a client that is too heavy.
    pub(crate) fn within_budget(&self) -> Outcome {
        for (what, bytes, bytes_max) in
            [("code, style and icons", self.code_bytes, CODE_BYTES_MAX), ("fonts", self.font_bytes, FONT_BYTES_MAX)]
        {
            if bytes > bytes_max {
                return Err(Fault::new(format!("the client is too heavy: {what} take {bytes} bytes of {bytes_max}")));
            }
        }
        Ok(())
    }
}

/// The verdict on the client built last; a client never built is not too heavy.
pub(crate) fn last() -> Outcome {
    let path = places::client_out().join("sizes.json");
    let Ok(text) = places::read_text(&path) else {
        return Ok(());
    };
    let figures: serde_json::Value = serde_json::from_str(&text).while_doing(|| format!("read {}", path.display()))?;
    let bytes = |key: &str| {
        let number = figures.get(key).and_then(serde_json::Value::as_u64);
        usize::try_from(number.unwrap_or(0)).unwrap_or(usize::MAX)
    };
    let report = Report { lines: vec![], code_bytes: bytes("code_brotli"), later_bytes: 0, font_bytes: bytes("fonts") };
    report.within_budget()
}

fn is_font(file: &Packed) -> bool {
    file.name.ends_with(".woff2")
}

fn comes_later(file: &Packed) -> bool {
    file.name.starts_with(CHUNK)
}

fn line(file: &Packed) -> String {
    format!("{:<24}{:>10}{:>10}{:>10}", file.name, file.raw, file.brotli, file.gzip)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighing(code_bytes: usize, font_bytes: usize) -> Report {
        Report { lines: vec![], code_bytes, later_bytes: 0, font_bytes }
    }

    #[test]
    fn a_client_over_budget_is_refused_with_its_numbers() {
        assert!(weighing(CODE_BYTES_MAX, 60_000).within_budget().is_ok());
        let code = weighing(CODE_BYTES_MAX + 1, 0).within_budget().expect_err("too much");
        assert!(code.to_string().contains(&format!("{} bytes of {CODE_BYTES_MAX}", CODE_BYTES_MAX + 1)));
        assert!(weighing(0, 60_001).within_budget().is_err());
    }
}
