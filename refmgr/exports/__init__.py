"""What leaves the library: citation keys and files."""
