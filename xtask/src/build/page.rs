//! Publishes the client: a folder named by its content, and the page that points into it.

use super::Asset;
use super::squeeze::{Squeezed, is_worth_it, squeeze};
use crate::fault::{Fault, Outcome};
use crate::{digest, places};
use std::path::Path;

/// A published file: its size as it is and in both encodings.
pub(crate) struct Packed {
    pub(crate) name: String,
    pub(crate) raw: usize,
    pub(crate) brotli: usize,
    pub(crate) gzip: usize,
}

/// Writes `target/client/index.html` and `target/client/assets/<hash>/…`, each with `.br` and
/// `.gz` beside it; removes the folders of earlier builds.
pub(super) fn publish(mut assets: Vec<Asset>) -> Outcome<Vec<Packed>> {
    assets.sort_by(|a, b| a.name.cmp(&b.name));
    let hash = content_hash(&assets);
    let out = places::client_out();
    remove_others(&out.join("assets"), &hash)?;
    let template = places::read_text(&places::root().join("client/assets/index.html"))?;
    let page = Asset::new("index.html", fill(&template, &hash, &assets)?);
    let worker = places::read_text(&places::root().join("client/assets/offline.js"))?;
    let worker = Asset::new("offline.js", fill_worker(&worker, &hash, &assets));

    let folder = out.join("assets").join(&hash);
    let mut packed = assets.iter().map(|asset| pack(&folder, asset)).collect::<Outcome<Vec<_>>>()?;
    packed.push(pack(&out, &page)?);
    packed.push(pack(&out, &worker)?);
    Ok(packed)
}

fn content_hash(assets: &[Asset]) -> String {
    let parts = assets.iter().flat_map(|asset| [asset.name.as_bytes(), &asset.bytes]);
    digest::of_parts(parts)[..16].to_owned()
}

fn remove_others(folder: &Path, kept: &str) -> Outcome {
    for other in places::folders(folder) {
        if other.file_name().is_some_and(|name| name != kept) {
            places::remove(&other)?;
        }
    }
    Ok(())
}

fn fill(template: &str, hash: &str, assets: &[Asset]) -> Outcome<String> {
    let base = format!("/assets/{hash}");
    let fonts: String = assets
        .iter()
        .filter(|asset| asset.name.ends_with(".woff2"))
        .map(|font| {
            format!(
                "<link rel=\"preload\" href=\"{base}/{}\" as=\"font\" type=\"font/woff2\" crossorigin>\n",
                font.name
            )
        })
        .collect();
    let page = template.replace("{{assets}}", &base).replace("{{fonts}}", &fonts);
    if let Some((_, rest)) = page.split_once("{{") {
        let name = rest.split("}}").next().unwrap_or_default();
        return Err(Fault::new(format!(
            "client/assets/index.html has an unknown placeholder {{{{{name}}}}}; there are {{{{assets}}}} and {{{{fonts}}}}"
        )));
    }
    Ok(page)
}

/// The worker keeps every file of this client, those too that are only wanted later.
fn fill_worker(template: &str, hash: &str, assets: &[Asset]) -> String {
    let names: Vec<&str> = assets.iter().map(|asset| asset.name.as_str()).collect();
    template
        .replace("{{assets}}", &format!("/assets/{hash}"))
        .replace("{{files}}", &serde_json::json!(names).to_string())
}

fn pack(folder: &Path, asset: &Asset) -> Outcome<Packed> {
    let path = folder.join(&asset.name);
    places::write(&path, &asset.bytes)?;
    let raw = asset.bytes.len();
    let mut packed = Packed { name: asset.name.clone(), raw, brotli: raw, gzip: raw };
    if is_worth_it(&asset.name) {
        let Squeezed { brotli, gzip } = squeeze(&asset.bytes)?;
        packed.brotli = brotli.len();
        packed.gzip = gzip.len();
        places::write(&folder.join(format!("{}.br", asset.name)), &brotli)?;
        places::write(&folder.join(format!("{}.gz", asset.name)), &gzip)?;
    }
    Ok(packed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_points_into_the_folder_and_preloads_fonts() {
        let assets = [Asset::new("fonts/a.woff2", "f"), Asset::new("app.js", "j")];
        let page =
            fill("<link href=\"{{assets}}/app.js\">\n{{fonts}}", "abc", &assets).expect("both placeholders are known");
        assert!(page.contains("href=\"/assets/abc/app.js\""));
        assert!(page.contains("href=\"/assets/abc/fonts/a.woff2\" as=\"font\""));
    }

    #[test]
    fn the_worker_keeps_every_file_of_its_client() {
        let assets = [Asset::new("app.js", "j"), Asset::new("later/map.wasm", "w")];
        let worker = fill_worker("const BASE = \"{{assets}}\", FILES = {{files}};", "abc", &assets);
        assert_eq!(worker, "const BASE = \"/assets/abc\", FILES = [\"app.js\",\"later/map.wasm\"];");
    }

    #[test]
    fn an_unknown_placeholder_is_named() {
        let fault = fill("{{icons}}", "abc", &[]).expect_err("there is no such placeholder");
        assert!(fault.to_string().contains("{{icons}}"));
    }

    #[test]
    fn another_byte_is_another_folder() {
        let one = content_hash(&[Asset::new("app.js", "1")]);
        let two = content_hash(&[Asset::new("app.js", "2")]);
        assert_ne!(one, two);
        assert_eq!(one.len(), 16);
    }
}
