/* Communities: soft grounds on a canvas under the nodes, broad round strokes along the shortest tree of the
   members, as viz/chart/community_outline.py draws them. */
(function () {
  const { dateline } = window;
  const BREADTH = 74;
  let groups = [];
  let tints = [];
  let canvas = null;

  const tree = (places) => {
    const pairs = [];
    const near = places.map((place) => ({ gap: Infinity, from: 0, place }));
    let last = 0;
    const left = new Set(places.keys());
    left.delete(0);
    while (left.size) {
      let next = -1;
      for (const i of left) {
        const gap = Math.hypot(near[i].place.x - places[last].x, near[i].place.y - places[last].y);
        if (gap < near[i].gap) { near[i].gap = gap; near[i].from = last; }
        if (next < 0 || near[i].gap < near[next].gap) next = i;
      }
      left.delete(next);
      pairs.push([near[next].from, next]);
      last = next;
    }
    return pairs;
  };
  /* in chart units: the caller sets the transform */
  dateline.paintGroups = (pen, cy) => {
    groups.forEach((members, number) => {
      const places = members.map((id) => cy.getElementById(id)).filter((node) => node.length).map((node) => node.position());
      if (places.length < 2) return;
      pen.beginPath();
      for (const [a, b] of tree(places)) { pen.moveTo(places[a].x, places[a].y); pen.lineTo(places[b].x, places[b].y); }
      pen.lineWidth = BREADTH;
      pen.lineCap = "round";
      pen.strokeStyle = tints[number];
      pen.stroke();
    });
  };
  const paint = (cy) => {
    if (!canvas || (!groups.length && canvas.hidden)) return;
    canvas.hidden = !groups.length;
    const dense = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(cy.width() * dense), Math.round(cy.height() * dense)];
    if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
    const pen = canvas.getContext("2d");
    pen.resetTransform();
    pen.clearRect(0, 0, width, height);
    const [zoom, pan] = [cy.zoom() * dense, cy.pan()];
    pen.setTransform(zoom, 0, 0, zoom, pan.x * dense, pan.y * dense);
    dateline.paintGroups(pen, cy);
  };
  dateline.bindGroups = (cy) => {
    canvas = document.createElement("canvas");
    canvas.className = "chart-groups";
    canvas.hidden = true;
    dateline.stage().prepend(canvas);
    cy.on("render", () => paint(cy));
  };
  window.dash_clientside.dateline.groupsDrawn = (members) => {
    groups = members || [];
    setTimeout(() => {
      const style = getComputedStyle(document.documentElement);
      tints = groups.map((_, number) => style.getPropertyValue(`--tint-${number}`).trim());
      const cy = dateline.chart();
      if (cy) paint(cy);
    }, 60);
  };
})();
