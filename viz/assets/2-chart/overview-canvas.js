/* The overview: thousands of nodes on one canvas. While it is moved, a finished picture that reaches beyond
   the pane is shifted; the next one is painted behind it, a few milliseconds a frame. */
(function () {
  const { dateline } = window;
  const BEYOND = 0.4; /* how far the finished picture reaches beyond the pane, of its width and height */
  const SLICE = 7; /* milliseconds of painting a frame */
  const NAMES = 46; /* labels at most */
  let data = null;
  let canvas = null;
  let view = { x: 0, y: 0, zoom: 1 }; /* chart units in the middle of the pane, pixels a unit */
  let done = null; /* the finished picture: { image, view, width, height } */
  let painting = null;
  let mode = "";
  let asked = false;
  let hover = -1;
  let chosen = new Set();
  let box = null;
  let index = new Map();
  let colours = {};
  const dense = () => window.devicePixelRatio || 1;
  const size = () => ({ width: canvas.clientWidth, height: canvas.clientHeight });

  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    const one = (name) => style.getPropertyValue(name).trim();
    colours = { ink: one("--ink"), surface: one("--surface"), focus: one("--focus"), sans: one("--sans") };
    colours.types = Object.fromEntries([...new Set(data.types)].map((kind) => [kind, one(`--type-${kind}`) || one("--type-other")]));
    colours.said = data.standings.map((name) => one(`--is-${name}`));
  };
  const toScreen = (x, y, at, width, height) => [(x - at.x) * at.zoom + width / 2, (y - at.y) * at.zoom + height / 2];
  const radius = (i, zoom) => Math.max(1.5, data.r[i] * Math.min(1.6, Math.max(0.26, zoom)));
  const outline = (pen, i, x, y, r) => {
    const shape = data.shapes[data.types[i]];
    pen.beginPath();
    if (shape === "diamond") { pen.moveTo(x, y - r * 1.2); pen.lineTo(x + r * 1.2, y); pen.lineTo(x, y + r * 1.2); pen.lineTo(x - r * 1.2, y); pen.closePath(); }
    else if (shape === "round-rectangle" || shape === "barrel") pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    else if (shape === "hexagon" || shape === "pentagon") { pen.moveTo(x, y - r * 1.1); pen.lineTo(x + r * 1.1, y + r * 0.8); pen.lineTo(x - r * 1.1, y + r * 0.8); pen.closePath(); }
    else pen.arc(x, y, r, 0, 7);
  };

  /* one picture, in pieces: links by colour, nodes from small to great, names as far as they are apart */
  function* paint(target) {
    const { pen, at, width, height } = target;
    const seen = ([x, y], far) => x > -far && y > -far && x < width + far && y < height + far;
    const places = data.x.map((x, i) => toScreen(x, data.y[i], at, width, height));
    pen.lineCap = "butt";
    const order = data.a.map((_, i) => i).sort((a, b) => data.said[a] - data.said[b] || data.w[a] - data.w[b]);
    for (let start = 0; start < order.length; start += 400) {
      const part = order.slice(start, start + 400);
      let look = "";
      pen.globalAlpha = 0.26;
      for (const i of part) {
        const [p, q] = [places[data.a[i]], places[data.b[i]]];
        if (!seen(p, 0) && !seen(q, 0) && Math.hypot(p[0] - q[0], p[1] - q[1]) < Math.min(width, height)) continue;
        const now = `${data.said[i]} ${data.w[i]}`;
        if (now !== look) {
          if (look) pen.stroke();
          look = now;
          pen.beginPath();
          pen.strokeStyle = colours.said[data.said[i]];
          pen.lineWidth = data.w[i] * Math.min(1.4, Math.max(0.5, at.zoom * 2));
        }
        pen.moveTo(p[0], p[1]);
        pen.lineTo(q[0], q[1]);
      }
      if (look) pen.stroke();
      pen.globalAlpha = 1;
      yield;
    }
    for (let i = data.x.length - 1; i >= 0; i -= 1) {
      if (seen(places[i], 30)) {
        outline(pen, i, places[i][0], places[i][1], radius(i, at.zoom));
        pen.fillStyle = colours.types[data.types[i]];
        pen.fill();
        pen.strokeStyle = colours.surface;
        pen.lineWidth = 0.8;
        pen.stroke();
      }
      if (i % 300 === 0) yield;
    }
    const taken = [];
    pen.font = `500 12px ${colours.sans}`;
    pen.lineJoin = "round";
    for (let i = 0; i < data.x.length && taken.length < NAMES; i += 1) {
      const [x, y] = places[i];
      if (!seen(places[i], 0)) continue;
      const words = data.names[i].length > 30 ? `${data.names[i].slice(0, 28).trimEnd()}…` : data.names[i];
      const half = pen.measureText(words).width / 2;
      const top = y + radius(i, at.zoom) + 2;
      const place = { x1: x - half - 3, x2: x + half + 3, y1: top, y2: top + 15 };
      if (taken.some((t) => place.x1 < t.x2 && place.x2 > t.x1 && place.y1 < t.y2 && place.y2 > t.y1)) continue;
      taken.push(place);
      pen.lineWidth = 3;
      pen.strokeStyle = colours.surface;
      pen.strokeText(words, x - half, top + 12);
      pen.fillStyle = colours.ink;
      pen.fillText(words, x - half, top + 12);
    }
  }
  const begin = () => {
    const { width, height } = size();
    if (!width || !height) return;
    const image = document.createElement("canvas");
    const [wide, tall] = [width * (1 + 2 * BEYOND), height * (1 + 2 * BEYOND)];
    image.width = Math.round(wide * dense()); image.height = Math.round(tall * dense());
    const pen = image.getContext("2d");
    pen.scale(dense(), dense());
    const target = { image, pen, at: { ...view }, width: wide, height: tall };
    painting = { target, steps: paint(target) };
  };
  const same = (a, b) => a && a.x === b.x && a.y === b.y && a.zoom === b.zoom;

  const overlay = (pen, width, height) => {
    const ring = (i, colour, wide) => {
      const [x, y] = toScreen(data.x[i], data.y[i], view, width, height);
      pen.beginPath();
      pen.arc(x, y, radius(i, view.zoom) + 3, 0, 7);
      pen.strokeStyle = colour;
      pen.lineWidth = wide;
      pen.stroke();
    };
    if (chosen.size) {
      pen.strokeStyle = colours.focus;
      pen.lineWidth = 1.3;
      pen.beginPath();
      for (let i = 0; i < data.a.length; i += 1) {
        if (!chosen.has(data.a[i]) && !chosen.has(data.b[i])) continue;
        pen.moveTo(...toScreen(data.x[data.a[i]], data.y[data.a[i]], view, width, height));
        pen.lineTo(...toScreen(data.x[data.b[i]], data.y[data.b[i]], view, width, height));
      }
      pen.stroke();
      for (const i of chosen) ring(i, colours.focus, 3);
    }
    if (hover >= 0) ring(hover, colours.ink, 1.6);
    if (box) {
      pen.strokeStyle = colours.focus;
      pen.lineWidth = 1;
      pen.strokeRect(box.x, box.y, box.toX - box.x, box.toY - box.y);
    }
  };
  const frame = () => {
    asked = false;
    if (!data || canvas.hidden || !mode) return; /* without a mode the colours are not read yet */
    const { width, height } = size();
    if (!width) return;
    const [wide, tall] = [Math.round(width * dense()), Math.round(height * dense())];
    if (canvas.width !== wide || canvas.height !== tall) { canvas.width = wide; canvas.height = tall; }
    if (!painting && !same(done?.at, view)) begin();
    if (painting) {
      const until = performance.now() + (done ? SLICE : 400);
      while (performance.now() < until) {
        if (!painting.steps.next().done) continue;
        done = painting.target;
        painting = null;
        break;
      }
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(dense(), 0, 0, dense(), 0, 0);
    pen.clearRect(0, 0, width, height);
    if (done) {
      const scale = view.zoom / done.at.zoom;
      const [x, y] = toScreen(done.at.x, done.at.y, view, width, height);
      pen.drawImage(done.image, x - (done.width * scale) / 2, y - (done.height * scale) / 2, done.width * scale, done.height * scale);
    }
    overlay(pen, width, height);
    if (painting || !same(done?.at, view)) ask();
  };
  const ask = () => { if (!asked) { asked = true; requestAnimationFrame(frame); } };
  const repaint = () => { painting = null; if (done) done.at = { ...done.at, zoom: done.at.zoom * (1 + 1e-9) }; ask(); };

  const fit = () => {
    const { width, height } = size();
    const linked = new Set([...data.a, ...data.b]);
    const inside = data.x.map((_, i) => i).filter((i) => !linked.size || linked.has(i));
    const span = (values) => { const sorted = inside.map((i) => values[i]).sort((a, b) => a - b); return [sorted[0], sorted[sorted.length - 1]]; };
    const [[x1, x2], [y1, y2]] = [span(data.x), span(data.y)];
    view = { x: (x1 + x2) / 2, y: (y1 + y2) / 2, zoom: Math.min((width - 60) / Math.max(x2 - x1, 1), (height - 90) / Math.max(y2 - y1, 1), 1.6) };
    ask();
  };
  const zoomAt = (by, px, py) => {
    const { width, height } = size();
    const zoom = Math.min(4, Math.max(0.02, view.zoom * by));
    const [x, y] = [view.x + (px - width / 2) / view.zoom, view.y + (py - height / 2) / view.zoom];
    view = { zoom, x: x - (px - width / 2) / zoom, y: y - (py - height / 2) / zoom };
    ask();
  };
  const nodeAt = (px, py) => {
    const { width, height } = size();
    let best = -1; let nearest = Infinity;
    for (let i = 0; i < data.x.length; i += 1) {
      const [x, y] = toScreen(data.x[i], data.y[i], view, width, height);
      const gap = Math.hypot(x - px, y - py);
      if (gap < radius(i, view.zoom) + 4 && gap < nearest) { best = i; nearest = gap; }
    }
    return best;
  };
  const inBox = () => {
    const { width, height } = size();
    const [x1, x2] = [box.x, box.toX].sort((a, b) => a - b);
    const [y1, y2] = [box.y, box.toY].sort((a, b) => a - b);
    return data.ids.filter((_, i) => {
      const [x, y] = toScreen(data.x[i], data.y[i], view, width, height);
      return x > x1 && x < x2 && y > y1 && y < y2;
    }).slice(0, 60);
  };
  const click = (event, i) => {
    if (i < 0) { if (!dateline.connecting()) dateline.select([]); return; }
    const id = data.ids[i];
    const have = dateline.chosen();
    if (dateline.connecting()) dateline.connectTo(id);
    else if (!event.shiftKey) dateline.select([id]);
    else dateline.select(have.includes(id) ? have.filter((one) => one !== id) : [...have, id]);
  };
  const show = (px, py) => {
    const words = dateline.stage().querySelector(".chart-hint");
    if (!words) return;
    words.hidden = hover < 0;
    if (hover < 0) return;
    words.textContent = data.hints[hover];
    words.style.left = Math.min(px + 14, canvas.clientWidth - words.offsetWidth - 6) + "px";
    words.style.top = Math.min(py + 14, canvas.clientHeight - words.offsetHeight - 6) + "px";
  };
  const listen = () => {
    let held = null;
    const at = (event) => { const edge = canvas.getBoundingClientRect(); return [event.clientX - edge.left, event.clientY - edge.top]; };
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      const [x, y] = at(event);
      held = { x, y, from: { ...view }, moved: false };
      if (event.shiftKey) box = { x, y, toX: x, toY: y };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      const [x, y] = at(event);
      if (!held) {
        const now = nodeAt(x, y);
        if (now !== hover) { hover = now; canvas.classList.toggle("over-node", now >= 0); ask(); }
        show(x, y);
        return;
      }
      held.moved = held.moved || Math.hypot(x - held.x, y - held.y) > 4;
      if (box) { box.toX = x; box.toY = y; } else if (held.moved) view = { ...view, x: held.from.x - (x - held.x) / view.zoom, y: held.from.y - (y - held.y) / view.zoom };
      ask();
    });
    canvas.addEventListener("pointerup", (event) => {
      if (!held) return;
      const { moved } = held;
      held = null;
      const ids = box && moved ? inBox() : [];
      box = null;
      if (ids.length) dateline.select(ids);
      else if (!moved) click(event, nodeAt(...at(event)));
      ask();
    });
    canvas.addEventListener("pointerleave", () => { hover = -1; show(); ask(); });
    canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoomAt(Math.exp(-event.deltaY / 500), ...at(event)); }, { passive: false });
    new ResizeObserver(repaint).observe(canvas);
  };

  dateline.overview = {
    isOpen: () => Boolean(data),
    fit,
    zoom: (by) => zoomAt(by, canvas.clientWidth / 2, canvas.clientHeight / 2),
    picture: () => canvas.toDataURL(),
    goTo: (id) => { const i = index.get(id); if (i !== undefined) { view = { x: data.x[i], y: data.y[i], zoom: Math.max(view.zoom, 0.8) }; ask(); } },
    place: (id) => { const i = index.get(id); const { width, height } = size(); return i === undefined ? null : toScreen(data.x[i], data.y[i], view, width, height); },
    count: () => data?.ids.length || 0,
  };
  let known = "";
  window.dash_clientside.dateline.overviewDrawn = (columns, theme, state) => {
    const first = !data;
    data = columns || null;
    painting = null; /* what was begun is of the data before */
    if (canvas) canvas.hidden = !data;
    if (!data) { known = ""; done = null; return; }
    if (!canvas) {
      canvas = document.createElement("canvas");
      canvas.className = "chart-overview";
      dateline.stage().prepend(canvas);
      listen();
    }
    index = new Map(data.ids.map((id, i) => [id, i]));
    const { kind, ref } = dateline.chosenIn(state);
    chosen = new Set(["entity", "entities", "link", "path"].includes(kind) ? ref.split("~").map((id) => index.get(id)).filter((i) => i !== undefined) : []);
    const now = `${data.ids.length} ${data.a.length} ${data.ids[0]} ${data.x[0]} ${data.x[data.x.length - 1]}`;
    setTimeout(() => { /* after the theme's stylesheet is in force and the pane has its size */
      if (!data) return;
      readColours();
      if (first) fit();
      if (now !== known || theme !== mode) { known = now; mode = theme; repaint(); } else ask();
    }, 40);
  };
})();
