//! What the user declared, word for word.
