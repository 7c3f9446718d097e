"""Tests of the engine's process side and its backends."""
