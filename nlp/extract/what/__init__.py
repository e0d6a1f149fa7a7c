"""Events: triggers, participants, factuality, place, what tells the same again."""
