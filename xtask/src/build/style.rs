//! One style sheet from many, in an order someone chose.

use crate::fault::{Fault, Outcome};
use crate::places;

/// The boot style first, then `client/style/*.css` as `order.txt` lists them (by name without it).
pub(super) fn whole() -> Outcome<String> {
    let root = places::root();
    let folder = root.join("client/style");
    let found: Vec<String> = places::files(&folder, ".css")
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    let order = folder.join("order.txt");
    let listed = order.is_file().then(|| places::list(&order)).transpose()?;
    let mut css = places::read_text(&root.join("client/assets/boot.css"))?;
    for name in in_order(found, listed)? {
        let part = places::read_text(&folder.join(&name))?;
        if part.contains("@import") {
            return Err(Fault::new(format!(
                "client/style/{name} has an @import; list the file in client/style/order.txt instead"
            )));
        }
        css.push_str(&part);
        css.push('\n');
    }
    Ok(css)
}

fn in_order(found: Vec<String>, listed: Option<Vec<String>>) -> Outcome<Vec<String>> {
    let Some(listed) = listed else {
        return Ok(found);
    };
    if let Some(missing) = listed.iter().find(|name| !found.contains(name)) {
        return Err(Fault::new(format!("client/style/order.txt lists {missing}, which is not there")));
    }
    if let Some(forgotten) = found.iter().find(|name| !listed.contains(name)) {
        return Err(Fault::new(format!(
            "client/style/{forgotten} is not in client/style/order.txt; say where it belongs"
        )));
    }
    Ok(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_list_decides_the_order() {
        let order = in_order(names(&["a.css", "b.css"]), Some(names(&["b.css", "a.css"])));
        assert_eq!(order.expect("both are there"), names(&["b.css", "a.css"]));
    }

    #[test]
    fn a_forgotten_or_missing_style_is_named() {
        let forgotten = in_order(names(&["a.css"]), Some(vec![])).expect_err("a.css is forgotten");
        assert!(forgotten.to_string().contains("a.css is not in"));
        let missing = in_order(vec![], Some(names(&["c.css"]))).expect_err("c.css is missing");
        assert!(missing.to_string().contains("lists c.css"));
    }
}
