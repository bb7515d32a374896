// Has axe-core look at the page; what it finds is in window.barriers some time later.
window.barriers = null;
axe.run().then(({ violations }) => {
  window.barriers = violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`).join("\n");
}, (error) => { window.barriers = String(error); });
true;
