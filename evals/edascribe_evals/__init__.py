"""Evaluation by execution: tasks as data, run in the real tool in a sandbox, graded by the state that the script leaves."""
