//! Holds the tables of `docs/document.md` to the table of capabilities. A table that is wrong is printed as it should be.

use journeyboard_shared::model::Role;
use journeyboard_shared::rules::{Grant, Operation, Phase, grant};

const BOOK: &str = include_str!("../../docs/document.md");

fn cell(grant: Grant) -> &'static str {
    match grant {
        Grant::NOBODYS => "–",
        Grant::OWN => "own",
        Grant::EVERYBODYS => "all",
        _ => "other",
    }
}

fn table(role: Role) -> String {
    let line = |first: &str, cells: &[&str]| format!("| {first} | {} |\n", cells.join(" | "));
    let phases = Phase::ALL.map(Phase::key);
    let rows = Operation::ALL.map(|operation| {
        let cells = Phase::ALL.map(|phase| cell(grant(role, phase, operation)));
        line(operation.said(), &cells)
    });
    line(role.key(), &phases) + &format!("|---|{}\n", "---|".repeat(phases.len())) + &rows.concat()
}

#[test]
fn ca2_the_book_shows_the_table_that_the_server_keeps_to() {
    for role in [Role::Participant, Role::Facilitator] {
        let table = table(role);
        assert!(BOOK.contains(&table), "docs/document.md should show:\n\n{table}");
    }
}
