"""The citation network: who cites whom, how often and in which sentences."""
