"""What is learned from the bytes of one mail, and the building of mails that leave. Pure: no database, no clock, no network."""
