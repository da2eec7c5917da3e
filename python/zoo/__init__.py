"""Small models of many kinds, as people bring them, published and asked 60 rows they never saw."""
