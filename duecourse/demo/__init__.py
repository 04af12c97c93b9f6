"""The demo company: its books, its papers, its customers' mails, its mail host, and the customers' mailboxes as a page.

Everything is invented, stays on this machine, and is the same on every start but for the dates, which count from today.
"""
