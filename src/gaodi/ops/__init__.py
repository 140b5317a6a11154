"""The `gaodi` command, schedules, and everything that runs an instance."""
