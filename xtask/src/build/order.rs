//! Puts the functions of a module into the order in which they compress best: same signature, then like bytes, side by
//! side. Monomorphic copies of one function differ in a few bytes, and brotli names a near neighbour in fewer bits
//! (measured: 5 % of the module, `docs/benchmarks.md`, "Download"). What the module does is untouched.

use crate::fault::{Outcome, While};
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// The same module, its functions in that order.
pub(super) fn order(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let shelf = Shelf::of(bytes).while_doing(|| "read the module's functions".into())?;
    let mut module = Module::new();
    let mut sorter = shelf.sorted();
    sorter.parse_core_module(&mut module, Parser::new(0), bytes).while_doing(|| "put the module in order".into())?;
    Ok(module.finish())
}

/// The functions as they stand.
#[derive(Default)]
struct Shelf<'a> {
    imported: u32,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
}

impl<'a> Shelf<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, wasmparser::BinaryReaderError> {
        let mut shelf = Self::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        shelf.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(types) => shelf.types = types.into_iter().collect::<Result<_, _>>()?,
                Payload::CodeSectionEntry(body) => shelf.bodies.push(body),
                _ => {}
            }
        }
        Ok(shelf)
    }

    fn sorted(self) -> Sorter<'a> {
        let mut order: Vec<usize> = (0..self.bodies.len()).collect();
        order.sort_by_key(|&old| (self.types[old], self.bodies[old].as_bytes()));
        let mut indices: Vec<u32> = (0..self.imported).collect();
        indices.resize(indices.len() + order.len(), 0);
        for (new, &old) in (self.imported..).zip(&order) {
            indices[self.imported as usize + old] = new;
        }
        Sorter { indices, types: self.types, bodies: self.bodies, order }
    }
}

/// Writes a module anew with its functions in another order.
struct Sorter<'a> {
    /// Where each function of old is now.
    indices: Vec<u32>,
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    /// Which of old stands where now, imported ones aside.
    order: Vec<usize>,
}

type Done = Result<(), reencode::Error<std::convert::Infallible>>;

impl Reencode for Sorter<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, old: u32) -> Result<u32, reencode::Error<Self::Error>> {
        Ok(self.indices[old as usize])
    }

    fn parse_function_section(&mut self, section: &mut FunctionSection, _: FunctionSectionReader<'_>) -> Done {
        for &old in &self.order {
            section.function(self.types[old]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, _: CodeSectionReader<'_>) -> Done {
        for old in self.order.clone() {
            let body = self.bodies[old].clone();
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(func $short) (func $long nop nop) (func (call $short) (call $long))`, the last one exported as `f`.
    const MODULE: [u8; 46] = [
        0, b'a', b's', b'm', 1, 0, 0, 0, // header
        1, 4, 1, 0x60, 0, 0, // one type: nothing to nothing
        3, 4, 3, 0, 0, 0, // three functions of it
        7, 5, 1, 1, b'f', 0, 2, // the third is exported
        10, 17, 3, 2, 0, 0x0b, 4, 0, 1, 1, 0x0b, 7, 0, 0x10, 0, 0x10, 1, 1, 0x0b, // their code
    ];

    #[test]
    fn like_functions_stand_side_by_side_and_still_call_the_same_ones() {
        let sorted = order(&MODULE).expect("a module");
        let shelf = Shelf::of(&sorted).expect("a module again");
        let bodies: Vec<&[u8]> = shelf.bodies.iter().map(FunctionBody::as_bytes).collect();
        assert_eq!(bodies, [&[0, 1, 1, 0x0b][..], &[0, 0x0b], &[0, 0x10, 1, 0x10, 0, 1, 0x0b]]);
        assert_eq!(order(&sorted).expect("once more"), sorted, "what is in order stays as it is");
    }
}
