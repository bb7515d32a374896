(() => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const typing = t => t.matches("textarea, select, input:not([type=checkbox])");
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
    const row = e.target.closest("[data-row]"), at = rows.indexOf(row);
    if (e.key === "j" || e.key === "k") {
      const next = rows[Math.min(Math.max(at + (e.key === "j" ? 1 : -1), 0), rows.length - 1)];
      if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
    } else if (row && e.key === "x") {
      const box = row.querySelector("input[type=checkbox]");
      if (box) box.checked = !box.checked;
    } else if (row) {
      row.querySelector(`[data-key="${CSS.escape(e.key)}"]`)?.click();
    }
  });
})();
