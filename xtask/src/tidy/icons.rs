//! An icon that a view names is in the sprite; a missing one would be an invisible hole.

use super::Breach;
use super::source::Source;
use crate::fault::Outcome;
use crate::places;
use std::collections::BTreeSet;
use std::path::Path;

const MARK: &str = "<Icon name=\"";

/// Our names of all icons: those of the list, and our own drawings.
pub(super) fn known(root: &Path) -> Outcome<BTreeSet<String>> {
    let assets = root.join("client/assets");
    let listed = places::list(&assets.join("icons.txt"))?;
    let ours = listed.iter().map(|line| line.split('=').next().unwrap_or_default().trim().to_owned());
    let drawn = places::files(&assets.join("icons"), ".svg");
    let drawn = drawn.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    Ok(ours.chain(drawn).collect())
}

pub(super) fn check(source: &Source, known: &BTreeSet<String>) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for (i, line) in source.text.lines().enumerate() {
        let names = line.split(MARK).skip(1).filter_map(|rest| {
            let name = rest.split('"').next()?;
            source.path.starts_with("client/src/").then_some(name)
        });
        for name in names.filter(|name| !known.contains(*name)) {
            let what = format!(
                "there is no icon `{name}`; add it to client/assets/icons.txt, or draw \
                 client/assets/icons/{name}.svg"
            );
            breaches.push(Breach::at(source, i + 1, what));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_that_is_not_in_the_sprite_is_a_breach() {
        let known = BTreeSet::from(["plus".to_owned()]);
        let view = |text| check(&Source::new("client/src/views/a.rs", text), &known);
        assert!(view("<Icon name=\"plus\"/>").is_empty());
        assert_eq!(view("<Icon name=\"plus\"/><Icon name=\"pluss\"/>").len(), 1);
    }
}
