//! Counts failures and sockets that nobody vouched for, per address and in all. Never counts who has a valid link: a
//! thousand people behind one office address join and work.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::bucket::{Bucket, Rate};
use crate::clock::Millis;

/// Wrong links and tokens from one address; secrets have 192 bits, so this only keeps the log readable.
const FAILURES: Rate = Rate { per_sec: 0.5, burst: 60.0 };
/// Sockets of one address that have not been vouched for yet. Each is through in milliseconds.
const UNVOUCHED_PER_ADDRESS_MAX: usize = 256;
/// Such sockets in all.
const UNVOUCHED_MAX: usize = 2_048;
/// Addresses that are remembered. When there are more, those without open sockets are forgotten.
const ADDRESSES_MAX: usize = 10_000;

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Limiter(Mutex<Table>);

#[derive(Debug, Default)]
struct Table {
    addresses: HashMap<IpAddr, Entry>,
    unvouched: usize,
}

#[derive(Debug)]
struct Entry {
    failures: Bucket,
    unvouched: usize,
}

/// A socket that nobody has vouched for yet; when dropped, it is counted no more.
#[derive(Debug)]
pub(crate) struct Unvouched<'a> {
    limiter: &'a Limiter,
    address: IpAddr,
}

impl Limiter {
    /// Counts a failure; `false` if there were too many.
    pub(crate) fn failed(&self, address: IpAddr, now: Millis) -> bool {
        let mut table = self.table();
        table.entry(address, now).is_none_or(|entry| entry.failures.take(1.0, now))
    }

    /// Counts a socket; `None` if there are too many.
    pub(crate) fn socket(&self, address: IpAddr, now: Millis) -> Option<Unvouched<'_>> {
        let mut table = self.table();
        if table.unvouched >= UNVOUCHED_MAX {
            return None;
        }
        let entry = table.entry(address, now)?;
        if entry.unvouched >= UNVOUCHED_PER_ADDRESS_MAX {
            return None;
        }
        entry.unvouched += 1;
        table.unvouched += 1;
        Some(Unvouched { limiter: self, address })
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    /// The address's entry; `None` only if the table is full of open sockets.
    fn entry(&mut self, address: IpAddr, now: Millis) -> Option<&mut Entry> {
        if self.addresses.len() >= ADDRESSES_MAX && !self.addresses.contains_key(&address) {
            self.addresses.retain(|_, entry| entry.unvouched > 0);
            if self.addresses.len() >= ADDRESSES_MAX {
                return None;
            }
        }
        let new = || Entry { failures: Bucket::new(FAILURES, now), unvouched: 0 };
        Some(self.addresses.entry(address).or_insert_with(new))
    }
}

impl Drop for Unvouched<'_> {
    fn drop(&mut self) {
        let mut table = self.limiter.table();
        table.unvouched = table.unvouched.saturating_sub(1);
        if let Some(entry) = table.addresses.get_mut(&self.address) {
            entry.unvouched = entry.unvouched.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))
    }

    #[test]
    fn ht9_failures_of_one_address_do_not_count_for_another() {
        let limiter = Limiter::default();
        assert!((0..60).all(|_| limiter.failed(address(1), 0)));
        assert!(!limiter.failed(address(1), 0));
        assert!(limiter.failed(address(2), 0));
        assert!(limiter.failed(address(1), 2_000), "two seconds bring one back");
    }

    #[test]
    fn ht9_sockets_count_until_somebody_vouched_for_them() {
        let limiter = Limiter::default();
        let open: Vec<_> = (0..UNVOUCHED_PER_ADDRESS_MAX).filter_map(|_| limiter.socket(address(1), 0)).collect();
        assert_eq!(open.len(), UNVOUCHED_PER_ADDRESS_MAX);
        assert!(limiter.socket(address(1), 0).is_none());
        drop(open);
        assert!(limiter.socket(address(1), 0).is_some());
    }

    #[test]
    fn ht9_the_table_stays_bounded() {
        let limiter = Limiter::default();
        for n in 0..(ADDRESSES_MAX as u32 + 10) {
            limiter.failed(IpAddr::V4(Ipv4Addr::from(n)), 0);
        }
        assert!(limiter.table().addresses.len() <= ADDRESSES_MAX);
    }
}
