// One question a page, or all on one: a link, the browser's own way back and the buttons lead to the same places.
const steps = all(".step");
const titleOf = (step) => step.querySelector("[tabindex='-1']");
const hereByAddress = () => steps.find((step) => `#${encodeURIComponent(step.id)}` === location.hash) ?? steps[0];
let here = steps[0];

const show = (step, { focus }) => {
  here = step;
  const place = steps.indexOf(step);
  steps.forEach((one) => one.classList.toggle("here", one === step));
  all(".group").forEach((group) => {
    const inside = all(".step", group);
    group.classList.toggle("here", inside.includes(step));
    group.classList.toggle("begins", inside[0] === step);
  });
  by("page.back").disabled = place === 0;
  by("page.next").disabled = place === steps.length - 1;
  if (!focus) return;
  titleOf(step).focus({ preventScroll: true });
  (document.body.dataset.mode === "one" ? document.querySelector("main") : step).scrollIntoView({ block: "start" });
};
const turnTo = (step) => {
  if (!step) return;
  if (hereByAddress() === step) show(step, { focus: true });
  else location.hash = encodeURIComponent(step.id);
};
const turn = (by_) => turnTo(steps[steps.indexOf(here) + by_]);

const setMode = (one) => {
  document.body.dataset.mode = one ? "one" : "all";
  by("page.one").checked = one;
  document.querySelector(".turns").hidden = !one;
};
