"""Every tool's API, in the version at hand."""
