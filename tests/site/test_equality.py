"""The pages outside MkDocs' loop are, to the byte, what MkDocs' own loop would have written.

The same goes for pages written by several processes. In both cases the command is the usual one;
only the publisher in the copied build.py is told to work in another way.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.building import Built, built, copy_project, different, edit


# MkDocs lists its pages in another order.
@pytest.mark.parametrize(
    ("way", "others"),
    [("through_mkdocs=True", ["sitemap.xml", "sitemap.xml.gz"]), ("processes=2", [])],
)
def test_every_file_is_what_mkdocs_or_several_processes_would_have_written(
    way: str, others: list[str], site: Built, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "project")
    edit(project / "build.py", "Publisher()", f"Publisher({way})")
    other = built(tmp_path / "site", project=project, subject=site.name)

    assert different(site.files, other.files) == others
    assert site.files.keys() == other.files.keys()
    print(f"{site.name}, {way}: {len(site.pages)} pages are equal to the byte")
