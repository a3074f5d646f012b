"""What faults have in common: the function of the edited packages that most likely makes them."""
