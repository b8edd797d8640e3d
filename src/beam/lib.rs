//! Bytes of a `.beam` file to plain data.
