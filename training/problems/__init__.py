"""The problems that the demo model learns: questions, thoughts and answers, made from a seed."""
