"""`python -m edascribe_training`, which is how `accelerate launch --module` starts it on many GPUs."""

from edascribe_training.cli import main

main()
