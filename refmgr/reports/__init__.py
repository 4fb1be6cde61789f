"""Values in, tables for people out."""
