"""References formatted as the style manuals print them: Vancouver, AMA, APA."""
