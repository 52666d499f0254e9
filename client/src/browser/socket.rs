//! One WebSocket. Refuses to know what the frames say.

use wasm_bindgen::prelude::*;
use web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket};

/// What a socket reports.
pub enum Report<'a> {
    /// It stands.
    Open,
    /// A frame arrived.
    Frame(&'a [u8]),
    /// It is gone, with that close code; 1006 where there was none.
    Closed(u16),
}

/// What the browser calls; kept as long as it may.
type Calls = (Closure<dyn FnMut(JsValue)>, Closure<dyn FnMut(MessageEvent)>, Closure<dyn FnMut(CloseEvent)>);

/// An open or opening socket; closed when dropped, and silent from then on.
pub struct Socket {
    socket: WebSocket,
    _calls: Calls,
}

impl Socket {
    /// Opens a socket. Reports come until it is dropped; never from within this call.
    ///
    /// # Errors
    /// If the address or a protocol name cannot be used.
    pub fn open(url: &str, protocols: &[&str], report: impl Fn(Report<'_>) + Clone + 'static) -> Result<Self, JsValue> {
        let names: js_sys::Array = protocols.iter().map(|name| JsValue::from_str(name)).collect();
        let socket = WebSocket::new_with_str_sequence(url, &names)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let (opened, arrived, closed) = (report.clone(), report.clone(), report);
        let on_open = Closure::<dyn FnMut(JsValue)>::new(move |_| opened(Report::Open));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(buffer) = event.data().dyn_into::<js_sys::ArrayBuffer>() {
                arrived(Report::Frame(&js_sys::Uint8Array::new(&buffer).to_vec()));
            }
        });
        let on_close =
            Closure::<dyn FnMut(CloseEvent)>::new(move |event: CloseEvent| closed(Report::Closed(event.code())));
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Ok(Self { socket, _calls: (on_open, on_message, on_close) })
    }

    /// Sends a frame; while the socket is not open it is lost, and the next handshake brings what was in it.
    pub fn send(&self, frame: &[u8]) {
        if self.socket.ready_state() == WebSocket::OPEN {
            let _ = self.socket.send_with_u8_array(frame);
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        let _ = self.socket.close();
    }
}
