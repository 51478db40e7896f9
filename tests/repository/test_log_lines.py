import logging
import sys

from config.log_lines import WithoutDetail


def test_the_log_does_not_quote_the_row_a_database_refused():
    refused = "violates check\nDETAIL:  Failing row contains (秘而不宣的话)."
    try:
        raise ValueError(refused)
    except ValueError:
        told = WithoutDetail("{message}", style="{").formatException(sys.exc_info())
    assert "violates check" in told and "秘而不宣" not in told


def test_the_product_logs_through_it(settings):
    assert settings.LOGGING["formatters"]["line"]["()"] == "config.log_lines.WithoutDetail"
    assert logging.getLogger("django.request").propagate
