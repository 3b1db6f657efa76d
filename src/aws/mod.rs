//! What is true of AWS whether or not stackgen exists.
