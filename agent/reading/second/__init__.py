"""The second vote's reading: how likely is it that some piece of a mail says more than a request for papers?

A classifier of its own, over single pieces of text, trained on other labels than the reader. It is asked for every
mail, whichever reader reads it, and can only make the outcome stricter.
"""
