"""Turns prompts into events, in a child process; knows no conversation store, catalogue or screen."""
