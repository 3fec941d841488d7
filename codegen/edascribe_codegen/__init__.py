"""From editor context to checked completion: catalogue, prompt, models, check, repair, pipeline."""
