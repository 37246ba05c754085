"""The SQL of bundles, copies of books and the region's own registers."""
