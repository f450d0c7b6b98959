"""The pages outside MkDocs' loop are, to the byte, what MkDocs' own loop would have written.

The same goes for pages written by several processes. In both cases the command is the usual one;
only the publisher in the copied build.py is told to work in another way.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import Built, built, copy_project, different, edit


@pytest.mark.parametrize("way", ["through_mkdocs=True", "processes=2"])
def test_every_page_is_what_mkdocs_would_have_written(
    way: str, site: Built, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project")
    edit(project / "build.py", "Publisher()", f"Publisher({way})")
    other = built(tmp_path / "site", project=project, subject=site.name)

    pages = [path for path in different(site.files, other.files) if path.endswith(".html")]
    assert pages == [], f"{len(pages)} of {len(site.pages)} pages differ"
    assert site.files.keys() == other.files.keys()
    print(f"{site.name}, {way}: {len(site.pages)} pages are equal to the byte")
