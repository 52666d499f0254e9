//! The codes with which a socket is closed. Refuses to know when.

/// Why the server closed the socket. What is wrong is always said by closing, never by refusing the upgrade: a stock
/// client retries a refused upgrade for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CloseCode {
    /// The bytes were not the protocol.
    Malformed,
    /// The token is unknown, void or absent.
    NotAuthorized,
    /// The role does not allow what was tried, and the client did not say hello: its copy is void now.
    Forbidden,
    /// There is no such workshop (any more).
    NoSuchWorkshop,
    /// The token is of another generation: restored, hard deleted or rebuilt since.
    OtherGeneration,
    /// Too many messages, or too many bytes, for too long.
    TooFast,
    /// The server restarts; come back.
    Restarting,
    /// Too slow a reader, a full room, a failing disk; come back later.
    TryLater,
}

impl CloseCode {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Malformed,
        Self::NotAuthorized,
        Self::Forbidden,
        Self::NoSuchWorkshop,
        Self::OtherGeneration,
        Self::TooFast,
        Self::Restarting,
        Self::TryLater,
    ];

    /// The number on the wire.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::Malformed => 4400,
            Self::NotAuthorized => 4401,
            Self::Forbidden => 4403,
            Self::NoSuchWorkshop => 4404,
            Self::OtherGeneration => 4409,
            Self::TooFast => 4529,
            Self::Restarting => 1012,
            Self::TryLater => 1013,
        }
    }

    /// The code of that number, if it is one of ours.
    #[must_use]
    pub fn from_code(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// Whether coming back with the same document and token is useless (44xx): stock clients never do then.
    #[must_use]
    pub fn is_final(self) -> bool {
        (4400..4500).contains(&self.code())
    }
}
