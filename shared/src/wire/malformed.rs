//! What can be wrong with bytes from a peer. Refuses to know what happens to the peer then.

/// Why bytes were not read. Whoever sent them is closed with [`super::CloseCode::Malformed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// More bytes were announced than came.
    #[error("the message ends too early")]
    Truncated,
    /// One whole message was read and bytes are left.
    #[error("bytes follow the end of the message")]
    Trailing,
    /// A number goes on for more than ten bytes.
    #[error("a number is longer than ten bytes")]
    NumberTooLong,
    /// A number does not fit its field: 53 bits, or 32.
    #[error("a number is too large for its field")]
    NumberTooLarge,
    /// A text is not UTF-8.
    #[error("a text is not valid utf-8")]
    NotUtf8,
    /// More entries are declared than the remaining bytes could hold.
    #[error("more entries are declared than the remaining bytes can hold")]
    DeclaredTooMany,
    /// The first number of the frame is no message type.
    #[error("there is no message of type {0}")]
    UnknownMessage(u64),
    /// A sync or auth message of no known sub-type.
    #[error("there is no sub-type {0} of this message")]
    UnknownSubtype(u64),
    /// One of our own messages does not carry the JSON that its type asks for.
    #[error("the message is not the json that its type asks for")]
    NotItsJson,
    /// One of our own messages carries more than [`super::CONTROL_BYTES_MAX`] of JSON.
    #[error("the message carries too much json")]
    ControlTooLong,
    /// A struct of a kind, or with content, that has no place on a board.
    #[error("a struct of kind {0} has no place on a board")]
    StructKind(u8),
    /// A shared type that is neither map nor text.
    #[error("a shared type of kind {0} has no place on a board")]
    TypeKind(u8),
    /// A value of a kind that has no place on a board (binary, big integer).
    #[error("a value of kind {0} has no place on a board")]
    ValueKind(u8),
    /// A struct's parent is neither a root nor an id.
    #[error("a parent is neither a root nor an id")]
    ParentKind,
    /// A text under a key, a value or a shared type without one, or anything without one in a root: boards are maps of
    /// maps, and texts in them.
    #[error("a struct lies where its content has no place")]
    Misplaced,
    /// Arrays and maps more than [`super::v1::VALUE_DEPTH_MAX`] deep.
    #[error("values are nested too deep")]
    TooDeep,
    /// More values in one struct than [`super::v1::STRUCT_VALUES_MAX`].
    #[error("one struct holds too many values")]
    TooManyValues,
    /// More structs in one update than [`super::v1::STRUCTS_MAX`].
    #[error("one update holds too many structs")]
    TooManyStructs,
    /// Structs of more clients in one update than [`super::v1::CLIENTS_MAX`].
    #[error("one update holds structs of too many clients")]
    TooManyClients,
    /// A struct, a client's section or a delete range of length zero.
    #[error("an entry is empty")]
    Empty,
    /// A clock runs past [`super::v1::CLOCK_MAX`].
    #[error("a clock is too large")]
    ClockTooLarge,
    /// A struct names itself or a later struct of its own client as neighbour or parent.
    #[error("a struct refers to a later one of its own client")]
    Forward,
    /// One client has two sections where one is meant.
    #[error("a client appears twice")]
    ClientTwice,
    /// A client's delete ranges overlap or are not in order.
    #[error("delete ranges overlap or run backwards")]
    RangesOutOfOrder,
}
