// What a test looks for on a page. The value is a function of what to look for and its arguments; null where it is not there (yet).
(what, ...args) => {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const words = (e) => tidy(e.matches("input[type=submit], input[type=button]") ? e.value : e.innerText);

  // name is what identifies an element to a reader of a failed test.
  const name = (e) => {
    let text = e.localName + (e.id && "#" + e.id);
    for (const a of ["name", "role"]) if (e.hasAttribute(a)) text += `[${a}=${e.getAttribute(a)}]`;
    if (e.matches("input[type=radio], input[type=checkbox]")) text += `[value=${e.value}]`;
    const label = tidy(e.getAttribute("aria-label") ?? e.labels?.[0]?.innerText ?? (e === document.body ? "" : words(e)));
    return label ? `${text} "${label.length > 60 ? label.slice(0, 59) + "…" : label}"` : text;
  };

  // point is the middle of an element, scrolled into sight, and what lies over it there, if anything does.
  const point = (e) => {
    if (!e || !seen(e)) return null;
    e.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = e.getClientRects()[0];
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const top = document.elementFromPoint(x, y);
    const hit = top && (e.contains(top) || top.closest("label")?.control === e);
    return { x, y, over: hit ? "" : top ? name(top) : "the edge of the window" };
  };

  // The innermost elements that say exactly this; one to press before one that is only text.
  const saying = (text) => {
    const all = [...document.body.querySelectorAll("*")].filter((e) => seen(e) && words(e) === tidy(text));
    const press = "button, a[href], input, label, summary, [role=button], [role=tab], [role=menuitem], [role=option]";
    return all.find((e) => e.matches(press)) ?? all.findLast((e) => all[0].contains(e)) ?? null;
  };

  switch (what) {
    case "nothing": return {};
    case "point": return point(document.querySelector(args[0]));
    case "saying": return point(saying(args[0]));
    case "text": { const e = document.querySelector(args[0]); return e && tidy(e.value ?? e.innerText); }
    case "page": return document.body && { text: tidy(document.body.innerText), ready: document.readyState !== "loading" };
    case "focus": return name(document.activeElement ?? document.body);
    case "overflow": {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return "";
      const out = [...document.body.querySelectorAll("*")].filter((e) => seen(e) && e.getBoundingClientRect().right > width + 0.5);
      const inner = out.filter((e) => !out.some((o) => o !== e && e.contains(o)));
      return `the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}: ${inner.slice(0, 5).map(name).join(", ")}`;
    }
  }
}
