"""The people's side: the web inbox in which drafts are read, edited, sent, passed on and looked up again."""
