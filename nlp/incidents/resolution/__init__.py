"""Which events are one happening: keys, pairs, evidence, clusters."""
