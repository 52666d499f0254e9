//! People at one board: what they do together, and what each of them may.

mod first;
