//! Two letters for each department, the same on the wall and in the map. Knows names only.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Board;

/// Each department's name with its two letters: its first word if that is an abbreviation (IT, HR), else the initials
/// of its first two words, else its first letter and a later one; each pair used once while there are enough. Listed departments come first, then what people wrote on joining.
#[must_use]
pub fn department_marks(board: &Board) -> BTreeMap<String, String> {
    let mut listed: Vec<_> = board.departments.iter().collect();
    crate::order::sort(&mut listed, |(a_id, a), (b_id, b)| a.order.cmp(&b.order).then(a_id.cmp(b_id)));
    let written: BTreeSet<&str> = board.participants.values().map(|person| person.department.as_str()).collect();
    let names = listed.iter().map(|(_, department)| department.name.as_str()).chain(written);
    let (mut marks, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for name in names {
        if marks.contains_key(name) {
            continue;
        }
        let candidates = candidates(name);
        let Some(mark) = candidates.iter().find(|mark| !taken.contains(*mark)).or(candidates.first()) else { continue };
        taken.insert(mark.clone());
        marks.insert(name.to_owned(), mark.clone());
    }
    marks
}

/// What could stand for a name, best first; nothing for a name without letters.
fn candidates(name: &str) -> Vec<String> {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).map(upper).collect::<Vec<char>>();
    let words: Vec<Vec<char>> = name.split_whitespace().map(letters).filter(|word| !word.is_empty()).collect();
    let Some(first) = words.first() else { return Vec::new() };
    let pair = |second: &char| String::from_iter([first[0], *second]);
    // A one-letter word is a conjunction: "Nákup a sklad" is NS.
    let second_word = words[1..].iter().find(|word| word.len() > 1).or(words.get(1));
    let initials = second_word.map(|word| pair(&word[0]));
    let is_abbreviation = name.split_whitespace().next().is_some_and(|word| word.chars().all(char::is_uppercase));
    let abbreviation = (first.len() == 2 && is_abbreviation).then(|| String::from_iter(first));
    let mut all: Vec<String> = abbreviation.into_iter().chain(initials).chain(first[1..].iter().map(pair)).collect();
    all.extend(('1'..='9').map(|digit| pair(&digit)));
    if first.len() == 1 && words.len() == 1 {
        all.insert(0, first[0].to_string());
    }
    all
}

fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Department;
    use crate::order;

    #[test]
    fn ma4_departments_get_letters_of_their_own() {
        let mut board = Board::default();
        let names = ["Obchod", "Obsluha klienta", "Obsluha", "Péče o zákazníky", "IT a provoz", "Řízení", "R", "…"];
        for ((i, name), order) in names.iter().enumerate().zip(order::first(names.len())) {
            let id = uuid::Uuid::from_u128(i as u128 + 1).into();
            board.departments.insert(id, Department { name: (*name).into(), order });
        }
        let marks = department_marks(&board);
        let of = |name: &str| marks.get(name).map(String::as_str);
        assert_eq!(
            names.map(of),
            [Some("OB"), Some("OK"), Some("OS"), Some("PZ"), Some("IT"), Some("ŘÍ"), Some("R"), None]
        );
    }
}
