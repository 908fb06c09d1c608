// What pages do beyond htmx. Everything here is a convenience: each page works without it (EXPERIENCE.md, H1).
(() => {
    "use strict";

    const status = (text) => {
        const region = document.getElementById("status");
        if (region) region.textContent = text;
    };

    // H6: a form is sent once; its buttons rest while it is under way and wake when the page comes back from history.
    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) {
            event.preventDefault();
            return;
        }
        window.setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((button) => (button.disabled = true)), 0);
    });
    const wake = (root) => root.querySelectorAll("form button:disabled:not([data-off])").forEach((button) => (button.disabled = false));
    window.addEventListener("pageshow", () => wake(document));
    document.addEventListener("htmx:afterRequest", (event) => wake(event.detail.elt.closest("form")?.parentElement ?? event.detail.elt));

    // H9: signed out meanwhile, a fragment leads to the sign-in page and back here. H10: a banner while nobody answers.
    document.addEventListener("htmx:responseError", (event) => {
        if (event.detail.xhr.status === 401) {
            window.location.assign("/sign-in?next=" + encodeURIComponent(window.location.pathname + window.location.search));
        }
    });
    const offline = (is) => {
        const banner = document.getElementById("offline");
        if (banner) banner.hidden = !is;
    };
    document.addEventListener("htmx:sendError", () => offline(true));
    document.addEventListener("htmx:afterOnLoad", () => offline(false));

    // K9: what a swapped part has to tell is said once, politely. G15: the end of work changes the window's title.
    document.addEventListener("htmx:afterSwap", (event) => {
        const part = document.getElementById(event.detail.target.id) ?? event.detail.target;
        const said = part.querySelector?.("[data-say]") ?? (part.dataset?.say ? part : null);
        if (said && said.dataset.say !== document.body.dataset.said) {
            document.body.dataset.said = said.dataset.say;
            status(said.dataset.say);
        }
        if (said?.dataset.title) document.title = said.dataset.title;
    });

    // K10: "/" goes to the search field, never from inside another field.
    document.addEventListener("keydown", (event) => {
        const typing = event.target.matches("input, textarea, select, [contenteditable]");
        if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
            const field = document.querySelector("[data-search]");
            if (field) {
                event.preventDefault();
                field.focus();
            }
        }
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
            event.target.form?.requestSubmit();
        }
    });

    // W3: the description's bytes are counted as the server counts them.
    const bytes = new TextEncoder();
    document.addEventListener("input", (event) => {
        const counter = document.getElementById(event.target.dataset?.counter ?? "");
        if (counter) counter.textContent = bytes.encode(event.target.value).length.toLocaleString("en") + " of " + counter.dataset.most + " bytes";
    });

    // W7.1: files are filtered by name.
    document.addEventListener("input", (event) => {
        if (!event.target.matches("[data-filter]")) return;
        const wanted = event.target.value.toLowerCase();
        document.querySelectorAll("[data-file]").forEach((item) => (item.hidden = !item.dataset.file.toLowerCase().includes(wanted)));
        document.querySelectorAll("[data-folder]").forEach((item) => {
            if (wanted) item.open = true;
            item.hidden = !item.querySelector("[data-file]:not([hidden])");
        });
    });

    // W1.1, W7.4: show a password, copy a text.
    document.addEventListener("click", async (event) => {
        const button = event.target.closest("[data-show], [data-copy]");
        if (button?.dataset.show) {
            const field = document.getElementById(button.dataset.show);
            const hidden = field.type === "password";
            field.type = hidden ? "text" : "password";
            button.textContent = hidden ? "Hide" : "Show";
        }
        if (button?.dataset.copy) {
            const lines = [...document.getElementById(button.dataset.copy).children].map((line) => line.textContent);
            await navigator.clipboard.writeText(lines.join("\n"));
            status("Copied");
        }
    });

    // W7.3: #L10-20 marks a range of lines.
    const mark = () => {
        const range = /^#L(\d+)(?:-(\d+))?$/.exec(window.location.hash);
        document.querySelectorAll(".code > .marked").forEach((line) => line.classList.remove("marked"));
        if (!range) return;
        for (let number = Number(range[1]); number <= Number(range[2] ?? range[1]); number++) {
            document.getElementById("L" + number)?.classList.add("marked");
        }
        document.getElementById("L" + range[1])?.scrollIntoView({ block: "center" });
    };
    window.addEventListener("hashchange", mark);

    // N1, N10: Edit and Add open a form in the element's place. Said once here and not at each of a thousand buttons.
    document.addEventListener("click", (event) => {
        const asked = event.target.closest("[form=edit], [data-into]");
        if (!asked || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const address = asked.dataset.into ? asked.getAttribute("href") : asked.form.getAttribute("action") + "/" + asked.value;
        window.htmx.ajax("GET", address, { source: asked, target: "#" + (asked.dataset.into ?? asked.value), swap: "outerHTML" });
    });

    // The specification (EXPERIENCE.md, N2-N4, N18). A saved edit swaps the whole document: other forms that stand open
    // with something typed are carried over, and the focus goes back to the Edit button of what was edited.
    const changed = (form) =>
        [...form.querySelectorAll("input, select, textarea")].some((field) =>
            field.options
                ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected))
                : field.value !== field.defaultValue || field.checked !== field.defaultChecked);
    const open = () => [...document.querySelectorAll("form[data-edit]")];
    let kept = [];
    let left = "";
    document.addEventListener("htmx:beforeSwap", (event) => {
        if (event.detail.target.id !== "specification" || event.detail.xhr.getResponseHeader("HX-Retarget")) return;
        const own = event.detail.requestConfig.elt.closest("form[data-edit]");
        left = own?.dataset.edit ?? "";
        kept = open().filter((form) => form !== own && changed(form)).map((form) => document.getElementById(form.dataset.edit)).filter(Boolean);
    });
    document.addEventListener("htmx:afterSwap", (event) => {
        const part = document.getElementById("specification");
        const back = part?.dataset.focus || left;
        if (!part || !kept.length && !back) return;
        kept.forEach((node) => document.getElementById(node.id)?.replaceWith(node));
        kept = [];
        const edit = document.querySelector(`[form=edit][value="${back}"], [data-into="${back}"]`) ?? document.getElementById("checks-title");
        if (edit && event.detail.target.id === "specification") edit.focus();
    });
    document.addEventListener("click", (event) => {
        const form = event.target.closest("[data-cancel]")?.closest("form[data-edit]");
        if (form) form.reset();
        const toast = event.target.closest("[data-dismiss]")?.closest(".toast");
        if (toast) {
            event.preventDefault();
            toast.remove();
        }
    });
    document.addEventListener("keydown", (event) => {
        const form = event.target.closest?.("form[data-edit]");
        if (event.key === "Escape" && form && (!changed(form) || window.confirm("Drop what you typed?"))) {
            form.querySelector("[data-cancel]")?.click();
        }
    });
    window.addEventListener("beforeunload", (event) => {
        if (open().some((form) => changed(form) && !form.querySelector("button.primary")?.disabled)) event.preventDefault();
    });

    // A large picture is looked at where its first box stands, not at its empty corner.
    const look = () => document.querySelectorAll(".scroll > .graph").forEach((graph) => {
        const first = graph.querySelector("rect");
        if (first && !window.location.hash) graph.parentElement.scrollTop = first.y.baseVal.value - 100;
    });

    // H5: what was refused gets the focus.
    document.addEventListener("DOMContentLoaded", () => {
        mark();
        look();
        document.querySelector("[data-refused]")?.focus();
    });
})();
