//! What the user meant: few nouns, every reference an id that cannot dangle.
