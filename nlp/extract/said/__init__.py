"""Attribution: who says what, in which words."""
