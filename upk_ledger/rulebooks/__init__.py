"""One TOML file per edition of the programme's rules."""
