import pytest
from csp.utils import build_policy


@pytest.mark.django_db
def test_every_page_carries_the_whole_policy(client) -> None:
    for path in ("/accounts/login/", "/admin/login/"):
        header = client.get(path).headers["Content-Security-Policy"]
        assert sorted(header.split("; ")) == sorted(build_policy().split("; "))
        assert "default-src 'self'" in header
