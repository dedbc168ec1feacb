// Makes the console livelier; everything but passkeys works without it. Nothing here builds markup
// from strings: regions come from the server and are parsed under one named policy.
"use strict";
(() => {
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("console", { createHTML: (text) => text })
    : { createHTML: (text) => text };
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // Passkeys: a form says what it needs, and is sent once the authenticator has answered.
  const make = (data) => navigator.credentials.create({ publicKey: {
    challenge: bytes(data.challenge),
    rp: { id: data.host, name: "Cordon" },
    user: { id: bytes(data.user), name: data.name || "Cordon", displayName: data.name || "Cordon" },
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
    timeout: 240000,
  } });
  const ask = (data) => navigator.credentials.get({ publicKey: {
    challenge: bytes(data.challenge), rpId: data.host, userVerification: "required",
    timeout: 240000,
  } });
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.querySelectorAll("[data-without-script]").forEach((hint) => { hint.hidden = true; });
    form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
    form.addEventListener("submit", async (event) => {
      if (form.dataset.done) return;
      event.preventDefault();
      const said = form.querySelector("[role=status]");
      try {
        const name = form.elements.namedItem("display");
        const data = { ...form.dataset, name: name ? name.value : form.dataset.name };
        const made = await (data.passkey === "make" ? make(data) : ask(data));
        const fill = (name, value) => { form.elements.namedItem(name).value = value; };
        fill("clientData", text(made.response.clientDataJSON));
        if (data.passkey === "make") {
          fill("attestation", text(made.response.attestationObject));
        } else {
          fill("credential", text(made.rawId));
          fill("authenticatorData", text(made.response.authenticatorData));
          fill("signature", text(made.response.signature));
        }
        form.dataset.done = "yes";
        form.submit();
      } catch {
        if (said) said.textContent = form.dataset.failed || "";
      }
    });
  });

  // Regions that are stale are fetched again, so that rights are checked again too.
  const live = document.querySelector("[data-live]");
  if (live && window.EventSource) {
    const said = document.getElementById("live");
    const stream = new EventSource(live.dataset.live);
    let heard = Date.now();
    const fresh = async (id) => {
      const place = document.getElementById(id);
      if (!place || place.contains(document.activeElement)) return;
      const answer = await fetch(location.href, { headers: { "X-Region": id } });
      if (answer.redirected) { location.href = answer.url; return; }
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(policy.createHTML(await answer.text()), "text/html");
      const next = page.getElementById(id);
      if (next) place.replaceWith(next);
    };
    stream.addEventListener("stale", (event) => { heard = Date.now(); fresh(event.data); });
    stream.addEventListener("beat", () => { heard = Date.now(); if (said) said.textContent = ""; });
    stream.addEventListener("over", () => { stream.close(); location.reload(); });
    setInterval(() => {
      if (said && Date.now() - heard > 20000) {
        said.textContent = "not live since " + new Date(heard).toLocaleTimeString();
      }
    }, 5000);
  }

  // Keys: never while somebody types, and off by a setting.
  if (document.documentElement.dataset.keys !== "on") return;
  let went = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const rows = [...document.querySelectorAll("tbody tr th a")];
    const here = rows.indexOf(document.activeElement);
    const key = event.key;
    if (Date.now() - went < 1500 && /^[a-z]$/.test(key)) {
      went = 0;
      const way = document.querySelector(`.rail a[data-key="${key}"]`);
      if (way) way.click();
    } else if (key === "g") { went = Date.now(); }
    else if (key === "j" && rows.length) { rows[Math.min(here + 1, rows.length - 1)].focus(); }
    else if (key === "k" && rows.length) { rows[Math.max(here - 1, 0)].focus(); }
    else if (key === "o" && here >= 0) { rows[here].click(); }
    else if (key === "/") {
      const search = document.querySelector(".bar [type=search]");
      if (search) search.focus();
    }
    else if (key === "?") { location.href = "/help"; }
    else return;
    event.preventDefault();
  });
})();
