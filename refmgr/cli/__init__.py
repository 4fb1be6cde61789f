"""The command line: options in, one method of the library, text or JSON out."""
