"""What happens in the years of a plan, in its document."""
