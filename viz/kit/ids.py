"""Every component id of the page, once. Callbacks name them from here; a test checks the wiring."""

from __future__ import annotations

# state: STATE holds the query string that the URL shows too; only the writer in views/page.py sets it
URL = "url"
STATE = "state"
INTENT = "intent"
REVISION = "revision"  # set when the case was written to: all that is shown is asked for anew
THEME = "theme"
FOCUS = "focus"  # ids of the entities in the chosen events, for the chart
ORDER = "event-order"  # ids of the drawn events by time, for stepping by key

# frame
HEADER_COUNTS = "header-counts"
SEARCH_ASKED = "search-asked"  # what was typed in the field "search", once the hand rests
HITS = "hits"
BANNER = "banner"
HELP = "help"

# filter rail
FILTERS = "filters"
RAIL_TREE = "rail-tree"  # what the browser draws the rail from
PERIOD_START = "period-start"
PERIOD_END = "period-end"
TOLD_START = "told-start"
TOLD_END = "told-end"
AS_OF = "as-of"
TEXT = "filter-text"

# centre
CENTRE = "centre"
CHART_PANE = "chart-pane"
CHART = "chart"
CHART_NOTE = "chart-note"
CHART_LEGEND = "chart-legend"
CHART_EMPTY = "chart-empty"
CHART_OPTIONS = "chart-options"
CHART_ACTIONS = "chart-actions"  # what can be done with what is selected
CHART_GROUPS = "chart-groups"  # members and tints of communities, for the browser to draw under the nodes
CHART_PINS = "chart-pins"  # places that the analyst chose, kept by the browser
CHART_OVERVIEW = "chart-overview"  # thousands of nodes as plain arrays
CHART_HOLD = "chart-hold"
CHART_SHAPE = "chart-shape"  # width to height of the pane, measured by the browser
CHART_DRAWN = "chart-drawn"  # which overview the browser has
CHART_FIND_ASKED = "chart-find-asked"  # what was typed in the field "chart-find"
CHART_FOUND = "chart-found"
CHART_SVG = "chart-svg"
CHART_FILE = "chart-file"
TABLE_PANE = "table-pane"
TABLE_KIND = "table-kind"
TABLE_NOTE = "table-note"
TABLE = "table"

# timeline
OVERVIEW = "overview"
LANES = "lanes"
LANES_BY = "lanes-by"
LANES_NOTE = "lanes-note"
WIDTH = "lanes-width"  # pixels that the axes have, measured by the browser
LANES_TOOLS = "lanes-tools"

# the date of the report
REPORTS = "reports"  # the strip of reports by day
REPORTS_DATA = "reports-data"  # its days and counts, for the browser to draw
REPORTS_AT = "reports-at"  # the slider
REPORTS_SAID = "reports-said"  # what changed on that day

# map
MAP_PANE = "map-pane"
MAP = "map"
MAP_HOLD = "map-hold"
MAP_LIST = "map-list"
MAP_FIGURE = "map-figure"  # what the server draws; the browser cuts it to the pane
MAP_NOTE = "map-note"
MAP_EMPTY = "map-empty"

# right panel
PANEL_TABS = "panel-tabs"
PANEL = "panel"
PANEL_TREE = "panel-tree"  # what the browser draws the panel from

# writing to the case
WRITE = "write"  # the dialog that a decision is made in
TOAST = "toast"
AUTHOR = "author"
INTAKE = "intake"  # the dialog that reporting is added by
ADDING = "adding"  # the header's button that opens it, and tells how far it is


# downloads
DOWNLOAD = "download"
SAVE_REPORT = "save-report"
SAVE_CSV = "save-csv"
SAVE_JSON = "save-json"
