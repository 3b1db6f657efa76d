//! What is wrong with a template: opinions, and what AWS refuses.
