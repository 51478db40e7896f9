from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings

UGLY = (404, 500)  # the error pages of development, which bring their own style


class OnePolicyMiddleware(CSPMiddleware):
    """The content security policy, written once a process: no page has a nonce or a policy of its own."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.policy = build_policy()

    def process_request(self, request):
        pass

    def process_response(self, request, response):
        if not (settings.DEBUG and response.status_code in UGLY):
            response.headers.setdefault(HEADER, self.policy)
        return response
