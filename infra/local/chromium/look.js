// What a test looks for on a page. The value is null where it is not there (yet).
(what, text) => {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;

  // name is what identifies an element to a reader of a failed test.
  const name = (e) => {
    let text = e.localName + (e.id && "#" + e.id);
    if (e.hasAttribute("name")) text += `[name=${e.name}]`;
    if (e.matches("input[type=radio], input[type=checkbox]")) text += `[value=${e.value}]`;
    const words = e.getAttribute("aria-label") ?? e.labels?.[0]?.innerText ?? (e === document.body ? "" : e.innerText);
    return words ? `${text} "${tidy(words).slice(0, 60)}"` : text;
  };

  switch (what) {
    case "says": return document.body && document.readyState !== "loading" ? tidy(document.body.innerText).includes(text) : null;
    case "saying": return [...document.querySelectorAll("button, a[href], label, summary")].find((e) => seen(e) && tidy(e.innerText) === text);
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
