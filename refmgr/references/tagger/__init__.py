"""The trained tagger: tokens, their features, the model, and the fields it reads."""
