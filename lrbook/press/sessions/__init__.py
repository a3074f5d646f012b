"""Sessions: a page is a program, and runs in a process of its own, which outlives its build where authors write."""
