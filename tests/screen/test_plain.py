"""What people type is shown as it was typed."""

import pytest

from ctg_tracking.screen.plain import plain


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Une phrase, simple ; entre-temps.", "Une phrase, simple ; entre-temps."),
        ("**gras**", r"\*\*gras\*\*"),
        ("![](//ailleurs/x.png)", r"!\[\](//ailleurs/x.png)"),
        (":red[rouge]", r"\:red\[rouge\]"),
        ("__gras__", r"\_\_gras\_\_"),
        ("plan_2026 : à relire", "plan_2026 : à relire"),
        ("# titre", r"\# titre"),
        ("un\n- deux", "un\n\\- deux"),
        ("1. un", "1\u200b. un"),
        ("a\\b", r"a\\b"),
    ],
)
def test_no_sign_of_markdown_is_left(typed: str, shown: str) -> None:
    assert plain(typed) == shown
