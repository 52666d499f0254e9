//! People and their commands.
