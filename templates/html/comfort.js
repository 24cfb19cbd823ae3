// Comfort for those who run scripts: without it everything is here, too.
(() => {
  "use strict";
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const make = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inside);
    return made;
  };

  // the contents show where the reader is
  const links = new Map(all(".contents a").map((link) => [link.hash.slice(1), link]));
  const name = (part) => part.getAttribute("aria-labelledby").split(" ").pop();
  const parts = all(".part").filter((part) => links.has(name(part)));
  let queued = false;
  const follow = () => {
    queued = false;
    const line = innerHeight * 0.35;
    const here = parts.filter((part) => part.getBoundingClientRect().top <= line).pop() || parts[0];
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const link = here && links.get(name(end ? parts[parts.length - 1] : here));
    if (!link || link.hasAttribute("aria-current")) return;
    links.forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "location");
    const box = link.closest(".contents");
    box.scrollTo({ left: link.offsetLeft - 20, top: link.offsetTop - box.clientHeight / 2, behavior: "instant" });
  };
  const soon = () => {
    if (!queued) requestAnimationFrame(follow);
    queued = true;
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  follow();

  // practices: a filter, and a button that opens all of them
  const kinds = [
    ["", "any status"],
    ["blocks", "holds the target back"],
    ["bare", "not documented"],
    ["range", "between two options"],
    ["dk", "not known"],
    ["missing", "not answered"],
    ["na", "does not apply"],
  ];
  const resets = all(".practices").map((list) => {
    const practices = all(".practice", list).map((box) => ({
      box,
      group: box.parentElement.dataset.dimension,
      is: box.dataset.is.split(" "),
      text: box.textContent.toLowerCase(),
    }));
    const groups = all(".group", list);
    const find = make("input", { type: "search", autocomplete: "off" });
    const dimension = make("select", {}, make("option", { value: "" }, "every dimension"));
    groups.forEach((group) => {
      const name = group.querySelector("h4").textContent.trim();
      dimension.append(make("option", { value: group.dataset.dimension }, name));
    });
    const status = make("select", {});
    kinds.forEach(([value, name]) => {
      const there = !value || practices.some((one) => one.is.includes(value));
      if (there) status.append(make("option", { value }, name));
    });
    const count = make("p", { class: "found", role: "status" });
    const open = make("button", { type: "button" }, "Open all");
    const shown = () => practices.filter((one) => !one.box.hidden);
    const inside = (id, group) => !group || id === group || id.startsWith(group + ".");
    const label = () => {
      const some = shown();
      open.textContent = some.length && some.every((one) => one.box.open) ? "Close all" : "Open all";
    };
    const apply = () => {
      const words = find.value.toLowerCase().split(/\s+/);
      practices.forEach((one) => {
        one.box.hidden = !(
          words.every((word) => one.text.includes(word)) &&
          inside(one.group, dimension.value) &&
          (!status.value || one.is.includes(status.value))
        );
      });
      groups.forEach((group) => {
        group.hidden = !shown().some((one) => inside(one.group, group.dataset.dimension));
      });
      const n = shown().length;
      count.textContent = n === practices.length ? `${n} practices` : `${n} of ${practices.length} practices`;
      open.disabled = !n;
      label();
    };
    open.addEventListener("click", () => {
      const to = shown().some((one) => !one.box.open);
      shown().forEach((one) => (one.box.open = to));
      label();
    });
    list.addEventListener("toggle", label, true);
    [find, dimension, status].forEach((field) => field.addEventListener("input", apply));
    const field = (name, control) => make("label", {}, make("span", {}, name), control);
    const fields = [field("Find", find), field("Dimension", dimension), field("Status", status)];
    list.before(make("div", { class: "filter" }, ...fields, open, count));
    apply();
    return () => {
      find.value = dimension.value = status.value = "";
      apply();
    };
  });

  // a link to a practice opens it, whatever the filter hides
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = target && target.closest("details");
    if (!box) return;
    if (box.hidden) resets.forEach((reset) => reset());
    box.open = true;
    box.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // paper holds everything
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((box) => (box.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));
})();
