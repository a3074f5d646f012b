"""What is looked at in language and form: each rule in a file of its own."""
