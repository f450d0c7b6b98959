"""What a page of the site may load and run: its own files, and nothing else.

In: nothing. Out: the Content-Security-Policy, as it stands in every page and as hosts send it. No
page has a script, a style or a style attribute of its own, so the policy is one for all pages and
needs no hash; it ends what markup that slipped through could do.
"""

from __future__ import annotations

SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheet has its icons in itself
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
BY_HOSTS_ALONE = {"frame-ancestors": "'none'"}
"""What browsers take from a host, but not from a page."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HEADERS_FILE = "_headers"
"""Where Netlify, Cloudflare Pages and others look for headers to send."""


def _joined(sources: dict[str, str]) -> str:
    return "; ".join(f"{kind} {allowed}" for kind, allowed in sources.items())


POLICY = _joined(SOURCES)
"""As it stands in a page."""
SERVED = _joined(SOURCES | {"script-src": "'self' 'unsafe-inline'"})
"""The same while a site is served to its writers: MkDocs' reloading is a script in the page."""

OFFLINE = _joined(
    {kind: allowed.replace("'self'", "'self' file:") for kind, allowed in SOURCES.items()}
)
"""The same for a site that is opened from a folder, which not all browsers take for one origin."""


def headers() -> dict[str, str]:
    """The headers that a host should send with every file."""
    return {"Content-Security-Policy": _joined(SOURCES | BY_HOSTS_ALONE), **HEADERS}


def headers_file() -> str:
    """The same in the format of `_headers`."""
    lines = [f"  {name}: {value}\n" for name, value in headers().items()]
    return "".join(("/*\n", *lines))
