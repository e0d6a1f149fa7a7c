/* Adding reporting: files and folders are sent one by one as they are, then read while the page goes on. */
(function () {
  const { dateline } = window;
  const { byId } = dateline;
  const AT_ONCE = 3;
  const count = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3)).toLocaleString("en")} kB` : `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`);
  const hidden = (name) => name.split("/").some((part) => part.startsWith(".") || part.startsWith("~$"));
  const box = () => byId("intake");
  const fill = (place, ...parts) => place?.replaceChildren(...parts.filter(Boolean).map(dateline.build));
  const complain = (error) => { const line = box().querySelector(".form-error"); if (line) line.textContent = error.message; };

  let chosen = new Map(); /* name with its folders -> File */
  let passed = []; /* what is not sent, and why */
  let job = null; /* what the server told last of the job under way */

  const take = (name, file) => {
    const form = box().querySelector("form");
    const suffix = /\.[^./]+$/.exec(name)?.[0].toLowerCase() || "";
    if (hidden(name)) return;
    const known = !form.dataset.suffixes || form.dataset.suffixes.split(" ").includes(suffix);
    if (!known) passed.push({ path: name, reason: suffix ? `no reader for ${suffix} files` : "no reader for files without a suffix" });
    else if (file.size > Number(form.dataset.largest)) passed.push({ path: name, reason: `larger than ${Math.round(form.dataset.largest / 2 ** 20)} MB; add it by its path instead` });
    else chosen.set(name, file);
  };
  const walk = async (entry) => {
    if (entry.isFile) { take(entry.fullPath.replace(/^\//, ""), await new Promise((good, bad) => { entry.file(good, bad); })); return; }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((good, bad) => { reader.readEntries(good, bad); });
      if (!some.length) return;
      for (const one of some) if (!hidden(one.name)) await walk(one);
    }
  };
  const showChosen = () => {
    const bytes = [...chosen.values()].reduce((sum, file) => sum + file.size, 0);
    const names = [...chosen.keys()];
    fill(byId("intake-chosen"),
      chosen.size ? ["p", {}, ["strong", {}, `${count(chosen.size, "file")}, ${size(bytes)}: `], `${names.slice(0, 4).join(", ")}${names.length > 4 ? " and more" : ""} `, ["button", { type: "button", class: "link", "data-intake": "clear" }, "Clear"]] : null,
      passed.length ? skippedList(passed, passed.length) : null);
  };
  const skippedList = (rows, all) => ["details", { class: "left-out", ...(all <= 5 ? { open: "" } : {}) },
    ["summary", {}, `${count(all, "file")} skipped: why`],
    ["ul", {}, ...rows.map((one) => ["li", {}, ["span", { class: "path" }, one.path], ` – ${one.reason}`])]];

  const open = async () => {
    if (box().open) return;
    if (job) { showJob(); box().showModal(); return; }
    fill(box(), await dateline.ask("_intake/form", {}));
    chosen = new Map();
    passed = [];
    box().showModal();
    box().querySelector("[data-intake=files]").focus();
  };
  const taken = async (files) => {
    for (const file of files) take(file.webkitRelativePath || file.name, file);
    showChosen();
    box().querySelector("[type=submit]").focus();
  };

  /* sending */
  const post = (path, body, more) => dateline.ask(`_intake${path}`, body, more);
  const send = async () => {
    const form = box().querySelector("form");
    const given = { published: form.querySelector("[name=published]").value.trim(), path: form.querySelector("[name=path]")?.value.trim() || "" };
    if (!chosen.size && !given.path) throw new Error("There is nothing to read yet. Choose files or a folder first.");
    if (given.published && !/^\d{4}-\d\d-\d\d$/.test(given.published)) throw new Error(`“${given.published}” is no day. Write it as 2024-03-08, or leave it empty.`);
    const begun = await post("", {});
    const queue = [...chosen.entries()];
    const all = queue.length;
    job = { ...begun, state: "sending", sent: 0, failed: 0, all, passed };
    showJob();
    const sender = async () => {
      for (let next = queue.shift(); next && !job.stopped; next = queue.shift()) {
        const [name, file] = next;
        const headers = { "X-Dateline": "1", "X-Dateline-Name": encodeURIComponent(name), "Content-Type": "application/octet-stream" };
        try { await post(`/${begun.job}/file`, null, { headers, body: file }); }
        catch (error) { job.passed.push({ path: name, reason: error.message }); job.failed += 1; }
        job.sent += 1;
        showJob();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    if (job.stopped) { job = { ...job, state: "cancelled", over: true, added: 0, why: [], skipped: 0 }; showJob(); return; }
    if (all && job.failed >= all && !given.path) { job = { ...job, state: "failed", error: "None of the files came through.", over: true, why: [], skipped: 0 }; showJob(); return; }
    follow(await post(`/${begun.job}/run`, given));
  };
  let settled = 0;
  const follow = (told) => {
    const mine = job;
    job = { ...mine, ...told };
    showJob();
    if (told.settled !== settled || told.over) { settled = told.settled; dateline.refresh(told.revision); }
    if (told.over) return;
    setTimeout(async () => {
      try { follow(await post(`/${told.job}/status`, {})); }
      catch (error) { job = { ...job, state: "failed", over: true, error: error.message }; showJob(); }
    }, 600);
  };

  /* showing how far it is */
  const says = () => ({
    sending: `Taking files in: ${job.sent} of ${job.all}`,
    waiting: "Waiting for what is being read already…",
    loading: "Loading the language model…",
    reading: `Reading: ${count(job.done, "report")}${job.total ? ` of ${job.total > job.done ? "about " : ""}${job.total.toLocaleString("en")}` : ""}`,
    cancelling: "Stopping. What is read stays in the case…",
    cancelled: `Stopped: ${count(job.added || 0, "report")} added`,
    failed: "Nothing more could be read",
    done: `${count(job.added || 0, "report")} added${job.unchanged ? `, ${job.unchanged.toLocaleString("en")} in the case already` : ""}`,
  })[job.state] || "";
  const short = () => ({
    sending: `Adding… ${job.sent} of ${job.all}`, waiting: "Adding: waiting", loading: "Adding: loading…",
    reading: `Adding… ${job.done}${job.total ? ` of ${job.total}` : ""}`, cancelling: "Stopping…",
    cancelled: "Adding stopped", failed: "Adding failed", done: `${count(job.added || 0, "report")} added`,
  })[job.state] || "Add reporting";
  const showJob = () => {
    const button = byId("adding");
    button.textContent = job ? short() : "Add reporting";
    button.classList.toggle("under-way", Boolean(job && !job.over));
    if (!job) return;
    const part = job.state === "sending" ? { value: job.sent, max: job.all } : job.over ? { value: 1, max: 1 } : job.total ? { value: job.done, max: Math.max(job.total, 1) } : {};
    const why = [...(job.passed || []), ...(job.why || [])];
    const skipped = (job.passed || []).length + (job.skipped || 0);
    if (!byId("intake-job")) {
      fill(box(), ["div", { id: "intake-job" },
        ["h2", { id: "intake-title", tabindex: "-1" }, "Adding reporting"],
        ["p", { id: "intake-says", role: "status", class: "strong" }],
        ["progress", { id: "intake-bar", "aria-labelledby": "intake-says" }],
        ["p", { id: "intake-at", class: "note path" }],
        ["div", { id: "intake-why" }],
        ["p", { class: "form-error", role: "alert" }],
        ["div", { id: "intake-next", class: "form-actions" }]]);
      box().querySelector("h2").focus();
    }
    const told = says() + (job.over && skipped ? `, ${skipped.toLocaleString("en")} skipped` : "");
    if (byId("intake-says").textContent !== told) byId("intake-says").textContent = told;
    const bar = byId("intake-bar");
    if (part.max) { bar.max = part.max; bar.value = part.value; } else bar.removeAttribute("value");
    bar.hidden = job.over;
    byId("intake-at").textContent = job.state === "reading" ? job.current : "";
    if (why.length !== Number(byId("intake-why").dataset.shown || 0)) {
      byId("intake-why").dataset.shown = why.length;
      fill(byId("intake-why"), why.length ? skippedList(why, skipped) : null);
    }
    complain(new Error(job.error || ""));
    const next = job.over
      ? [job.documents?.length ? ["button", { type: "button", class: "primary", "data-intake": "new" }, job.added > job.documents.length ? `Show the first ${job.documents.length} that are new` : "Show what is new"] : null,
        ["button", { type: "button", class: "quiet", "data-intake": "more" }, "Add more"],
        ["button", { type: "button", class: "quiet", "data-intake": "done" }, "Close"]]
      : [["button", { type: "button", class: "primary", "data-intake": "close" }, "Go on working"],
        ["button", { type: "button", class: "quiet", "data-intake": "stop" }, "Stop"]];
    const state = job.over ? "over" : "under way";
    if (byId("intake-next").dataset.state !== state) {
      const within = byId("intake-next").contains(document.activeElement);
      byId("intake-next").dataset.state = state;
      fill(byId("intake-next"), ...next);
      if (within) byId("intake-next").querySelector("button")?.focus();
    }
    if (job.over && !box().open && !job.told) { job.told = true; dateline.tell(told); }
  };

  const reset = () => { job = null; box().replaceChildren(); byId("adding").textContent = "Add reporting"; byId("adding").classList.remove("under-way"); };
  const close = () => { box().close(); if (job?.over) reset(); byId("adding").focus(); };
  const acts = {
    open, close, done: close,
    files: () => byId("intake-files").click(),
    folder: () => byId("intake-folder").click(),
    clear: () => { chosen = new Map(); passed = []; showChosen(); box().querySelector("[data-intake=files]").focus(); },
    more: () => { box().close(); reset(); return open(); },
    new: () => { const { documents } = job; close(); dateline.send({ do: "only", field: "documents", value: documents.join("~") }); },
    stop: () => { job.stopped = true; if (job.state !== "sending") post(`/${job.job}/cancel`, {}).catch(complain); },
  };
  const say = (error) => (box()?.open ? complain(error) : dateline.tell(error.message));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-intake]");
    if (!button) return;
    event.stopPropagation();
    Promise.resolve(acts[button.dataset.intake]()).catch(say);
  }, true);
  document.addEventListener("change", (event) => {
    if (!event.target.matches("#intake-files, #intake-folder")) return;
    taken([...event.target.files]);
    event.target.value = "";
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#intake")) return;
    event.preventDefault();
    const submit = event.target.querySelector("[type=submit]");
    submit.disabled = true;
    send().catch((error) => { if (job && byId("intake-job")) { job = { ...job, state: "failed", over: true, error: error.message, why: [], skipped: 0 }; showJob(); } else { job = null; submit.disabled = false; complain(error); } });
  });
  document.addEventListener("close", (event) => { if (event.target === box() && job?.over) reset(); }, true);

  /* dropping works anywhere on the page */
  const offers = (event) => byId("adding") && event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => { if (offers(event)) { event.preventDefault(); document.body.classList.add("dragging"); } });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dragging"); });
  document.addEventListener("drop", async (event) => {
    if (!offers(event)) return;
    event.preventDefault();
    document.body.classList.remove("dragging");
    /* entries must be asked for before anything is awaited: the event forgets them */
    const items = [...event.dataTransfer.items].filter((one) => one.kind === "file").map((one) => [one.webkitGetAsEntry?.(), one.getAsFile()]);
    if (job && !job.over) { dateline.tell("Reporting is being added already. Drop this again when that is done."); return; }
    if (job) reset();
    try {
      await open();
      for (const [entry, file] of items) { if (entry) await walk(entry); else if (file) take(file.name, file); }
      showChosen();
      box().querySelector("[type=submit]").focus();
    } catch (error) { say(error); }
  });
  dateline.act("add", () => (byId("adding") ? open().catch(say) && true : false));
})();
