"""Where Records are asked for: the one room that knows the network, and the library as a source.

Nothing is imported here, so that knowing the room costs nothing; habanero comes with the first
question.
"""
