"""The keys of the page, in one table: the help dialog shows it and the browser reads it from there.

Keys that write to the case have a modifier, so that words typed beside a field decide nothing. Every key can
be changed or switched off by the reader (WCAG 2.1.4); the browser keeps that.
"""

from __future__ import annotations

from dataclasses import dataclass

from dash import html

from viz.kit.components import attributes


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key and the act of the browser (``dateline.act`` in ``assets/1-state/keys.js``) that it does.

    ``key`` is a character or a name of the DOM ("Escape"), with modifiers before it: "Alt+c", "Ctrl+Shift+z".
    """

    act: str
    key: str
    words: str


KEYS: dict[str, tuple[Key, ...]] = {
    "Anywhere": (
        Key(act="search", key="/", words="Search; ↑ ↓ and Enter choose"),
        Key(act="add", key="a", words="Add reporting"),
        Key(act="theme", key="t", words="Light or dark"),
        Key(act="leave", key="Escape", words="Drop the selection; close what is open"),
        Key(act="help", key="?", words="These keys"),
    ),
    "Views": (
        Key(act="tab-1", key="1", words="Link chart"),
        Key(act="tab-2", key="2", words="Table"),
        Key(act="tab-3", key="3", words="Map"),
        Key(act="evidence", key="e", words="Evidence"),
        Key(act="document", key="d", words="Document"),
        Key(act="profile", key="f", words="Profile"),
        Key(act="decisions", key="l", words="Decisions"),
        Key(act="zoom-in", key="+", words="Zoom the chart in"),
        Key(act="zoom-out", key="-", words="Zoom the chart out"),
        Key(act="fit", key="0", words="Fit the chart to its pane"),
        Key(act="find", key="g", words="Find a name in the chart"),
    ),
    "Events": (
        Key(act="next", key="n", words="Next event in time"),
        Key(act="previous", key="p", words="Previous event in time"),
        Key(act="confirm", key="Alt+c", words="Confirm the chosen event"),
        Key(act="reject", key="Alt+x", words="Reject it"),
        Key(act="redate", key="Alt+w", words="Set its date"),
    ),
    "Entities": (
        Key(act="merge", key="Alt+m", words="Merge the chosen one with another"),
        Key(act="rename", key="Alt+r", words="Rename it"),
        Key(act="expand", key="b", words="Bring its neighbours into the chart"),
        Key(act="around", key="o", words="Only its neighbours"),
        Key(act="connect", key="j", words="Join it to another: all short ways between"),
        Key(act="hide", key="h", words="Hide it in the chart"),
        Key(act="pin", key="k", words="Keep it in place"),
    ),
    "Decisions": (
        Key(act="undo", key="Ctrl+z", words="Undo the latest decision"),
        Key(act="redo", key="Ctrl+Shift+z", words="Redo it"),
    ),
}
"""Keys by what they are for. Who adds a key adds it here."""
_NAMES = {"Escape": "Esc", "-": "−"}


def draw_keys(*, adding: bool) -> list[html.Div]:
    """The table as the help dialog shows it; ``adding`` is whether reporting can be added."""
    return [
        html.Div([_draw_group(name, adding) for name in KEYS], className="keys"),
        html.Div(
            [
                html.Button(
                    "Single keys: on",
                    type="button",
                    className="quiet",
                    title="Off: only keys with Ctrl or Alt do anything",
                    **attributes(data_keys="single", aria_pressed="true"),
                ),
                html.Button(
                    "All as they were", type="button", className="link", **attributes(data_keys="reset")
                ),
                html.Span(
                    "Click a key to change it; Backspace switches it off.",
                    className="note",
                    role="status",
                    id="keys-said",
                ),
            ],
            className="keys-set",
        ),
    ]


def _draw_group(name: str, adding: bool) -> html.Section:
    keys = [key for key in KEYS[name] if adding or key.act != "add"]
    pairs = [part for key in keys for part in (html.Dt(_draw_key(key)), html.Dd(key.words))]
    return html.Section([html.H3(name), html.Dl(pairs)])


def _draw_key(key: Key) -> html.Button:
    return html.Button(
        html.Kbd(say_key(key.key)),
        type="button",
        title=f"Change the key: {key.words}",
        className="key",
        **attributes(data_act=key.act, data_key=key.key),
    )


def say_key(key: str) -> str:
    """A key as it is written on the page: "Alt+C", "Esc"."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    shown = _NAMES.get(last, last.upper() if modifiers and len(last) == 1 else last)
    return "+".join((*modifiers, shown))
