"""What is wrong with lines that the parser refuses, and each line as it was meant."""
