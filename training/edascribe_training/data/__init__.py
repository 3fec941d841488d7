"""Makes what the domain model is trained on: pairs of a prompt and its answer, and texts, each with where it comes from.

Pairs are drawn by families (`families/`), each a kind of task that engineers have, on designs that are made for it (`designs`);
they are kept if the tool runs them, something comes of it, and the product would show them (`building` tells the story).
"""
