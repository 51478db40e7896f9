"""What the case studies teach: themes and lessons."""
