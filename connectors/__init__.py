"""Other people's systems: mail servers, document archives, ledgers, models."""
