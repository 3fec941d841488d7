dffunmap -srst-only
