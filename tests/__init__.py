"""Tests, a module each for the engine's modules; what they share is in `helpers`."""

import pytest

pytest.register_assert_rewrite("tests.helpers")
