"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = JSON.parse(byId("words").textContent);
  const say = (key, facts = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const collator = new Intl.Collator(root.lang, { numeric: true });
  const status = byId("status");

  const make = (name, facts = {}, ...within) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    made.append(...within);
    return made;
  };
  const draw = (name, facts, ...within) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
    made.append(...within);
    return made;
  };

  /* A figure to compare by; null for what is none. Nothing that is shown is computed. */
  const figure = (text) => {
    const found = /^([-+]?\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text);
    return found ? Number(found[1]) / Number(found[2] || 1) : null;
  };
  const textOf = (cell) => cell.textContent.trim();

  /* So many rows are all shown at once; of more only those in sight, in a window that scrolls. */
  const MOST = 100;

  /* The rows of a table: elements that stand in the page, or texts of which elements are made. */
  class Rows {
    constructor(table, made) {
      this.table = table;
      this.body = table.tBodies[0];
      this.heads = [...table.tHead.rows[0].cells];
      this.names = this.heads.map((head) => (head.firstChild ? textOf(head.firstChild) : ""));
      const stored = byId(`${table.dataset.rows || table.dataset.matrix || ""}-${table.dataset.rows ? "r" : "m"}`);
      const given = [...this.body.rows].map((element) => ({ element }));
      this.rows = made || (stored ? JSON.parse(stored.textContent).map((html) => ({ html })) : given);
      this.kept = this.rows;
      this.order = null;
      if (this.rows.length > MOST) this.openWindow();
      this.heads.forEach((head, at) => this.addButton(head, at));
    }

    element(row) {
      if (!row.element && row.make) row.element = row.make();
      if (!row.element) {
        const holder = make("tbody");
        holder.innerHTML = row.html;
        row.element = holder.firstElementChild;
      }
      return row.element;
    }

    texts(row) {
      if (!row.texts) {
        row.texts = row.element
          ? [...row.element.cells].map(textOf)
          : row.html.split(/<t[dh][^>]*>/).slice(1).map((cell) => decode(cell.replace(/<[^>]*>/g, "")).trim());
      }
      return row.texts;
    }

    addButton(head, at) {
      if (head.querySelector("a, .seen")) return;
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = this.order && this.order.at === at ? !this.order.down : head.classList.contains("n") && at > 0;
        this.sort(at, down);
        remember(this);
      });
    }

    /* The links of the rows, in the order given: where each leads, and its text. */
    links() {
      const found = this.rows.map((row) => (row.element ? row.element.innerHTML : row.html).match(/<a href="(#\w+)">([^<]*)/));
      return found.map((each) => (each ? [each[1], decode(each[2])] : null));
    }

    sort(at, down) {
      const way = down ? -1 : 1;
      const keyed = this.rows.map((row, place) => {
        const text = this.texts(row)[at];
        return { row, place, text, value: figure(text) };
      });
      keyed.sort((a, b) => {
        const none = (a.text === "" || a.text === "—") - (b.text === "" || b.text === "—");
        if (none) return none;
        if (a.value !== null && b.value !== null) return way * (a.value - b.value) || a.place - b.place;
        if (a.value !== null || b.value !== null) return a.value === null ? 1 : -1;
        return way * collator.compare(a.text, b.text) || a.place - b.place;
      });
      this.sorted = keyed.map((each) => each.row);
      this.order = { at, down };
      this.heads.forEach((head, place) => {
        if (place === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      this.show();
      status.textContent = say("sorted", { what: this.names[at], way: say(down ? "down" : "up") });
    }

    filter(wanted) {
      this.wanted = wanted;
      this.show();
      status.textContent = say("shown", { n: this.kept.length, m: this.rows.length });
    }

    show() {
      const rows = this.sorted || this.rows;
      this.kept = this.wanted ? rows.filter((row) => this.wanted(this.texts(row))) : rows;
      if (this.frame) {
        this.frame.scrollTop = 0;
        this.paint();
      } else {
        this.body.replaceChildren(...this.kept.map((row) => this.element(row)));
      }
    }

    openWindow() {
      this.frame = this.table.parentElement;
      this.frame.classList.add("window");
      this.table.setAttribute("aria-rowcount", this.rows.length + 1);
      this.height = 0;
      addEventListener("beforeprint", () => this.body.replaceChildren(...this.kept.map((row) => this.element(row))));
      addEventListener("afterprint", () => this.paint());
      this.frame.addEventListener("scroll", () => requestAnimationFrame(() => this.paint()), { passive: true });
    }

    /* Makes the rows in sight, with room above and below for the others. */
    paint() {
      const around = 20;
      const height = this.height || 32;
      const first = Math.max(0, Math.floor(this.frame.scrollTop / height) - around);
      const last = Math.min(this.kept.length, first + Math.ceil(this.frame.clientHeight / height) + 2 * around);
      const shown = this.kept.slice(first, last).map((row, at) => {
        this.element(row).setAttribute("aria-rowindex", first + at + 2);
        return row.element;
      });
      this.body.replaceChildren(this.room(first * height), ...shown, this.room((this.kept.length - last) * height));
      if (!this.height && shown.length && shown[0].offsetHeight) {
        this.height = shown[0].offsetHeight;
        if (this.height !== height) this.paint();
      }
    }

    room(height) {
      const cell = make("td", { colspan: this.heads.length });
      const row = make("tr", { class: "room", "aria-hidden": "true" }, cell);
      row.style.height = `${height}px`;
      return row;
    }
  }

  const decoder = make("textarea");
  const decode = (text) => {
    if (!text.includes("&")) return text;
    decoder.innerHTML = text;
    return decoder.value;
  };

  const tables = new Map();
  const rowsOf = (table) => {
    if (!tables.has(table)) tables.set(table, new Rows(table));
    return tables.get(table);
  };

  /* The tools above a ranking: find a unit, choose a grade. */
  const addTools = (group) => {
    const table = group.querySelector("table[data-rows]");
    if (!table) return;
    const rows = rowsOf(table);
    const find = make("input", { type: "search", id: `${group.id}-q`, autocomplete: "off", spellcheck: "false" });
    const tools = make("div", { class: "tools" }, make("label", { for: find.id }, say("filter"), find));
    const at = rows.heads.findIndex((head) => head.dataset.grade !== undefined);
    let choose = null;
    if (at >= 0) {
      const grades = [...new Set(rows.rows.map((row) => rows.texts(row)[at]))].filter((grade) => grade);
      choose = make("select", { id: `${group.id}-g` }, make("option", { value: "" }, say("any")));
      choose.append(...grades.map((grade) => make("option", {}, grade)));
      tools.append(make("label", { for: choose.id }, say("grade"), choose));
    }
    const apply = () => {
      const name = find.value.trim().toLowerCase();
      const grade = choose ? choose.value : "";
      const wanted = (texts) =>
        (!name || texts.some((text) => text.toLowerCase().includes(name))) && (!grade || texts[at] === grade);
      rows.filter(name || grade ? wanted : null);
    };
    const changed = () => {
      apply();
      remember(rows);
    };
    find.addEventListener("input", changed);
    if (choose) choose.addEventListener("change", changed);
    rows.tools = { find, choose, apply };
    table.closest(".wide").before(tools);
  };

  /* One item across all units, read from the table of units by items. */
  const showItem = (line, group) => {
    const table = group.querySelector("table[data-matrix]");
    const items = group.querySelector("table[data-items]");
    const rows = rowsOf(table);
    const at = rows.heads.findIndex((head) => head.querySelector(`a[href="#${line.id}"]`));
    if (at < 0) return null;
    const known = byId("item");
    if (known) known.remove();
    const facts = [...items.tHead.rows[0].cells].map(textOf);
    const cells = [...line.cells].map(textOf);
    const most = figure(cells[1]);
    const median = figure(cells[5]);
    const links = rows.links();
    const found = rows.rows.map((row, place) => {
      const texts = rows.texts(row);
      const [name, text, value] = [texts[0], texts[at], figure(texts[at])];
      const title = links[place] ? make("a", { href: links[place][0] }, name) : name;
      const drawn = () => [make("td", { class: "n" }, text), make("td", { class: "bar" }, ...barOf(value, median, most))];
      return { texts: [name, text, ""], value, make: () => make("tr", {}, make("th", {}, title), ...drawn()) };
    });
    found.sort((a, b) => (a.value === null) - (b.value === null) || b.value - a.value);
    const head = make("tr", {}, make("th", { scope: "col" }, say("unit")), make("th", { scope: "col", class: "n" }, say("points")));
    head.append(make("th", { scope: "col" }, make("span", { class: "seen" }, say("bar"))));
    const told = facts.map((name, place) => [name, cells[place]]).filter(([, value], place) => place && value && place !== 3);
    const list = make("dl", { class: "facts" });
    for (const [name, value] of told) list.append(make("div", {}, make("dt", {}, name), make("dd", {}, value)));
    const others = rows.heads.slice(1).map((each) => each.querySelector("a"));
    const beside = [others[at - 2], others[at]].map((link) => link && [link.getAttribute("href"), link.title]);
    const title = make("h2", {}, cells[0]);
    const made = make("section", { class: "item", id: "item", "data-of": line.id }, title);
    made.append(linksTo("items", group, ...beside), list);
    const result = make("table", { class: "rows" }, make("thead", {}, head), make("tbody"));
    made.append(make("div", { class: "wide" }, result));
    group.after(made);
    made.rows = new Rows(result, found);
    return made;
  };

  /* The links above a view: back to the group, to what stands before and behind it. */
  const linksTo = (name, group, before, behind) => {
    const list = make("ul", {}, make("li", {}, make("a", { href: `#${group.id}` }, say("back"))));
    if (before) list.append(make("li", {}, "← ", make("a", { href: before[0], rel: "prev" }, before[1])));
    if (behind) list.append(make("li", {}, make("a", { href: behind[0], rel: "next" }, behind[1]), " →"));
    return make("nav", { class: "steps-to", "aria-label": say(name) }, list);
  };
  const addLinks = (unit, group) => {
    if (unit.querySelector(".steps-to") || !group) return;
    const order = rowsOf(group.querySelector("table[data-rows]")).links().filter((each) => each);
    const at = order.findIndex(([href]) => href === `#${unit.id}`);
    unit.querySelector("h2").after(linksTo("units", group, order[at - 1], order[at + 1]));
  };

  const place = (number, most) => Math.min(100, Math.max(0, (100 * number) / most));
  const barOf = (value, median, most) => {
    if (value === null || !most) return [];
    const drawn = draw("svg", {}, draw("rect", { width: place(value, most) }));
    if (median !== null) drawn.append(draw("rect", { x: place(median, most) }));
    return [drawn];
  };

  /* A unit that is stored is made when it is first asked for: its figures are put into the table of its template. */
  const unstore = (id) => {
    const stored = byId(`${id}-u`);
    if (!stored) return null;
    const [template, head, tail, figures] = JSON.parse(stored.textContent);
    const made = make("article", { class: "unit", id });
    made.innerHTML = head;
    const table = byId(template).content.cloneNode(true);
    if (figures.length) all("tbody tr", table).forEach((row, at) => fillIn(row.cells, figures[at]));
    if (figures.length) made.append(table);
    made.insertAdjacentHTML("beforeend", tail);
    stored.replaceWith(made);
    return made;
  };
  const fillIn = (cells, [points, ...others]) => {
    cells[2].innerHTML = points;
    others.forEach((text, at) => (cells[5 + at].innerHTML = text));
    const bar = cells[3].querySelector("rect");
    const value = figure(points);
    if (bar && value === null) cells[3].replaceChildren();
    else if (bar) bar.setAttribute("width", place(value, figure(textOf(cells[1]))));
  };

  /* The state is the fragment: the view, then what is changed in it. */
  const read = () => {
    const [id, ...rest] = decodeURIComponent(location.hash.slice(1)).split(";");
    return { id, facts: Object.fromEntries(rest.map((each) => each.split("=").map(decodeURIComponent))) };
  };
  const remember = (rows) => {
    const group = rows.table.closest(".group");
    if (!group || rows.table.dataset.rows === undefined) return;
    const facts = [];
    if (rows.order) facts.push(`sort=${rows.order.at}${rows.order.down ? "-" : ""}`);
    if (rows.tools.find.value) facts.push(`find=${encodeURIComponent(rows.tools.find.value)}`);
    if (rows.tools.choose && rows.tools.choose.value) facts.push(`grade=${encodeURIComponent(rows.tools.choose.value)}`);
    history.replaceState(null, "", `#${[group.id, ...facts].join(";")}`);
  };
  const recall = (group, facts) => {
    const table = group.querySelector("table[data-rows]");
    const rows = table && rowsOf(table);
    if (!rows || !rows.tools) return;
    const order = /^(\d+)(-?)$/.exec(facts.sort || "");
    if (order && rows.heads[order[1]]) rows.sort(Number(order[1]), order[2] === "-");
    if (facts.find !== undefined || facts.grade !== undefined) {
      rows.tools.find.value = facts.find || "";
      if (rows.tools.choose) rows.tools.choose.value = facts.grade || "";
      rows.tools.apply();
    }
  };

  const VIEWS = ".group, .unit, .rules, .item";
  const open = (focus) => {
    const { id, facts } = read();
    const first = document.querySelector(".group, .rules");
    const whole = id === "all";
    document.body.classList.toggle("all", whole);
    let target = whole ? null : (id && (byId(id) || unstore(id))) || first;
    let view = target && (target.closest(VIEWS) || first);
    if (target && target.tagName === "TR" && view.classList.contains("group") && view.querySelector("table[data-matrix]")) {
      view = showItem(target, view) || view;
      target = view;
    }
    all(".shown").forEach((each) => each.classList.remove("shown"));
    if (view) view.classList.add("shown");
    const tab = view && (view.dataset.tab || view.id);
    const group = view && (view.classList.contains("group") ? view : byId((view.dataset.of || view.id).replace(/[ui]\d+$/, "")));
    all(".tabs a").forEach((link) => {
      const of = link.hash.slice(1);
      if (whole ? of === "all" : of === tab || (group && of === group.id)) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    if (view && view.classList.contains("group")) {
      all("table[data-rows], table[data-matrix], table[data-years]", view).map(rowsOf).forEach((rows) => rows.frame && rows.paint());
      recall(view, facts);
    }
    if (view && view.classList.contains("unit")) addLinks(view, group);
    if (view && view.rows) view.rows.show();
    all(".wide", view || document).forEach((wide) => widths.observe(wide));
    if (!focus) return;
    if (target && target !== view) return target.scrollIntoView();
    scrollTo(0, 0);
    const heading = view ? view.querySelector("h2, h3") : byId("main");
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  };

  /* What is wider than its place can be scrolled by keys. */
  const widths = new ResizeObserver((entries) => entries.forEach((each) => reach(each.target)));
  const reach = (wide) => {
    if (wide.scrollWidth <= wide.clientWidth && wide.scrollHeight <= wide.clientHeight) return;
    const heading = wide.closest("section, article").querySelector("h2, h3");
    wide.setAttribute("tabindex", "0");
    wide.setAttribute("role", "region");
    wide.setAttribute("aria-label", [textOf(heading), wide.dataset.name].filter((each) => each).join(" "));
  };

  root.classList.add("js");
  const tabs = document.querySelector(".tabs ul");
  if (tabs) tabs.append(make("li", {}, make("a", { href: "#all" }, say("all"))));
  all(".group").forEach(addTools);
  all("table[data-items], table[data-years]").forEach(rowsOf);
  addEventListener("hashchange", () => open(true));
  open(location.hash.length > 1);
})();
