"""Many districts' handbooks in one run: who they are, what has to be built, what came of it."""
