//! Gives the compiled module its JavaScript glue, with wasm-bindgen as a library of exactly the
//! version the client uses.

use super::order;
use crate::fault::{Outcome, While};
use crate::{digest, places, say};
use std::path::{Path, PathBuf};

/// The module as browsers get it, and its script.
pub(super) struct Glued {
    pub(super) module: Vec<u8>,
    pub(super) script: PathBuf,
}

/// The options below are part of what the glue is made from.
const OWN_SOURCE: &[u8] = include_bytes!("bindgen.rs");

/// What the glue is called; the chunks of `split` import it by that name.
pub(super) const GLUE: &str = "app_glue.js";

/// Makes the glue, unless the module is the one of last time. `link` is the script that it imports.
pub(super) fn glue(module: &Path, link: &Path) -> Outcome<Glued> {
    let work = places::target().join("client-work");
    let folder = work.join("glue");
    let stamp = work.join("glue-of");
    let linking = places::read(link)?;
    let key = digest::of_parts([places::read(module)?.as_slice(), &linking, OWN_SOURCE]);
    if !places::read_text(&stamp).is_ok_and(|had| had == key) {
        say::step("Giving it its JavaScript glue");
        places::remove(&folder)?;
        wasm_bindgen_cli_support::Bindgen::new()
            .input_path(module)
            .out_name("app_glue")
            .typescript(false)
            .omit_default_module_path(true)
            // Chunks share the table of functions.
            .keep_lld_exports(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .web(true)
            .and_then(|bindgen| bindgen.generate(&folder))
            .while_doing(|| "make the JavaScript glue".into())?;
        places::write(&folder.join(link.file_name().unwrap_or_default()), &linking)?;
        places::write(&stamp, key.as_bytes())?;
    }
    Ok(Glued { module: order::order(&places::read(&folder.join("app_glue_bg.wasm"))?)?, script: folder.join(GLUE) })
}
