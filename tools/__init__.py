"""What makes the files of sitegen that nobody writes by hand. None of it is shipped."""
