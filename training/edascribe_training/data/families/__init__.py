"""The kinds of tasks that pairs are drawn from, by tool."""
