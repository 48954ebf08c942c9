/** Filters findings by words, kind, severity and authority. The page reads as well without it: the filters are hidden until it runs. */
export const SCRIPT = `
(() => {
  const form = document.getElementById("filters");
  const byId = (id) => document.getElementById(id);
  for (const card of document.querySelectorAll("[popover] a")) card.addEventListener("click", () => card.closest("[popover]").hidePopover());
  if (form === null) return;
  const [words, code, severity, authority, count] = ["words", "code", "severity", "authority", "count"].map((name) => byId("filter-" + name));
  const findings = [...document.querySelectorAll("[data-severity][data-code]")].map((element) => ({ element, text: element.textContent.toLowerCase() }));
  const parents = [...document.querySelectorAll("details.group, details.kind")];
  const fold = (open) => {
    for (const parent of parents) parent.open = open;
  };
  byId("unfold").addEventListener("click", () => fold(true));
  byId("fold").addEventListener("click", () => fold(false));
  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, text } of findings) {
      const fits =
        (code.value === "" || element.dataset.code === code.value) &&
        (severity.value === "" || element.dataset.severity === severity.value) &&
        (authority.value === "" || element.dataset.authorities.split(" ").includes(authority.value)) &&
        wanted.every((word) => text.includes(word));
      element.classList.toggle("away", !fits);
      shown += fits ? 1 : 0;
    }
    for (const parent of parents) parent.classList.toggle("away", parent.querySelector("[data-code]:not(.away)") === null);
    const asked = wanted.length > 0 || [code, severity, authority].some(({ value }) => value !== "");
    if (asked && shown <= 40) fold(true);
    count.textContent = shown + (shown === 1 ? " finding shown" : " findings shown");
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
`;
