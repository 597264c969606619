"""What was known on a day: the log, the stages reached, the promises and the verdicts on them."""
