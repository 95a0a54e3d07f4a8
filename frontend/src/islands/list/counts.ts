/** How many projects each view holds: asked for once a period, after the list itself is there. */
const known = new Map<string, Promise<Readonly<Record<string, number>>>>();

const asked = (address: string): Promise<Readonly<Record<string, number>>> => {
  const found = known.get(address);
  if (found) return found;
  const answer = fetch(address).then((response) => {
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return response.json() as Promise<Readonly<Record<string, number>>>;
  });
  known.set(address, answer);
  answer.catch(() => known.delete(address));
  return answer;
};

/** Puts the counts into the views below `list`; without an answer the views stand without them. */
export const tellCounts = async (list: Element): Promise<void> => {
  const views = list.querySelector<HTMLElement>("[data-counts]");
  if (!views) return;
  const counts = await asked(views.dataset["counts"] ?? "").catch(() => ({}) as Record<string, number>);
  for (const place of views.querySelectorAll<HTMLElement>("[data-count]")) {
    const count = counts[place.dataset["count"] ?? ""];
    const words = count === undefined ? "" : count.toLocaleString("en");
    if (place.textContent !== words) place.textContent = words;
  }
};
