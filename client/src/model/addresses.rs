//! The addresses of the product: which screen a path means, and how links are written.

use journeyboard_shared::ids::WorkshopId;

/// A screen by its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// `/`
    Home,
    /// `/w/{id}`
    Workshop(WorkshopId),
    /// `/w/…` with something that is no id.
    BrokenLink,
    /// Anything else.
    Nowhere,
}

impl Address {
    /// What a path means.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path.trim_end_matches('/') {
            "" => Self::Home,
            path => match path.strip_prefix("/w/") {
                Some(id) => id.parse().map_or(Self::BrokenLink, Self::Workshop),
                None => Self::Nowhere,
            },
        }
    }
}

/// The path of a workshop with the secret that opens it.
#[must_use]
pub fn workshop(id: WorkshopId, secret: &str) -> String {
    format!("/w/{id}#{secret}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_with_a_broken_id_is_told_from_a_page_that_never_was() {
        assert_eq!(Address::of("/"), Address::Home);
        assert!(matches!(Address::of("/w/018f7c3e-9d2b-4c61-8a57-0d4ee0f1a2b3"), Address::Workshop(_)));
        assert_eq!(Address::of("/w/018f7c3e"), Address::BrokenLink);
        assert_eq!(Address::of("/admin"), Address::Nowhere);
    }
}
