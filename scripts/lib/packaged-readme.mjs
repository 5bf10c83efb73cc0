// The README as it goes into the package. VS Code and the Marketplace show it far from its files, so what it names by a relative
// path leads nowhere there, unless vsce can put the repository's address before it.

const link = /(!?)\[((?:[^[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(([^)\s]+)\)/g;
const image = /(<img\b[^>]*?\bsrc=")([^"]+)(")/g;

/**
 * Makes a README hold what it shows: its pictures are put in as data, and links to other files become their text.
 * @param {string} readme  Markdown
 * @param {(file: string) => Buffer} read  gives a picture by its relative path
 * @returns {string} Markdown in which nothing is relative but the links to its own headings
 * @throws what `read` does, where there is no such picture
 */
export function selfContained(readme, read) {
  const asData = (/** @type {string} */ file) => `data:image/png;base64,${read(file).toString('base64')}`;
  /** @type {(markdown: string) => string} */
  const withoutPaths = (markdown) =>
    markdown.replace(link, (_, mark, text, target) => {
      if (mark === '!') return `![${text}](${isRelative(target) ? asData(target) : target})`;
      return isRelative(target) ? withoutPaths(text) : `[${withoutPaths(text)}](${target})`;
    });
  return withoutPaths(
    readme.replace(image, (all, before, file, after) => (isRelative(file) ? `${before}${asData(file)}${after}` : all)),
  );
}

/** @param {string} target */
function isRelative(target) {
  return !/^(?:[a-z][\w+.-]*:|#)/i.test(target);
}
