"""Property tests here draw figures; on a busy machine that takes longer than Hypothesis allows by default."""

from hypothesis import settings

settings.register_profile("figures", deadline=None)
settings.load_profile("figures")
