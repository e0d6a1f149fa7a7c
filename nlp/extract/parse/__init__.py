"""What every extractor asks of a parse."""
