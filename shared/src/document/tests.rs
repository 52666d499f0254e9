//! People and documents: what one writes, the other reads.
