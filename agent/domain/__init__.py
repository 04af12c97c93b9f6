"""What the words mean and what follows from them: no input or output, no clock, no framework."""
