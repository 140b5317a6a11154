// Small helps on top of pages that work without them.
(() => {
  "use strict";

  // Menus: Escape and a click elsewhere close what a click opened.
  const menus = () => document.querySelectorAll("details[data-gd-menu][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held) menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });

  // Tables: the box in the head marks all rows; the bar below counts them and adds up their amounts.
  const sumOf = (boxes) => boxes.reduce((sum, box) => sum + Number(box.dataset.fen || 0), 0);
  const inWan = (fen) => (Math.round(fen / 10000) / 100).toFixed(2);

  function refresh(form) {
    const boxes = [...form.querySelectorAll("input[data-gd-row]")];
    const marked = boxes.filter((box) => box.checked);
    for (const box of boxes) box.closest("tr").classList.toggle("gd-table__row--on", box.checked);
    const all = form.querySelector("input[data-gd-all]");
    if (all) {
      all.checked = boxes.length > 0 && marked.length === boxes.length;
      all.indeterminate = marked.length > 0 && !all.checked;
    }
    const bar = form.querySelector("[data-gd-bulk]");
    if (!bar) return;
    bar.hidden = marked.length === 0;
    bar.querySelector("[data-gd-count]").textContent = String(marked.length);
    const sum = bar.querySelector("[data-gd-sum]");
    if (sum) sum.textContent = inWan(sumOf(marked));
    const barred = marked.filter((box) => box.dataset.barred).length;
    const said = bar.querySelector("[data-gd-said]");
    if (said) said.textContent = barred ? said.dataset.barred.replace("{n}", String(barred)) : said.dataset.allowed;
    for (const button of bar.querySelectorAll("button[data-gd-checks]")) button.disabled = barred > 0;
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-gd-table]");
    if (!form) return;
    if (event.target.matches("[data-gd-all]")) {
      for (const box of form.querySelectorAll("input[data-gd-row]")) box.checked = event.target.checked;
    }
    refresh(form);
  });

  // Keys of the dense table: J and K move, X marks, E opens the because.
  document.addEventListener("keydown", (event) => {
    const first = document.querySelector("[data-gd-table] tr[data-gd-line]");
    const row = document.activeElement?.closest?.("tr[data-gd-line]");
    if (!row && first && event.key.toLowerCase() === "j" && event.target === document.body && !event.ctrlKey && !event.metaKey && !event.altKey) {
      first.querySelector("input, a, button, summary")?.focus();
      event.preventDefault();
      return;
    }
    if (!row || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const rows = [...row.closest("table").querySelectorAll("tr[data-gd-line]")];
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") {
      const next = rows[rows.indexOf(row) + (key === "j" ? 1 : -1)];
      next?.querySelector("input, a, button, summary")?.focus();
    } else if (key === "x") row.querySelector("input[data-gd-row]")?.click();
    else if (key === "e") row.querySelector("[data-gd-expand]")?.click();
    else return;
    event.preventDefault();
  });

  // A row's because stands in the next row; without script it is simply open.
  function prepare(root) {
    for (const form of root.querySelectorAll("form[data-gd-table]")) refresh(form);
    for (const button of root.querySelectorAll("button[data-gd-expand]")) {
      const more = document.getElementById(button.getAttribute("aria-controls"));
      if (!more || button.dataset.ready) continue;
      button.dataset.ready = "1";
      button.hidden = false;
      more.hidden = button.getAttribute("aria-expanded") !== "true";
      button.addEventListener("click", () => {
        more.hidden = !more.hidden;
        button.setAttribute("aria-expanded", String(!more.hidden));
      });
    }
    for (const control of root.querySelectorAll("button[data-gd-print]")) {
      control.hidden = false;
      control.addEventListener("click", () => window.print());
    }
  }

  // Uploads: how much has gone, and words where nothing came back; without script the browser tells both.
  const uploading = (event) => event.target.closest?.("form[data-gd-upload]");
  document.addEventListener("htmx:xhr:progress", (event) => {
    const going = uploading(event)?.querySelector("[data-gd-upload-going]");
    if (!going || !event.detail.lengthComputable) return;
    going.hidden = false;
    going.querySelector("progress").value = (100 * event.detail.loaded) / event.detail.total;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const failed = uploading(event)?.querySelector("[data-gd-upload-failed]");
    if (failed) failed.hidden = true;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = uploading(event);
    if (!form) return;
    form.querySelector("[data-gd-upload-going]").hidden = true;
    form.querySelector("[data-gd-upload-failed]").hidden = event.detail.successful;
  });

  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.target));
})();
