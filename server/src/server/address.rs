//! Under which address others can reach us.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// What to put into links: the address itself, or the one in the local network if it listens on all.
pub(super) fn reachable(address: SocketAddr) -> SocketAddr {
    if !address.ip().is_unspecified() {
        return address;
    }
    SocketAddr::new(in_local_network().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), address.port())
}

/// The address from which a packet to a private network would leave. Connecting a UDP socket sends nothing.
fn in_local_network() -> Option<IpAddr> {
    let ask = |from: IpAddr, to: SocketAddr| {
        let socket = UdpSocket::bind((from, 0)).ok()?;
        socket.connect(to).ok()?;
        socket.local_addr().ok().map(|address| address.ip()).filter(|ip| !ip.is_unspecified() && !ip.is_loopback())
    };
    ask(Ipv4Addr::UNSPECIFIED.into(), (Ipv4Addr::new(10, 255, 255, 255), 9).into())
        .or_else(|| ask(Ipv6Addr::UNSPECIFIED.into(), (Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 1), 9).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cl4_a_server_that_listens_everywhere_has_an_address_that_others_can_use() {
        let reachable = reachable("0.0.0.0:80".parse().expect("an address"));
        assert!(!reachable.ip().is_unspecified());
        assert_eq!(reachable.port(), 80);
    }
}
