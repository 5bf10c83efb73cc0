/** The rules by which a picture is coloured; the colours themselves are variables, which a page and a file set each in its own way. */
export const pictureStyle = `
.card { fill: var(--card); stroke: var(--border); }
.accent { fill: var(--border); }
.kind-service .accent, .kind-question .accent { fill: var(--service); }
.kind-backend .accent, .kind-pod .accent { fill: var(--pod); }
.kind-name .accent, .kind-step .accent, .kind-record .accent { fill: var(--name); }
.kind-port .accent { fill: var(--port); }
.centre .card { stroke: var(--service); stroke-width: 1.5; }
.missing .card { fill: var(--page); stroke: var(--muted); stroke-dasharray: 5 4; }
.missing.has-error .card { stroke: var(--error); }
.missing.has-warning .card { stroke: var(--warning); }
.elsewhere .card { fill: var(--page); stroke-dasharray: 2 3; }
.missing .accent, .elsewhere .accent { fill: none; }
text { fill: var(--text); font-family: var(--sans); text-rendering: geometricPrecision; }
.set-name { font-family: var(--mono); }
.set-label { font-weight: 600; }
.heading, .detail, .note, .more, .set-edge { fill: var(--muted); }
.set-edge { paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; font-family: var(--sans); }
.line { fill: none; stroke: var(--edge); stroke-width: 1.2; }
.tip { fill: var(--edge); }
.edge.missing .line { stroke-dasharray: 4 4; }
.icon.error { fill: var(--error); }
.icon.warning { fill: var(--warning); }
.icon.information { fill: var(--information); }
.mark rect { fill: none; stroke: var(--muted); }
.mark path { fill: none; stroke: var(--muted); stroke-width: 1.4; }
`;

/** The colours of a file that stands alone. */
export const lightColours = `
--page: #ffffff; --card: #f6f8fa; --border: #c9d1d9; --text: #1f2328; --muted: #57606a; --edge: #8c959f;
--service: #0969da; --pod: #1a7f37; --name: #8250df; --port: #bf8700;
--error: #cf222e; --warning: #9a6700; --information: #0969da;`;

export const darkColours = `
--page: #0d1117; --card: #161b22; --border: #444c56; --text: #e6edf3; --muted: #9ea7b3; --edge: #768390;
--service: #58a6ff; --pod: #3fb950; --name: #bc8cff; --port: #d29922;
--error: #f85149; --warning: #d29922; --information: #58a6ff;`;

export const fileFonts = `
--sans: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; --mono: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;`;
