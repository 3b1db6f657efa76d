# A warning in a doc comment is an error, here as in CI.
export RUSTDOCFLAGS := "-D warnings"

# What CI asks of a change before it is looked at
ready:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings
    cargo test --locked
    cargo doc --no-deps --locked

# All tests, or those with a word in their name: `just test house::floors`
test *word:
    cargo test --locked {{ word }}

# Look at every changed snapshot and accept or reject it (`cargo install cargo-insta`)
review:
    cargo insta test --review

# The rooms and what each hands out, in the browser
docs:
    cargo doc --no-deps --locked --open
