// Brings what changes on a page up to date, once a second while the page is looked at: it asks for the same page again, and replaces the
// content of those elements marked data-live, each known by its id, whose content has changed.
"use strict";

const interval = 1000; // milliseconds between two looks
const shown = new Map(); // the content that each element got last, by id

// busy says whether the reader has something open, chosen or selected in the element.
function busy(element) {
  const selection = getSelection();
  return (element.contains(document.activeElement) && !element.matches("form"))
    || (element.querySelector("details[open]") !== null && !element.querySelector(".drawing"))
    || (!selection.isCollapsed && selection.containsNode(element, true));
}

// replace keeps what the reader has opened, scrolled to and focused.
function replace(element, content) {
  const scrolled = element.querySelector(".scroll")?.scrollLeft;
  const open = element.querySelector("details")?.open;
  const focused = element.contains(document.activeElement) ? document.activeElement.value : "";
  element.innerHTML = content;
  if (scrolled) element.querySelector(".scroll").scrollLeft = scrolled;
  if (open) element.querySelector("details").open = true;
  if (focused) element.querySelector(`[value="${focused}"]`)?.focus();
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { "Stand-Watching": "yes" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const element of document.querySelectorAll("[data-live]")) {
    const content = fresh.getElementById(element.id)?.innerHTML;
    const before = shown.get(element.id) ?? element.innerHTML;
    if (content === undefined || content === before || busy(element)) continue;
    replace(element, content);
    shown.set(element.id, content);
  }
}

async function watch() {
  if (!document.hidden) {
    try {
      await refresh();
      document.documentElement.classList.remove("gone");
    } catch {
      document.documentElement.classList.add("gone"); // the stand was stopped
    }
  }
  setTimeout(watch, interval);
}

// A wide picture on a small screen begins where its workflow is, or starts.
const picture = document.querySelector(".drawing .scroll");
const place = picture?.querySelector(".box.current:not(.frame), .box.start");
if (place) picture.scrollLeft += place.getBoundingClientRect().x - picture.getBoundingClientRect().x - picture.clientWidth / 2 + 40;

setTimeout(watch, interval);
