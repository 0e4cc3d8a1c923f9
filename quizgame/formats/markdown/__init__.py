"""Markdown documents of questions and answers, in the shapes in which people write them."""

from quizgame.formats.markdown.reader import Reading, read_markdown

__all__ = ["Reading", "read_markdown"]
