"""Reads PDF files: characters with their places on the page become running text that can be searched."""
