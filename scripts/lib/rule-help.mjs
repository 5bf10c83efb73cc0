/**
 * What the page of a rule says, in whichever language: all of it down to its messages, without links to other pages, without the drawing
 * of the problem, and without the marks of what is generated.
 * @param {string} page
 */
export function helpOf(page) {
  const sections = page.replaceAll('\r\n', '\n').split(/^(?=## )/m);
  const messages = sections.findIndex((section) => section.includes('<!-- begin messages -->'));
  return sections
    .slice(1, messages)
    .join('')
    .replace(/^<!-- (?:begin|end) .* -->\n/gm, '')
    .replace(/^\s*(?:#<|#)\s*\^+.*\n/gm, '')
    .replace(/^#- (\/\S+)$/gm, '# $1')
    .replace(/\[([^\]]+)\]\((?!https:)[^)]*\)/g, '$1')
    .trim();
}
