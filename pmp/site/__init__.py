"""The roof: home, navigation, the plan's pages for readers, the list of changes, the demo."""
