//! One sprite from many icons: a `<symbol>` for each, named as the client names it.

use crate::fault::{Fault, Outcome};
use crate::places;
use std::collections::BTreeMap;
use std::path::Path;

/// Attributes of the drawing that its children inherit; the rest of `<svg …>` is dropped.
const KEPT: [&str; 7] = ["viewBox", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule"];
const REFUSED: [&str; 4] = ["<script", "<foreignObject", "<style", "href="];

/// The icons of `client/assets/icons.txt` out of lucide-static, and our own drawings.
pub(super) fn build(packages: &Path) -> Outcome<String> {
    let source = places::root().join("client/assets");
    let lucide = packages.join("node_modules/lucide-static/icons");
    let mut icons = BTreeMap::new();
    for line in places::list(&source.join("icons.txt"))? {
        let (ours, theirs) = line.split_once('=').unwrap_or((&line, &line));
        let path = lucide.join(format!("{}.svg", theirs.trim()));
        if !path.is_file() {
            return Err(Fault::new(format!(
                "client/assets/icons.txt wants {theirs}, which lucide-static does not have; look \
                 for its present name on lucide.dev and write {ours}=that-name"
            )));
        }
        icons.insert(ours.trim().to_owned(), places::read_text(&path)?);
    }
    for path in places::files(&source.join("icons"), ".svg") {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        icons.insert(name.into_owned(), places::read_text(&path)?);
    }
    let symbols: Vec<String> = icons.iter().map(|(name, svg)| symbol(name, svg)).collect::<Outcome<_>>()?;
    Ok(format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>\n", symbols.concat()))
}

fn symbol(name: &str, svg: &str) -> Outcome<String> {
    let refuse = |why: &str| Fault::new(format!("the icon {name} {why}"));
    if let Some(word) = REFUSED.iter().find(|word| svg.contains(**word)) {
        return Err(refuse(&format!("contains {word}, which a sprite may not")));
    }
    let (_, opened) = svg.split_once("<svg").ok_or_else(|| refuse("is no SVG"))?;
    let (head, rest) = opened.split_once('>').ok_or_else(|| refuse("is cut off"))?;
    let (body, _) = rest.rsplit_once("</svg>").ok_or_else(|| refuse("has no end"))?;
    let attributes: String =
        KEPT.iter().filter_map(|key| Some(format!(" {key}=\"{}\"", attribute(head, key)?))).collect();
    if !attributes.contains("viewBox") {
        return Err(refuse("has no viewBox"));
    }
    let body: String = body.lines().map(str::trim).collect();
    let body = body.replace(" />", "/>");
    Ok(format!("<symbol id=\"{name}\"{attributes}>{body}</symbol>"))
}

fn attribute<'a>(head: &'a str, key: &str) -> Option<&'a str> {
    head.split_once(&format!(" {key}=\""))?.1.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIN: &str = "<!-- licence -->\n<svg\n class=\"a\" width=\"24\" viewBox=\"0 0 24 24\" \
                       fill=\"none\" stroke-width=\"2\"\n>\n  <circle r=\"3\" />\n</svg>\n";

    #[test]
    fn an_icon_becomes_a_symbol_of_our_name() {
        assert_eq!(
            symbol("pin", PIN).expect("a good icon"),
            "<symbol id=\"pin\" viewBox=\"0 0 24 24\" fill=\"none\" stroke-width=\"2\">\
             <circle r=\"3\"/></symbol>"
        );
    }

    #[test]
    fn an_icon_that_could_run_or_load_something_is_refused() {
        let bad = PIN.replace("<circle", "<script>alert(1)</script><circle");
        assert!(symbol("pin", &bad).is_err());
    }
}
