"""The demo office: people, hubs, themes and four issues, each brought to its state by the real moves."""

from issues.demo.build import build, build_the_real_issue

__all__ = ["build", "build_the_real_issue"]
