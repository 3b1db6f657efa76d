//! Whole answers of a distribution, rule by rule, on both sides of each edge.

mod admission;
mod behaviors;
mod errors;
mod functions;
mod laws;
mod origins;
mod passing;
mod signing;
mod times;
