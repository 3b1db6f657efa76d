//! Tests of whole answers of a distribution.
