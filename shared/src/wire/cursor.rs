//! Takes numbers, texts and slices off the front of borrowed bytes. Refuses to allocate, to recurse and to trust a length.

use super::Malformed;

/// The largest number that a JavaScript peer can mean: 2^53 − 1.
pub(crate) const NUMBER_MAX: u64 = (1 << 53) - 1;
/// lib0 writes no number in more than ten bytes.
const NUMBER_BYTES_MAX: usize = 10;

/// What is left of the bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    /// All that is left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The bytes between here and a cursor further on in the same bytes.
    pub(crate) fn until(&self, later: &Self) -> &'a [u8] {
        let len = self.rest.len().saturating_sub(later.rest.len());
        self.rest.get(..len).unwrap_or_default()
    }

    /// Nothing may be left.
    pub(crate) fn finish(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() { Ok(()) } else { Err(Malformed::Trailing) }
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Malformed> {
        let (&first, rest) = self.rest.split_first().ok_or(Malformed::Truncated)?;
        self.rest = rest;
        Ok(first)
    }

    pub(crate) fn take(&mut self, len: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(Malformed::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(Malformed::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    /// An unsigned number of at most 53 bits: seven bits a byte, lowest first, the top bit says that more follow.
    pub(crate) fn number(&mut self) -> Result<u64, Malformed> {
        self.number_after(0, 0, 0)
    }

    /// An unsigned number of at most 32 bits.
    pub(crate) fn number32(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.number()?).map_err(|_| Malformed::NumberTooLarge)
    }

    /// A signed number of at most 53 bits: the first byte has a sign bit (0x40) and six bits of the number.
    pub(crate) fn signed(&mut self) -> Result<i64, Malformed> {
        let first = self.byte()?;
        let low = u64::from(first & 0x3f);
        let size = if first & 0x80 == 0 { low } else { self.number_after(low, 6, 1)? };
        let size = i64::try_from(size).map_err(|_| Malformed::NumberTooLarge)?;
        Ok(if first & 0x40 == 0 { size } else { -size })
    }

    fn number_after(&mut self, low: u64, low_bits: u32, low_bytes: usize) -> Result<u64, Malformed> {
        let mut number = low;
        let mut shift = low_bits;
        for _ in low_bytes..NUMBER_BYTES_MAX {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            // Bits past the 53rd must be zero, in however many bytes they are written.
            if bits != 0 && (shift > 52 || bits > NUMBER_MAX >> shift) {
                return Err(Malformed::NumberTooLarge);
            }
            if bits != 0 {
                number |= bits << shift;
            }
            if byte & 0x80 == 0 {
                return Ok(number);
            }
            shift += 7;
        }
        Err(Malformed::NumberTooLong)
    }

    /// How many entries follow, if each takes at least `smallest` bytes.
    pub(crate) fn count(&mut self, smallest: usize) -> Result<u32, Malformed> {
        let declared = self.number32()?;
        if declared as usize > self.left() / smallest {
            return Err(Malformed::DeclaredTooMany);
        }
        Ok(declared)
    }

    /// Bytes after their length.
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Malformed> {
        let len = usize::try_from(self.number()?).map_err(|_| Malformed::Truncated)?;
        self.take(len)
    }

    /// A text after its length in bytes.
    pub(crate) fn text(&mut self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Malformed::NotUtf8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::put_number;

    #[test]
    fn wi5_a_number_keeps_its_value_up_to_53_bits_and_is_refused_beyond() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), NUMBER_MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            let mut cursor = Cursor::new(&bytes);
            assert_eq!(cursor.number(), Ok(number));
            assert_eq!(cursor.finish(), Ok(()));
        }
        for number in [NUMBER_MAX + 1, u64::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(Cursor::new(&bytes).number(), Err(Malformed::NumberTooLarge));
        }
    }

    #[test]
    fn wi5_a_number_of_32_bits_is_not_cut_to_fit() {
        let mut bytes = Vec::new();
        put_number(&mut bytes, u64::from(u32::MAX) + 1);
        assert_eq!(Cursor::new(&bytes).number32(), Err(Malformed::NumberTooLarge));
    }

    #[test]
    fn wi5_a_number_without_an_end_is_refused_after_ten_bytes() {
        assert_eq!(Cursor::new(&[0x80; 11]).number(), Err(Malformed::NumberTooLong));
        assert_eq!(Cursor::new(&[0xff; 11]).number(), Err(Malformed::NumberTooLarge));
        assert_eq!(Cursor::new(&[0x80; 9]).number(), Err(Malformed::Truncated));
        assert_eq!(Cursor::new(&[0xff; 100]).signed(), Err(Malformed::NumberTooLarge));
        assert_eq!(Cursor::new(&[0x81, 0x80, 0]).number(), Ok(1), "longer than needed, as lib0 reads it too");
    }

    #[test]
    fn wi5_a_signed_number_reads_as_lib0_writes_it() {
        for (bytes, number) in [
            (&[0x00][..], 0),
            (&[0x40], 0),
            (&[0x3f], 63),
            (&[0x7f], -63),
            (&[0x80, 0x01], 64),
            (&[0xc0, 0x01], -64),
            (&[0xbf, 0xff, 0xff, 0xff, 0x0f], 0x7fff_ffff),
        ] {
            assert_eq!(Cursor::new(bytes).signed(), Ok(number), "{bytes:x?}");
        }
    }
}
