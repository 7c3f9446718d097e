"""Installs chatui and runs its checks, with the standard library alone; imports nothing of chatui."""
