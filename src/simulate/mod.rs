//! What AWS would do with a request, and why: a witness that has seen the template alone.

pub mod javascript;
