"""What is counted: each function takes a `View` and gives a table whose every number has its evidence."""
