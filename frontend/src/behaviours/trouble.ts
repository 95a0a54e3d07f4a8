/**
 * What went wrong with a request of htmx, said on the page instead of a whole page swapped into a
 * part of it. The words stand in `#troubles`.
 *
 * Who is no longer signed in goes to the sign-in page and comes back, unless something is typed
 * here: then the page stays, and is made fit to be sent as soon as they have signed in elsewhere.
 */
const AGAIN = "/sign-in/again/";
const REFUSED_FORM = 422; // its answer is the form with its faults

interface Answered {
  request: { method: string };
  response: { status: number; headers: Headers };
}

const say = (what: string): void => {
  const words = document.querySelector<HTMLTemplateElement>("#troubles");
  const said = words?.content.querySelector(`[data-trouble="${what}"]`);
  const place = document.getElementById("trouble");
  if (!said || !place) return;
  place.dataset["now"] = what;
  place.replaceChildren(...[...said.cloneNode(true).childNodes]);
};

const isTyped = (field: Element): boolean => {
  if (field instanceof HTMLSelectElement) {
    return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  const isTick = field.type === "checkbox" || field.type === "radio";
  return isTick ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
};

const holdsWork = (): boolean =>
  [...document.querySelectorAll<HTMLFormElement>("form[method=post]")].some((form) =>
    [...form.elements].some(isTyped),
  );

/** Put a fresh token into every form; says whether the same person is signed in. */
const renew = async (): Promise<"same" | "other" | "nobody"> => {
  const answer = await fetch(AGAIN, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return "nobody";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value;
  const person = page.querySelector<HTMLElement>("#again")?.dataset["person"];
  if (!token) return "nobody";
  if (person !== document.body.dataset["person"]) return "other";
  for (const field of document.querySelectorAll<HTMLInputElement>("[name=csrfmiddlewaretoken]")) {
    field.value = token;
  }
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
  return "same";
};

const comeBack = async (words: string): Promise<void> => {
  const who = await renew();
  if (who === "nobody") say("over");
  else say(who === "same" ? words : "other");
};

const troubleOf = (status: number): string => {
  if (status === 404 || status === 410) return "gone";
  if (status === 403) return "forbidden";
  return status >= 500 ? "server" : "refused";
};

document.addEventListener("htmx:after:request", (event) => {
  const { request, response } = (event as CustomEvent<{ ctx: Answered }>).detail.ctx;
  const { status, headers } = response;
  if (status < 400 || status === REFUSED_FORM) return;
  if (status === 401) {
    if (request.method === "GET" && !holdsWork()) return; // htmx follows HX-Redirect
    event.preventDefault();
    say("over");
  } else if (!headers.has("HX-Redirect")) {
    event.preventDefault();
    if (headers.get("X-Refused") === "token") void comeBack("token");
    else say(troubleOf(status));
  }
});

document.addEventListener("htmx:error", (event) => {
  const { error } = (event as CustomEvent<{ error?: unknown }>).detail;
  if (error instanceof TypeError || (error instanceof DOMException && error.name === "AbortError")) {
    say("offline");
  }
});

document.addEventListener("visibilitychange", () => {
  const place = document.getElementById("trouble");
  if (document.visibilityState === "visible" && place?.dataset["now"] === "over") void comeBack("again");
});

window.addEventListener("focus", () => {
  if (document.getElementById("trouble")?.dataset["now"] === "over") void comeBack("again");
});

export {};
