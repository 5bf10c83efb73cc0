/**
 * Replaces what is between `<!-- begin NAME -->` and `<!-- end NAME -->`, each on a line of its own.
 * @param {string} text
 * @param {string} name
 * @param {string} content  without the markers
 * @returns {string}
 * @throws where the markers are missing, since the content would be lost without a word
 */
export function replaceBetween(text, name, content) {
  const begin = `<!-- begin ${name} -->`;
  const end = `<!-- end ${name} -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The markers "${begin}" and "${end}" are missing.`);
  return `${text.slice(0, from + begin.length)}\n${content.trim()}\n${text.slice(to)}`;
}
