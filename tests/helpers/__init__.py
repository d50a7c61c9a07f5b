"""What several tests need: all addresses, pages read as text and judged, undefined template variables, printed PDF read back."""
