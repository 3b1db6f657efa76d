//! Whole-process timings, told as ratios to the process's own start-up.

fn main() {}
