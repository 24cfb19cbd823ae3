// Comfort for those who run scripts: without it everything is here, too. Its words are the document's.
(() => {
  "use strict";
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const make = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inside);
    return made;
  };
  const words = JSON.parse(document.querySelector("main").dataset.words);

  // the contents show where the reader is
  const links = new Map(all(".contents a").map((link) => [link.hash.slice(1), link]));
  const name = (part) => part.querySelector("h3, h4").id;
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

  // entries: a filter, and a button that opens all of them
  const lists = [...new Set(all(".entries").map((group) => group.parentElement))];
  const resets = lists.map((list) => {
    const groups = all(":scope > .entries", list).map((box, place) => ({
      box,
      place,
      depth: Number(box.dataset.depth),
      title: box.firstElementChild.textContent.trim(),
    }));
    groups.forEach((group) => {
      const after = groups.slice(group.place + 1).find((other) => other.depth <= group.depth);
      group.end = after ? after.place : groups.length;
    });
    const entries = groups.flatMap((group) =>
      all(".entry", group.box).map((box) => ({
        box,
        place: group.place,
        kinds: box.dataset.kinds.split(" "),
        text: box.textContent.toLowerCase(),
      })),
    );
    const select = (first, options) =>
      make(
        "select",
        {},
        make("option", { value: "" }, first),
        ...options.map(([value, title]) => make("option", { value }, title)),
      );
    const find = make("input", { type: "search", autocomplete: "off" });
    const within = select(words.every, groups.map((group) => [group.place, group.title]));
    const there = words.kinds.filter(([kind]) => entries.some((one) => one.kinds.includes(kind)));
    const status = select(words.any, there);
    const count = make("p", { role: "status" });
    const open = make("button", { type: "button" });
    const shown = () => entries.filter((one) => !one.box.hidden);
    const inside = (place, group) => place >= group.place && place < group.end;
    const label = () => {
      const some = shown();
      open.textContent = some.length && some.every((one) => one.box.open) ? words.close_all : words.open_all;
    };
    const apply = () => {
      const wanted = find.value.toLowerCase().split(/\s+/);
      entries.forEach((one) => {
        one.box.hidden = !(
          wanted.every((word) => one.text.includes(word)) &&
          (!within.value || inside(one.place, groups[within.value])) &&
          (!status.value || one.kinds.includes(status.value))
        );
      });
      groups.forEach((group) => {
        group.box.hidden = !shown().some((one) => inside(one.place, group));
      });
      const n = shown().length;
      count.textContent = words.shown.replace("{shown}", n).replace("{all}", entries.length);
      open.disabled = !n;
      label();
    };
    open.addEventListener("click", () => {
      const to = shown().some((one) => !one.box.open);
      shown().forEach((one) => (one.box.open = to));
      label();
    });
    list.addEventListener("toggle", label, true);
    [find, within, status].forEach((field) => field.addEventListener("input", apply));
    const field = (title, control) => make("label", {}, make("span", {}, title), control);
    const fields = [field(words.find, find), field(words.group, within), field(words.status, status)];
    groups[0].box.before(make("div", { class: "filter" }, ...fields, open, count));
    apply();
    return () => {
      find.value = within.value = status.value = "";
      apply();
    };
  });

  // a link opens what it leads to, whatever is folded up and whatever the filter hides
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let box = target && target.closest("details");
    if (!box) return;
    if (box.hidden) resets.forEach((reset) => reset());
    const inner = box;
    for (; box; box = box.parentElement.closest("details")) box.open = true;
    inner.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // paper holds everything
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open], .same)");
    closed.forEach((box) => (box.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));
})();
