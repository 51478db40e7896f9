"""Behind a proxy every request seems to come from the proxy; lock-out and audit need the visitor's own address."""


def seen_by_the_proxy(application):
    """`application` with the address that the nearest proxy put last into X-Forwarded-For as REMOTE_ADDR."""

    def behind_proxy(environ, start_response):
        if "HTTP_X_FORWARDED_FOR" in environ:
            nearest = environ["HTTP_X_FORWARDED_FOR"].rsplit(",", 1)[-1].strip()
            environ["REMOTE_ADDR"] = nearest or environ["REMOTE_ADDR"]
        return application(environ, start_response)

    return behind_proxy
