// Lights an event's words when it is pointed at, and the events when their words are.
"use strict";
(() => {
  const byOwner = new Map();
  for (const element of document.querySelectorAll("[data-refs]"))
    for (const owner of element.dataset.refs.split(" ").filter(Boolean))
      byOwner.set(owner, [...(byOwner.get(owner) || []), element]);
  const light = (event, on) => {
    const element = event.target.closest && event.target.closest("[data-refs]");
    if (!element) return;
    for (const owner of element.dataset.refs.split(" "))
      for (const other of byOwner.get(owner) || []) other.classList.toggle("lit", on);
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(name, (event) => light(event, on));
})();
