"""Lexer, lexicon and pattern language that the rules of time are written in."""
