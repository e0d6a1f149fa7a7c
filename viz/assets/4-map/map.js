/* What the map does by itself: it fits its pane, hides labels that collide, zooms, and tells of clicks. */
(function () {
  const { dateline } = window;
  const plot = () => document.querySelector("#map .js-plotly-plot");
  const SOUTH = -75;
  const NORTH = 83;
  const MARGIN = 0.8;
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (Math.max(SOUTH, Math.min(NORTH, lat)) * Math.PI) / 360));
  let bound = null;
  let fitted = "";
  let view = null;

  /* the same reckoning as in Python (viz/map/map_extent.py), with the pane's true shape */
  const latitude = (y) => (Math.atan(Math.sinh(y)) * 180) / Math.PI;
  const fit = async () => {
    const map = plot();
    const extent = map?.layout?.meta?.extent;
    if (!extent || !map.offsetWidth || !map.offsetHeight) return;
    const [west, east, south, north] = extent;
    const aspect = map.offsetWidth / map.offsetHeight;
    const wide = Math.min(Math.max(((east - west) * Math.PI) / 180 / MARGIN, ((mercator(north) - mercator(south)) / MARGIN) * aspect), 2 * Math.PI);
    const tall = wide / aspect;
    const [low, high] = [mercator(SOUTH), mercator(NORTH)];
    const centre = (mercator(south) + mercator(north)) / 2;
    const middle = tall < high - low ? Math.min(Math.max(centre, low + tall / 2), high - tall / 2) : (low + high) / 2;
    const lon = ((((west + east) / 2 + 180) % 360) + 360) % 360 - 180;
    let half = (wide * 90) / Math.PI;
    let up = tall / 2;
    /* plotly fits a box whose edges bulge towards the poles, and cuts the map at it: widened until it fills the pane */
    for (let turn = 0; turn < 4; turn += 1) {
      await window.Plotly.relayout(map, {
        "geo.lonaxis.range": [lon - half, lon + half], "geo.lataxis.range": [latitude(middle - up), latitude(middle + up)],
        "geo.projection.scale": 1, "geo.projection.rotation.lon": lon, "geo.center.lon": lon, "geo.center.lat": latitude(middle),
      });
      const bounds = map._fullLayout?.geo?._subplot?.bounds;
      if (!bounds) return;
      const [across, down] = [map.offsetWidth / (bounds[1][0] - bounds[0][0]), map.offsetHeight / (bounds[1][1] - bounds[0][1])];
      if (!(across > 1.01 && half < 179.5) && !(down > 1.01 && up < 2)) return;
      half = Math.min(half * Math.max(across, 1), 180);
      up = Math.min(up * Math.max(down, 1), 2.4);
    }
  };
  /* what is seen now, zoomed and moved by the reader or not: the next figure of the same places keeps it */
  const keep = () => {
    const geo = plot()?._fullLayout?.geo;
    if (!geo || !fitted) return;
    view = { lon: [...geo.lonaxis.range], lat: [...geo.lataxis.range], scale: geo.projection.scale, turn: geo.projection.rotation.lon, centre: { ...geo.center } };
  };
  const zoom = (by) => {
    const map = plot();
    const scale = map?._fullLayout?.geo?.projection?.scale;
    if (scale) window.Plotly.relayout(map, { "geo.projection.scale": Math.max(scale * by, 0.5) });
  };

  /* labels in the order of their weight; one that would lie on another is left out */
  const cull = () => {
    const map = plot();
    if (!map?.offsetWidth) return;
    const pane = map.getBoundingClientRect();
    const taken = [];
    for (const label of map.querySelectorAll(".geo .scatterlayer text, .geo .textpoint text")) {
      label.style.visibility = "";
      const box = label.getBoundingClientRect();
      const out = !box.width || box.left < pane.left || box.right > pane.right || box.top < pane.top || box.bottom > pane.bottom;
      const free = !out && taken.every((one) => box.right + 2 < one.left || box.left > one.right + 2 || box.bottom < one.top + 1 || box.top > one.bottom - 1);
      if (free) taken.push(box);
      else label.style.visibility = "hidden";
    }
  };
  let waiting = 0;
  const cullSoon = () => { clearTimeout(waiting); waiting = setTimeout(cull, 60); };

  const savePicture = async () => {
    const map = plot();
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--surface").trim();
    const link = document.createElement("a");
    link.href = await window.Plotly.toImage({ data: map.data, layout: { ...map.layout, paper_bgcolor: ground }, config: { topojsonURL: map._context.topojsonURL } },
      { format: "png", width: map.offsetWidth, height: map.offsetHeight, scale: 2 });
    link.download = "map.png";
    link.click();
  };
  const tools = { "map-in": () => zoom(1.6), "map-out": () => zoom(1 / 1.6), "map-fit": fit, "map-png": savePicture };
  document.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-map]");
    if (tool) tools[tool.dataset.map]();
  });

  Object.assign(window.dash_clientside.dateline, {
    mapCut: (figure) => {
      const geo = figure?.layout?.geo;
      if (!geo || !view || fitted !== String(figure.layout.meta.extent)) return figure;
      const projection = { ...geo.projection, scale: view.scale, rotation: { lon: view.turn } };
      const kept = { ...geo, projection, lonaxis: { range: view.lon }, lataxis: { range: view.lat }, center: view.centre };
      return { ...figure, layout: { ...figure.layout, geo: kept } };
    },
    mapDrawn: (figure) => {
      const extent = figure?.layout?.meta?.extent;
      if (!extent) return;
      setTimeout(() => {
        const map = plot();
        if (!map) return;
        if (bound !== map) {
          bound = map;
          for (const event of ["plotly_afterplot", "plotly_relayout", "plotly_relayouting"]) map.on(event, cullSoon);
          map.on("plotly_relayout", keep);
          new ResizeObserver(() => { fit(); }).observe(map);
        }
        if (fitted !== String(extent)) { fitted = String(extent); fit(); }
        cullSoon();
      }, 60);
    },
    placeClicked: (click) => {
      const id = click?.points?.[0]?.customdata?.[0];
      if (!id) return;
      window.dash_clientside.set_props("map", { clickData: null });
      dateline.send({ do: "select", kind: "entity", ref: id });
    },
  });
})();
