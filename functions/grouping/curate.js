// Moving people by keyboard and by dragging. Without this script everything works as well: each command is a link or a form, and this shows the
// same pages in a dialog. Nothing is ever changed by a drag or a key alone; a button in the dialog is.
(() => {
  const people = "[data-member]";
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  document.body.append(dialog);
  document.querySelectorAll("[data-keys]").forEach((hint) => { hint.hidden = false; });

  // The page beneath may have the same ids: fields of a form would lose their labels.
  function renameIds(page) {
    for (const name of ["id", "for", "aria-describedby"]) {
      page.querySelectorAll(`[${name}]`).forEach((e) => e.setAttribute(name, e.getAttribute(name).replace(/\S+/g, "ask-$&")));
    }
    page.querySelectorAll('a[href^="#"]').forEach((a) => a.setAttribute("href", a.getAttribute("href").replace("#", "#ask-")));
  }

  async function ask(address) {
    let page;
    try {
      const answer = await fetch(address);
      page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    } catch {
      page = null;
    }
    if (!page) {
      location.assign(address); // the page itself says what is wrong
      return;
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.setAttribute("aria-label", "Close");
    close.textContent = "×";
    close.addEventListener("click", () => dialog.close());
    renameIds(page);
    const title = page.querySelector("h1");
    title.id = "ask-title";
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.replaceChildren(close, ...page.childNodes);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    (dialog.querySelector("input:not([type=hidden], [type=checkbox]), button[type=submit]") || close).focus();
  }

  const about = (row, query) => `?${new URLSearchParams({ ...query, member: row.dataset.member, back: back(row) })}`;
  const back = (row) => new URL(row.querySelector("a").href).searchParams.get("back") ?? "";

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[data-ask], a[data-close]");
    if (!link) return;
    if (link.hasAttribute("data-close")) {
      if (!dialog.contains(link)) return;
      event.preventDefault();
      dialog.close();
      return;
    }
    event.preventDefault();
    ask(link.href);
  });

  // A form that only asks is answered in the dialog as well.
  dialog.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    event.preventDefault();
    ask(`?${new URLSearchParams(new FormData(event.target))}`);
  });

  function walk(row, key) {
    const list = [...row.parentElement.querySelectorAll(people)];
    const at = list.indexOf(row);
    if (key === "ArrowDown") return list[at + 1];
    if (key === "ArrowUp") return list[at - 1];
    const lists = [...document.querySelectorAll(".people, .waiting tbody")].filter((l) => l.querySelector(people));
    const next = lists[lists.indexOf(row.parentElement) + (key === "ArrowRight" ? 1 : -1)];
    const rows = next ? [...next.querySelectorAll(people)] : [];
    next?.closest("details")?.setAttribute("open", "");
    return rows[Math.min(at, rows.length - 1)];
  }

  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(people);
    if (!row || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow")) {
      const to = walk(row, event.key);
      if (to) to.querySelector("a").focus();
    } else if (event.key === "m" || event.key === "M") {
      ask(row.querySelector("a").href);
    } else if (event.key === "p" || event.key === "P") {
      ask(about(row, { show: "change", action: "pin" }));
    } else {
      return;
    }
    event.preventDefault();
  });

  let dragged = null;
  const targets = document.querySelectorAll("[data-group], [data-waitlist]");
  document.querySelectorAll(people).forEach((row) => {
    row.draggable = true;
    row.querySelector("a").draggable = false; // the row is dragged, not its link
    row.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.querySelector("a").textContent);
      const suits = row.dataset.suits.split(" ");
      targets.forEach((t) => t.classList.toggle("unsuited", "number" in t.dataset && !suits.includes(t.dataset.number)));
    });
    row.addEventListener("dragend", () => {
      dragged = null;
      targets.forEach((t) => t.classList.remove("unsuited", "over"));
    });
  });
  targets.forEach((target) => {
    target.addEventListener("dragover", (event) => {
      if (!dragged || target.contains(dragged)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      target.classList.add("over");
    });
    target.addEventListener("dragleave", (event) => {
      if (!target.contains(event.relatedTarget)) target.classList.remove("over");
    });
    target.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      ask(about(dragged, { show: "change", action: "move", group: target.dataset.group ?? "waitlist", pin: "true" }));
    });
  });
})();
