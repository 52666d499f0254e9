//! Leptos with fewer machines. Its generics make a machine of 3 to 4 kB per closure, element and type; what stands here
//! takes their place under the same names, boxed at the border, so that one machine serves all. Views and the model say
//! `use crate::prelude::*` and write Leptos as ever (what it brings: `docs/benchmarks.md`, "Download").

pub mod begin;
pub mod effect;
pub mod element;
pub mod flow;
pub mod memo;
pub mod signals;
pub(crate) mod slot;
pub mod stored;
pub mod value;
