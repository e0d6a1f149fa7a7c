"""The views of the page, one file each: ``layout()`` lays out, ``register(app, case)`` wires."""

from viz.views import (
    centre,
    decisions,
    filters,
    header,
    link_chart,
    map,
    panel,
    table,
    taking,
    timeline,
    writer,
)

VIEWS = (writer, header, filters, centre, link_chart, map, table, timeline, panel, taking, decisions)
