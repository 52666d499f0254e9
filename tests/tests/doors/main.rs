//! The server's doors: what comes in over HTTP and WebSocket, and what is turned away, each with a clear word.

mod http;
mod sockets;
