dffunmap -ce-only
