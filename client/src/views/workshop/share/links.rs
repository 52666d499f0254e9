//! The links of a workshop, asked of the server: only facilitators are given them.

use journeyboard_shared::ids::WorkshopId;
use serde::Deserialize;

use crate::browser::http::{self, Failure};

/// The links that may be handed out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Links {
    /// For those who take part.
    pub(super) participant: String,
    /// For those who read along.
    pub(super) viewer: String,
}

/// What the server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing yet.
    Waiting,
    /// The links.
    Here(Links),
    /// This person is no facilitator.
    NotForMe,
    /// There is no answer.
    Failed,
}

#[derive(Deserialize)]
struct Workshop {
    #[serde(default)]
    links: Option<Links>,
}

/// Asks for the links.
pub(super) async fn fetch(workshop: WorkshopId, token: &str) -> Answer {
    let path = ["/api/workshops/", &workshop.to_string()].concat();
    match http::ask::<Workshop>("GET", &path, Some(token), None::<&()>).await {
        Ok(Workshop { links: Some(links) }) => Answer::Here(links),
        Ok(Workshop { links: None }) | Err(Failure::Said { status: 403, .. }) => Answer::NotForMe,
        Err(_) => Answer::Failed,
    }
}

/// Whether a link leads to the computer on which it is opened.
pub(super) fn is_local(link: &str) -> bool {
    let host = link.split_once("://").map_or(link, |(_, rest)| rest);
    ["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local))
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn a_link_that_no_phone_can_open_is_known() {
        assert!(is_local("http://127.0.0.1:8080/w/x#s"));
        assert!(is_local("http://localhost:8080/w/x#s"));
        assert!(!is_local("http://192.168.1.20:8080/w/x#s"));
        assert!(!is_local("https://boards.example.org/w/x#s"));
    }
}
