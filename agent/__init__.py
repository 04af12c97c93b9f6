"""The case and its path: what a mail means, who must look, what may leave."""
