"""The domain model, made in steps: data, tokenizer, domain-adaptive pretraining, fine-tuning, export."""
