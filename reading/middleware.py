"""What the readers' side does to every response."""

from reading.views.pages import not_found


class OwnNotFound:
    """With DEBUG Django answers 404 with a page of its own, which lists addresses; readers get ours all the same."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        return not_found(request, None) if response.status_code == 404 else response
