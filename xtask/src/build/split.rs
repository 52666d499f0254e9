//! Cuts the compiled module into what every visit needs and chunks that are fetched when they are first wanted
//! (`#[wasm_split]` marks them, `client/src/views/later.rs` fetches them). Knows nothing of what is in them.

use super::{Asset, order};
use crate::fault::{Fault, Outcome, While};
use crate::{digest, places, say};
use std::path::{Path, PathBuf};

/// The module that every visit needs, before it has its glue, and the chunks as browsers get them.
pub(super) struct Cut {
    /// Imports [`LINK`], which therefore has to lie beside the glue.
    pub(super) module: PathBuf,
    /// The script that fetches the chunks.
    pub(super) link: PathBuf,
    /// Their names begin with [`CHUNK`].
    pub(super) chunks: Vec<Asset>,
}

/// What the script that fetches chunks is called; it imports the glue.
const LINK: &str = "link.js";
/// What the names of all chunks begin with, so that `sizes` tells them from what a first visit needs.
pub(super) const CHUNK: &str = "later/";

/// How this file cuts is part of what the chunks are made from.
const OWN_SOURCE: &[u8] = include_bytes!("split.rs");

/// Cuts the module, unless it is the one of last time. `glue` is the file name that the glue will have.
pub(super) fn cut(module: &Path, glue: &str) -> Outcome<Cut> {
    let work = places::target().join("client-work");
    let folder = work.join("cut");
    let stamp = work.join("cut-of");
    let bytes = places::read(module)?;
    let key = digest::of_parts([bytes.as_slice(), OWN_SOURCE, glue.as_bytes()]);
    if !places::read_text(&stamp).is_ok_and(|had| had == key) {
        say::step("Cutting off what is not needed at once");
        places::remove(&folder)?;
        transform(&bytes, &folder, glue)?;
        places::write(&stamp, key.as_bytes())?;
    }
    let chunks = places::files(&folder, ".wasm").into_iter().filter(|path| !path.ends_with(MAIN));
    let chunks = chunks.map(|path| chunk(&path)).collect::<Outcome<Vec<_>>>()?;
    Ok(Cut { module: folder.join(MAIN), link: folder.join(LINK), chunks })
}

const MAIN: &str = "main.wasm";

fn transform(bytes: &[u8], folder: &Path, glue: &str) -> Outcome {
    let (main, link, glue) = (folder.join(MAIN), format!("./{LINK}"), format!("./{glue}"));
    let mut options = wasm_split_cli_support::Options::new(bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = &glue;
    wasm_split_cli_support::transform(options).map_err(|why| Fault::new(format!("cut the module: {why:#}")))?;
    // The link's addresses are relative to the bundle, beside which the chunks lie in a folder of their own.
    let path = folder.join(LINK);
    let script = places::read_text(&path)?.replace("new URL(\"./", &format!("new URL(\"./{CHUNK}"));
    places::write(&path, script.as_bytes())
}

/// A chunk without names and padding: relocations are written in five bytes each, and most need one or two.
fn chunk(path: &Path) -> Outcome<Asset> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut config = walrus::ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(&places::read(path)?).while_doing(|| format!("read {}", path.display()))?;
    Ok(Asset::new(format!("{CHUNK}{name}"), order::order(&module.emit_wasm())?))
}
