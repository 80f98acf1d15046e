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
// Puts the words that are selected in the text into the form that is open, with where they begin.
(() => {
  const text = document.querySelector(".text");
  const forms = document.querySelectorAll("form[data-selects]");
  if (!text || !forms.length) return;
  let active = null;
  for (const form of forms) form.addEventListener("focusin", () => { active = form; });
  for (const details of document.querySelectorAll("details"))
    details.addEventListener("toggle", () => { if (details.open) active = details.querySelector("form[data-selects]") || active; });
  const place = (node, offset) => {
    const own = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
    if (!own || node.nodeType !== Node.TEXT_NODE) return "";
    return Number(own.dataset.at) + Array.from(node.data.slice(0, offset)).length;
  };
  const take = () => {
    const selection = document.getSelection();
    if (!active || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const whole = range.toString(), words = whole.trim();
    if (!words) return;
    const start = place(range.startContainer, range.startOffset);
    const lead = Array.from(whole).length - Array.from(whole.trimStart()).length;
    active.querySelector("[data-words]").value = words;
    active.querySelector("[data-start]").value = start === "" ? "" : start + lead;
    const field = active.querySelector("[name=field]"), value = active.querySelector("[data-value]");
    if (field && value && ["agency", "custodian"].includes(field.value)) value.value = words;
  };
  for (const name of ["mouseup", "keyup", "touchend"]) document.addEventListener(name, take);
  for (const form of forms)
    form.querySelector("[data-words]").addEventListener("input", () => { form.querySelector("[data-start]").value = ""; });
})();
