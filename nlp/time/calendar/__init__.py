"""Calendar arithmetic and TIMEX3 values; knows no language."""
