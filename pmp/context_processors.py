"""What the frame around every page needs."""


def navigation(request):
    """Main navigation of the municipality that the address names; empty before sign-in."""
    return {"nav": []}
