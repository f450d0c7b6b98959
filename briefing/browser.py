"""The browser that the tests and the printed edition use: Chromium or Chrome, where there is one.

In: nothing but the machine. Out: the path of a browser, or None. Standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

# Chromium without windows, which nobody would see: it opens a page in a fifth of the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OFF_THE_PATH = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
)
# Without a font for them, kanji are boxes in screenshots and in print.
DEBIAN_PACKAGES = (SHELL, "fonts-noto-cjk")


def find_browser() -> str | None:
    """The browser that $CHROME names, and no other if it is set; else one in its usual place."""
    if chosen := os.environ.get("CHROME"):
        return shutil.which(chosen)
    on_the_path = (shutil.which(name) for name in NAMES)
    off_the_path = (str(path) for path in OFF_THE_PATH if path.is_file())
    return next(filter(None, on_the_path), None) or next(off_the_path, None)


def ensure_browser(say: Callable[[str], None]) -> str | None:
    """A browser, installed if there is none and this is root on Debian or Ubuntu."""
    if browser := find_browser():
        return browser
    if chosen := os.environ.get("CHROME"):
        say(f"CHROME names '{chosen}', which is no program: correct or unset it")
        return None
    if not _may_install():
        return None
    say(f"installing {' and '.join(DEBIAN_PACKAGES)} (once)")
    install = ("install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES)
    for command in (("update",), install):
        if mistake := apt_get(*command):
            say(f"apt-get {command[0]} failed, so there is no browser: {mistake}")
            return None
    return find_browser()


def apt_get(*arguments: str) -> str | None:
    """Run apt-get without questions; what went wrong, in its own last words."""
    done = subprocess.run(
        ["apt-get", "-qq", *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    if done.returncode == 0:
        return None
    return (done.stdout.strip() or f"exit status {done.returncode}").splitlines()[-1]


def _may_install() -> bool:
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return is_root and shutil.which("apt-get") is not None
