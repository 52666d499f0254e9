//! From sources to `target/release/journeyboard`: the order of the steps, each in its own module.

mod bindgen;
mod order;
mod page;
mod scripts;
mod server;
pub(crate) mod sizes;
mod split;
mod sprite;
mod squeeze;
mod style;
mod wasm;

use crate::fault::Outcome;
use crate::install::Consent;
use crate::{npm, places, say};
use std::path::PathBuf;

/// A file of the client: its name below the content-hashed folder, and what is in it.
pub(crate) struct Asset {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Asset {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

pub(crate) fn run(consent: Consent, only_client: bool) -> Outcome {
    if only_client {
        client(consent)?;
    } else {
        everything(consent)?;
    }
    Ok(())
}

/// What a whole build leaves.
pub(crate) struct Built {
    pub(crate) server: PathBuf,
    pub(crate) weight: sizes::Report,
}

/// Client, then the server with the client in it.
pub(crate) fn everything(consent: Consent) -> Outcome<Built> {
    let weight = client(consent)?;
    say::step("Building the server with the client in it");
    server::build()?;
    let server = places::server_binary();
    say::note(format!("{} is ready", server.display()));
    Ok(Built { server, weight })
}

/// The client, into `target/client`. Returns what it weighs.
pub(crate) fn client(consent: Consent) -> Outcome<sizes::Report> {
    let packages = npm::install("client", consent)?;
    say::step("Building the client for the browser");
    let module = wasm::build(consent)?;
    let cut = split::cut(&module, bindgen::GLUE)?;
    let glued = bindgen::glue(&cut.module, &cut.link)?;
    say::step("Putting the page together");
    let mut assets = client_assets(&packages, glued)?;
    assets.extend(cut.chunks);
    let packed = page::publish(assets)?;
    let report = sizes::Report::of(&packed)?;
    report.print();
    Ok(report)
}

fn client_assets(packages: &std::path::Path, glued: bindgen::Glued) -> Outcome<Vec<Asset>> {
    let source = places::root().join("client/assets");
    let esbuild = scripts::Esbuild::of(packages);
    let mut assets = vec![
        Asset::new("app.js", esbuild.bundle(&glued.script)?),
        Asset::new("boot.js", esbuild.script(&source.join("boot.js"))?),
        Asset::new("device.js", esbuild.script(&source.join("device.js"))?),
        Asset::new("app_bg.wasm", glued.module),
        Asset::new("app.css", esbuild.style(&style::whole()?)?),
        Asset::new("sprite.svg", sprite::build(packages)?),
    ];
    for name in ["icon.svg", "old.js"] {
        assets.push(Asset::new(name, places::read(&source.join(name))?));
    }
    for font in places::list(&source.join("fonts.txt"))? {
        let bytes = places::read(&source.join("fonts").join(&font))?;
        assets.push(Asset::new(format!("fonts/{font}"), bytes));
    }
    Ok(assets)
}
