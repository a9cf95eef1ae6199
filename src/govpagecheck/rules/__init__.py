"""Rules as data: loading, phrase books, the vocabulary of expectations, rulesets."""
