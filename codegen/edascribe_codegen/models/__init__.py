"""Model servers, one file per kind; the only place that does network I/O."""
