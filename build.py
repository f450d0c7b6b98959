#!/usr/bin/env python3
"""Build the site: YAML facts in data/, Jinja templates, MkDocs pages.

    python3 build.py            check the data and build the site
    python3 build.py check      check the data alone
    python3 build.py serve      build, serve and rebuild on every change
    python3 build.py test       run every test

The flow, in the order of the modules: read (files, load, subject) → check → link → pages →
render → publish. Run as a script it makes the environment that it needs and hands over to
briefing.cli; loaded by MkDocs (hooks: [build.py] in mkdocs.yml) it is the hook that adds the pages.
"""

import gc
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)

if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("Python 3.11 or newer is needed: this is %d.%d." % sys.version_info[:2])
    # What a command loads stays to its end: to look among it for garbage takes a tenth of the time.
    gc.disable()
    from briefing.cli import main

    sys.exit(main(PROJECT, sys.argv[1:]))
else:
    from briefing.publish.publisher import Publisher

    publisher = Publisher()
    on_startup = publisher.on_startup
    on_config = publisher.on_config
    on_files = publisher.on_files
    on_nav = publisher.on_nav
    on_env = publisher.on_env
    on_page_markdown = publisher.on_page_markdown
    on_page_content = publisher.on_page_content
    on_post_page = publisher.on_post_page
    on_template_context = publisher.on_template_context
    on_post_template = publisher.on_post_template
    on_post_build = publisher.on_post_build
    on_build_error = publisher.on_build_error
    on_serve = publisher.on_serve
    on_shutdown = publisher.on_shutdown
