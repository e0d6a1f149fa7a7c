"""One palette, light and dark, safe for colour blindness; shape and icon are the second channel.

Text colours reach WCAG AA (4.5:1) on ``surface`` and ``paper`` of their mode. The stylesheet's custom
properties come from here too (:func:`draw_css`), so a colour is written once.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlp.records import EntityType

SANS = "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
SERIF = "'Source Serif 4', Charter, Georgia, 'Times New Roman', serif"

LIGHT = {
    "paper": "#f4f2ec",
    "surface": "#fffefb",
    "raised": "#ffffff",
    "sunken": "#ebe8e0",
    "ink": "#1b1d20",
    "muted": "#595d64",
    "faint": "#8b8e94",
    "line": "#d9d5cb",
    "hair": "#e8e5dc",
    "accent": "#1c5a96",
    "accent-soft": "#dfeaf5",
    "mark": "#fdeeb5",
    "focus": "#0a64c2",
}
DARK = {
    "paper": "#131517",
    "surface": "#1a1d20",
    "raised": "#22262a",
    "sunken": "#0e1011",
    "ink": "#e7e4dd",
    "muted": "#a8abb1",
    "faint": "#74787f",
    "line": "#363b41",
    "hair": "#282c31",
    "accent": "#86b8ea",
    "accent-soft": "#20364c",
    "mark": "#5a4a12",
    "focus": "#7fb6f5",
}
MODES = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStyle:
    """How a kind of entity looks: colours for both modes, cytoscape shape, icon file, its word and plural."""

    light: str
    dark: str
    shape: str
    icon: str
    word: str
    plural: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingStyle:
    """How firmly something is said, as colour, line dash (plotly, cytoscape) and mark."""

    light: str
    dark: str
    dash: str
    line: str
    symbol: str
    word: str


TYPES: dict[str, TypeStyle] = {
    EntityType.PERSON: TypeStyle(
        light="#0868a8", dark="#62b0ea", shape="ellipse", icon="person", word="Person", plural="People"
    ),
    EntityType.ORG: TypeStyle(
        light="#a96500",
        dark="#e8ab45",
        shape="round-rectangle",
        icon="org",
        word="Organisation",
        plural="Organisations",
    ),
    EntityType.PLACE: TypeStyle(
        light="#0b7a5c", dark="#45c79e", shape="diamond", icon="place", word="Place", plural="Places"
    ),
    EntityType.GROUP: TypeStyle(
        light="#9a4585", dark="#dd94c6", shape="hexagon", icon="group", word="Group", plural="Groups"
    ),
    EntityType.WEAPON: TypeStyle(
        light="#7d4a26", dark="#cf986c", shape="octagon", icon="weapon", word="Weapon", plural="Weapons"
    ),
    EntityType.VEHICLE: TypeStyle(
        light="#4d6f8e", dark="#97b7d3", shape="barrel", icon="vehicle", word="Vehicle", plural="Vehicles"
    ),
    EntityType.FACILITY: TypeStyle(
        light="#66692a",
        dark="#b9bd62",
        shape="pentagon",
        icon="facility",
        word="Facility",
        plural="Facilities",
    ),
    EntityType.IDENTIFIER: TypeStyle(
        light="#54575d",
        dark="#b4b7bc",
        shape="tag",
        icon="identifier",
        word="Identifier",
        plural="Identifiers",
    ),
    EntityType.WORK: TypeStyle(
        light="#5159a6", dark="#9da6f0", shape="cut-rectangle", icon="work", word="Work", plural="Works"
    ),
    EntityType.PRODUCT: TypeStyle(
        light="#1f7a8a", dark="#66c5d6", shape="rhomboid", icon="product", word="Product", plural="Products"
    ),
    EntityType.OTHER: TypeStyle(
        light="#6a6d72", dark="#9ea3a9", shape="ellipse", icon="other", word="Other", plural="Other"
    ),
}

STANDINGS: dict[str, StandingStyle] = {
    "reported": StandingStyle(
        light="#1f4e79", dark="#8dbbe8", dash="solid", line="solid", symbol="circle", word="Reported"
    ),
    "claimed": StandingStyle(
        light="#9a5200", dark="#e9ab55", dash="dash", line="dashed", symbol="circle-open", word="Claimed"
    ),
    "denied": StandingStyle(
        light="#b3261e", dark="#f28b82", dash="dot", line="dotted", symbol="x", word="Denied"
    ),
    "planned": StandingStyle(
        light="#00706a", dark="#52c7ba", dash="dash", line="dashed", symbol="diamond-open", word="Planned"
    ),
    "supposed": StandingStyle(
        light="#63676d", dark="#a4a8ae", dash="dot", line="dotted", symbol="square-open", word="Supposed"
    ),
}

STATUS_STANDING = {
    "happened": "reported",
    "planned": "planned",
    "hypothetical": "supposed",
    "negated": "denied",
}
"""How firmly an event of a status is said where nothing is known of who says so."""

# grounds of communities, told apart by their name as well: light tints that every text colour can be read on
TINTS = {
    "light": ("#dbe8f3", "#f6e5c9", "#d8ecdf", "#f1dcea", "#e6e2f4", "#e4e8cf", "#f5dcd6", "#d9eaec"),
    "dark": ("#20303f", "#3b301c", "#1d3429", "#3a2635", "#2c2a42", "#303319", "#3d2723", "#1d3337"),
}


def palette(mode: str) -> dict[str, str]:
    """The colours of ``mode`` ("light" or "dark"; anything else is light) by their role."""
    return MODES.get(mode, LIGHT)


def tints(mode: str) -> tuple[str, ...]:
    """The grounds of communities in ``mode``, in the order of the communities."""
    return TINTS.get(mode, TINTS["light"])


def type_style(entity_type: str) -> TypeStyle:
    """How an entity of this type looks; unknown types look like OTHER."""
    return TYPES.get(entity_type, TYPES[EntityType.OTHER])


def colour_of(style: TypeStyle | StandingStyle, mode: str) -> str:
    """The colour of a style in ``mode``."""
    return style.dark if mode == "dark" else style.light


def draw_css() -> str:
    """The custom properties of both modes as a stylesheet: ``--ink``, ``--type-person``, ``--is-denied``."""
    return "".join(
        f"{selector}{{{_properties(mode)}color-scheme:{mode};}}\n"
        for mode, selector in (("light", ":root"), ("dark", ':root[data-theme="dark"]'))
    )


def _properties(mode: str) -> str:
    pairs = {
        **palette(mode),
        **{f"type-{name.lower()}": colour_of(style, mode) for name, style in TYPES.items()},
        **{f"is-{name}": colour_of(style, mode) for name, style in STANDINGS.items()},
        **{f"tint-{number}": tint for number, tint in enumerate(tints(mode))},
        "sans": SANS,
        "serif": SERIF,
    }
    return "".join(f"--{name}:{value};" for name, value in pairs.items())
