"""Pure functions on thoughts: splitting, final answers; standard library only, no engine and no screen."""
