/** Times of a crontab. Pure. */

/** What the five fields may be: their numbers, and names in place of them. [busybox: crond.c, ParseField] */
const fields = [
  { what: "minute", least: 0, most: 59, names: [] },
  { what: "hour", least: 0, most: 23, names: [] },
  { what: "day of the month", least: 1, most: 31, names: [] },
  {
    what: "month",
    least: 1,
    most: 12,
    names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { what: "day of the week", least: 0, most: 7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

/** What is wrong with the times of a crontab's line; undefined where nothing is. crond would leave out such a line, and say so in its log alone. */
export function scheduleProblem(text: string): string | undefined {
  const given = text.trim().split(/[ \t]+/);
  const example = 'e.g. "0 2 * * *", each day at 2:00 UTC';
  if (given.length !== fields.length || /[^\x20-\x7e\t]/.test(text))
    return `${JSON.stringify(text)} is not the five fields of a crontab: minute, hour, day of the month, month, day of the week; ${example}`;
  const wrong = fields.find((field, index) => !isField(given[index] ?? "", field));
  return (
    wrong && `${JSON.stringify(text)}: ${JSON.stringify(given[fields.indexOf(wrong)])} is no ${wrong.what}; ${example}`
  );
}

function isField(text: string, { least, most, names }: (typeof fields)[number]): boolean {
  const isValue = (one: string) =>
    names.includes(one.toLowerCase()) || (/^\d+$/.test(one) && Number(one) >= least && Number(one) <= most);
  return text.split(",").every((part) => {
    const [range = "", step, ...more] = part.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (range === "*") return true;
    const ends = range.split("-");
    return ends.length <= 2 && ends.every(isValue);
  });
}
