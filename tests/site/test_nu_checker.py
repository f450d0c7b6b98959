"""The Nu HTML checker finds no error, but for those listed here with their reasons.

It needs Java and its jar (npm: vnu-jar; or https://validator.github.io/validator/): set VNU to the
path of the jar, as .ci/run does. Without them the test is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from tests.site.building import Built

LISTED = {
    # The theme's switches are checkboxes, whose state it does not want back after a reload.
    "Attribute “autocomplete” is only allowed when the input type is",
    # The theme shows its contents list by a checkbox that pages without one do not have.
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden",
    # The theme's navigation has it so.
    "Bad value “” for attribute “tabindex” on element “label”",
    # Our tables stack on phones: where cells are blocks, browsers forget that they are cells.
    "The “role” attribute must not be used on a “td” element which has a “table” ancestor",
    "The “role” attribute must not be used on a “th” element which has a “table” ancestor",
    "The “role” attribute must not be used on a “tr” element which has a “table” ancestor",
}
JAR = os.environ.get("VNU", "")


@pytest.mark.skipif(not (JAR and shutil.which("java")), reason="VNU names no jar, or no Java")
def test_the_nu_html_checker_finds_nothing_else(site: Built) -> None:
    pages = [str(site.site / path) for path in site.documents if not path.startswith("sources/")]
    pages += [str(site.site / path) for path in site.documents if path.startswith("sources/")][:40]
    done = subprocess.run(
        ["java", "-Xss8m", "-jar", JAR, "--errors-only", "--format", "json", *pages],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    found = json.loads(done.stderr)["messages"]
    others = {
        (error["url"].rpartition(site.site.name)[2], error["message"])
        for error in found
        if not any(error["message"].startswith(known) for known in LISTED)
    }
    assert others == set()
