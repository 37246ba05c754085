"""Tables in and out: spreadsheets, CSV, plain-text journals."""
