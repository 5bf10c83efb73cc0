/** A script that the bundler makes of the file, as text: what a worker is started with. */
declare module '*?script' {
  const script: string;
  export default script;
}

/** A file as text. */
declare module '*.css' {
  const text: string;
  export default text;
}
