/** The one file that knows where the extension runs: in a process of Node, or in a worker of a browser, where there is none. */
export const isInBrowser = typeof process === 'undefined';

/** The system, for people: `on linux x64`. */
export const system = isInBrowser ? 'in a browser' : `on ${process.platform} ${process.arch}`;

/** What runs the extension, for people. */
export const runtime = isInBrowser ? 'Web worker' : `Node.js ${process.versions.node}`;

/** Whether the first steps are to be laid out: `npm start` asks for it, in the environment of the window it opens. */
export const isTourAsked = !isInBrowser && process.env['HEADLIGHT_TOUR'] === '1';
