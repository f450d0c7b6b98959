"""Files are found and read without trusting them: links, pipes, sizes, encodings, names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.files import MAX_BYTES, USUAL_BYTES, DataFile, read_folder, read_text
from briefing.problem import Problem, as_text

HOW_TO = "use lower-case letters, digits and single hyphens"
needs_links = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A project's data folder, with one folder of bridges in it."""
    folder = tmp_path / "project" / "data"
    (folder / "bridges").mkdir(parents=True)
    return folder


def _read(data: Path) -> list[str]:
    """What was found: `kind/id` of each file read, and each problem as it is shown."""
    return [
        f"{found.folder}/{found.id}" if isinstance(found, DataFile) else str(found)
        for found in read_folder(data.parent, data)
    ]


def test_files_come_by_path_with_kind_and_id(data: Path) -> None:
    (data / "arches").mkdir()
    for name in ("bridges/weir-bridge", "bridges/a", "arches/z-2"):
        (data / f"{name}.yaml").write_text("name: x\n", "utf-8")
    assert _read(data) == ["arches/z-2", "bridges/a", "bridges/weir-bridge"]
    first = next(iter(read_folder(data.parent, data)))
    assert first == DataFile("data/arches/z-2.yaml", "arches", "z-2", "name: x\n")


def test_hidden_names_and_markdown_are_passed_over(data: Path) -> None:
    (data / ".git").mkdir()
    (data / "README.md").touch()
    (data / "bridges" / ".weir.yaml.swp").touch()
    (data / "bridges" / "NOTES.md").touch()
    assert _read(data) == []


def test_missing_data_folder_is_a_problem(tmp_path: Path) -> None:
    assert _read(tmp_path / "data") == ["data:1:1: there is no folder of this name"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("weir.yml", "'weir.yml' is not read: end its name in .yaml"),
        ("weir.YAML", "'weir.YAML' is not read: end its name in .yaml"),
        ("weir.json", "'weir.json' is not read: end its name in .yaml"),
        ("weir", "'weir' is not read: end its name in .yaml"),
        ("Weir.yaml", f"'Weir' is no id: {HOW_TO}"),
        ("weir bridge.yaml", f"'weir bridge' is no id: {HOW_TO}"),
        ("weir_bridge.yaml", f"'weir_bridge' is no id: {HOW_TO}"),
        ("weir--bridge.yaml", f"'weir--bridge' is no id: {HOW_TO}"),
        ("-weir.yaml", f"'-weir' is no id: {HOW_TO}"),
        ("weir.2.yaml", f"'weir.2' is no id: {HOW_TO}"),
        ("堰橋.yaml", f"'堰橋' is no id: {HOW_TO}"),
        ("weir\n.yaml", f"'weir\ufffd' is no id: {HOW_TO}"),
    ],
)
def test_name_that_is_no_id_is_refused(data: Path, name: str, said: str) -> None:
    (data / "bridges" / name).touch()
    shown = f"data/bridges/{name}".replace("\n", "\ufffd")
    assert _read(data) == [f"{shown}:1:1: {said}"]


def test_name_that_steers_a_terminal_is_shown_harmlessly(data: Path) -> None:
    (data / "bridges" / "\x1b]0;weir\x07.yaml").touch()
    (problem,) = read_folder(data.parent, data)
    assert isinstance(problem, Problem)
    assert "\x1b" not in as_text([problem])


def test_name_that_is_not_utf_8_is_shown_harmlessly(data: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(data / "bridges") + b"/weir\xff.yaml")).touch()
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    (problem,) = read_folder(data.parent, data)
    assert isinstance(problem, Problem)
    assert "weir\ufffd" in as_text([problem])
    as_text([problem]).encode()


@needs_links
def test_link_inside_the_data_folder_is_followed(data: Path) -> None:
    (data / "bridges" / "weir.yaml").write_text("name: Weir\n", "utf-8")
    (data / "bridges" / "mill.yaml").symlink_to("weir.yaml")
    assert _read(data) == ["bridges/mill", "bridges/weir"]


@needs_links
def test_data_folder_itself_may_be_a_link(data: Path) -> None:
    (data / "bridges" / "weir.yaml").touch()
    data.rename(data.parent / "shared")
    data.symlink_to("shared", target_is_directory=True)
    assert _read(data) == ["bridges/weir"]


@needs_links
@pytest.mark.parametrize(
    "target", ["../../secret.yaml", "{absolute}", "../../../{project}/secret.yaml"]
)
def test_link_out_of_the_data_folder_is_refused(data: Path, target: str) -> None:
    secret = data.parent / "secret.yaml"
    secret.write_text("name: secret\n", "utf-8")
    target = target.format(absolute=secret, project=data.parent.name)
    (data / "bridges" / "weir.yaml").symlink_to(target)
    assert _read(data) == [
        "data/bridges/weir.yaml:1:1: the link leads out of the data folder: put the file here"
    ]


@needs_links
def test_folder_that_is_a_link_out_is_refused(data: Path) -> None:
    outside = data.parent / "outside"
    outside.mkdir()
    (outside / "weir.yaml").touch()
    (data / "rivers").symlink_to(outside, target_is_directory=True)
    assert _read(data) == [
        "data/rivers:1:1: the link leads out of the data folder: put the file here"
    ]


@needs_links
def test_folder_whose_name_only_begins_like_the_data_folder_is_outside(data: Path) -> None:
    sibling = data.parent / "data-old"
    sibling.mkdir()
    (sibling / "weir.yaml").touch()
    (data / "bridges" / "weir.yaml").symlink_to(sibling / "weir.yaml")
    assert _read(data) == [
        "data/bridges/weir.yaml:1:1: the link leads out of the data folder: put the file here"
    ]


@needs_links
@pytest.mark.parametrize("target", ["nowhere.yaml", "weir.yaml"], ids=["nowhere", "itself"])
def test_link_that_leads_nowhere_is_refused(data: Path, target: str) -> None:
    (data / "bridges" / "weir.yaml").symlink_to(target)
    (said,) = _read(data)
    assert said.startswith("data/bridges/weir.yaml:1:1: it can't be read (")


@needs_pipes
def test_pipe_is_refused_without_waiting_for_it(data: Path) -> None:
    os.mkfifo(data / "bridges" / "weir.yaml")
    assert _read(data) == [
        "data/bridges/weir.yaml:1:1: this is no regular file: keep one file an entity"
    ]


@needs_links
def test_device_behind_a_link_is_refused(data: Path) -> None:
    (data / "bridges" / "weir.yaml").symlink_to(os.devnull)
    assert _read(data) == [
        "data/bridges/weir.yaml:1:1: the link leads out of the data folder: put the file here"
    ]


def test_folder_inside_a_kind_is_refused(data: Path) -> None:
    (data / "bridges" / "old.yaml").mkdir()
    (said,) = _read(data)
    assert said.startswith("data/bridges/old.yaml:1:1: this is a folder inside a kind's folder")


def test_file_outside_the_kinds_is_refused(data: Path) -> None:
    (data / "weir.yaml").touch()
    assert _read(data) == [
        "data/weir.yaml:1:1: a file stands outside the folders: move it into a kind's"
    ]


def test_file_of_1_mb_is_read(data: Path) -> None:
    (data / "bridges" / "weir.yaml").write_bytes(b"#" * MAX_BYTES)
    assert _read(data) == ["bridges/weir"]


@pytest.mark.parametrize("size", [0, USUAL_BYTES - 1, USUAL_BYTES, USUAL_BYTES + 1])
def test_file_of_any_size_is_read_whole(data: Path, size: int) -> None:
    path = data / "bridges" / "weir.yaml"
    path.write_bytes(b"#" * size)
    assert read_text(path, "weir.yaml") == "#" * size


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 50_000_000_000], ids=["a byte more", "50 GB"])
def test_larger_file_is_refused_without_reading_it_all(data: Path, size: int) -> None:
    path = data / "bridges" / "weir.yaml"
    path.touch()
    os.truncate(path, size)
    assert _read(data) == ["data/bridges/weir.yaml:1:1: the file is larger than 1 MB: split it"]


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        pytest.param("name: Weir\n".encode("utf-16"), 1, id="UTF-16"),
        pytest.param("name: Weir\n".encode("utf-32"), 1, id="UTF-32"),
        pytest.param("name: Weir\nja: 堰橋\n".encode("shift-jis"), 2, id="Shift JIS"),
        pytest.param("a: b\nname: Brücke\n".encode("latin-1"), 2, id="Latin-1"),
        pytest.param(b"name: \xed\xa0\x80\n", 1, id="surrogate in UTF-8"),
        pytest.param(b"name: \xc0\xaf\n", 1, id="overlong UTF-8"),
    ],
)
def test_other_encodings_are_refused_at_their_line(data: Path, raw: bytes, line: int) -> None:
    (data / "bridges" / "weir.yaml").write_bytes(raw)
    assert _read(data) == [
        f"data/bridges/weir.yaml:{line}:1: the file is not UTF-8: save it as UTF-8"
    ]


def test_refused_file_does_not_hide_the_others(data: Path) -> None:
    (data / "bridges" / "A.yaml").touch()
    (data / "bridges" / "b.yaml").write_bytes(b"\xff")
    (data / "bridges" / "c.yaml").touch()
    assert _read(data)[2:] == ["bridges/c"]


@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), OSError(5, "I/O error")]
)
def test_file_that_can_not_be_opened_is_a_problem(
    data: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    problem = read_text(data / "weir.yaml", "data/weir.yaml")
    assert str(problem) == f"data/weir.yaml:1:1: it can't be read ({error.strerror})"


def test_folder_that_can_not_be_listed_is_a_problem(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: object) -> object:
        if str(path).endswith("bridges"):
            raise PermissionError(13, "Permission denied")
        return scandir(str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert _read(data) == ["data/bridges:1:1: it can't be read (Permission denied)"]


def test_text_has_line_feeds_and_no_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "weir.yaml"
    path.write_bytes("\ufeffname: Weir\r\nja: 堰橋\r\n".encode())
    assert read_text(path, "weir.yaml") == "name: Weir\nja: 堰橋\n"
