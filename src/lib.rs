//! The rooms of stackgen.
#![doc = include_str!("../ARCHITECTURE.md")]

pub mod access;
pub mod app;
pub mod aws;
pub mod cfn;
pub mod check;
pub mod cli;
pub mod compile;
pub mod diag;
pub mod language;
pub mod lower;
pub mod open;
pub mod render;
pub mod resolve;
pub mod simulate;
pub mod source;
pub mod stack;
pub mod template;
pub mod templates;
pub mod verify;
