import pytest

from config.proxy import seen_by_the_proxy


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [("10.1.2.3", "10.1.2.3"), ("9.9.9.9, 10.1.2.3", "10.1.2.3"), ("", "127.0.0.1"), (" , ", "127.0.0.1")],
)
def test_the_visitor_is_whom_the_nearest_proxy_saw_whatever_he_claimed_himself(forwarded, address):
    seen = []
    application = seen_by_the_proxy(lambda environ, start_response: seen.append(environ["REMOTE_ADDR"]))
    application({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}, None)
    assert seen == [address]
