/** Stands for every character of a template action in a masked text; readers take a scalar that holds it as unknown. */
export const templateMark = '\uE000';

/**
 * Whether a string holds something that is put in before the API server sees it: a masked or plain template action, or a
 * placeholder that a tool or a person replaces.
 */
export function isTemplated(value: string): boolean {
  // Most strings have none of the characters that each of them begins with or holds.
  return mayBeTemplated.test(value) && unknownPart.test(value);
}

/** Whether the text has template actions at all. */
export function hasTemplateAction(text: string): boolean {
  return text.includes('{{');
}

/** Whether comments of the text are code to ytt, which writes values in their place: `name: #@ data.values.name`. */
export function hasTemplateComment(text: string): boolean {
  return text.includes('#@') && templateComment.test(text);
}

/**
 * Whether text that is no YAML may be a template all the same: it has statements, `{% … %}`, `%{ … }`, `<% … %>` or `<#if …>`, or a
 * placeholder that no value can begin with, or none in brackets, as `${A}` cannot.
 */
export function hasUnreadableTemplate(text: string): boolean {
  return unreadableTemplate.test(text);
}

/**
 * What no name, address or number of a manifest holds. A single `$`, `%` or underscore in it is no placeholder, nor is any word in
 * capitals but for a few: those are mistakes that the API server rejects.
 */
const placeholders: readonly RegExp[] = [
  // Template actions: Go, Helm, Jinja; ERB and EJS.
  /\uE000|\{\{|<%/,
  // Variables of shells, envsubst, Make, Tekton, OpenShift and kustomize; Octopus and Azure Pipelines.
  /\$[{(]|(?<![A-Za-z0-9])\$[A-Za-z_]\w*|#\{/,
  // What sed, Salt, Maven and batch files replace.
  /%%\w+%%|%[A-Za-z_]\w*%|__[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)*__|@[A-Z][A-Z0-9_]*@/,
  // What SOPS encrypted.
  /^ENC\[/,
  // What a person, a script or an operator is to fill in.
  /<(?:\*\.)?[A-Za-z][^<>]*>|^<<[ \t]*[A-Za-z][^<>]*>>$/,
  /(?<![A-Za-z0-9])(?:(?:AUTO)?REPLACED?|PLACEHOLDER)(?![A-Za-z0-9])|(?<![A-Za-z0-9])FILL(?:ED)?[_ -][A-Z]/,
  /(?<![A-Za-z0-9_])(?:YOUR|REPLACE|CHANGE|INSERT)[_-][A-Z]|[A-Z]_HERE(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?:CHANGEME|REPLACEME)(?![A-Za-z0-9_])/,
  /(?<![\w.-])(?:replace|your)_[a-z]/,
  /^(?:[A-Z][A-Z0-9]*_)*PORT$|^(?:[A-Z][A-Z0-9]*_)+(?:NAME|NAMESPACE|IMAGE|IP|ADDRESS|ID|DOMAIN|VERSION|TAG|SCHEDULE)(?:-[a-z0-9-]+)?$/,
  /^[A-Z]{3,}NAME(?:SPACE)?$/,
  /(?<![A-Za-z0-9_])(?:APPNAME|NAMESPACE|TIMESTAMP|HOSTNAME|DOMAIN)(?![A-Za-z0-9_])/,
  // A label of a host.
  /(?:^|\.)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\.[A-Za-z]|[a-z]\.[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/,
  // What Python, .NET and scripts format, what is left out in an explanation, and the name that Flux users give what kustomize names.
  /\{[A-Za-z_][\w.]*\}|^(?:\.{3}|\u2026|_)$/,
  /(?<!\w)(?:x{1,3}(?:\.x{1,3}){3}|X{1,3}(?:\.X{1,3}){3}|xxx\.yyy\.zzz\.[a-z]{3}|A\.B\.C\.D)(?!\w)/,
];

const mayBeTemplated = /[\uE000{<$#%@A-Z]|x\.[xy]|(?:replace|your)_|^(?:\.{3}|\u2026|_)$/;

const unknownPart = new RegExp(placeholders.map(({ source }) => source).join('|'));

const templateComment = /^[ \t]*#@(?: |data\/|overlay\/|schema\/)|[:-] #@ /m;

const unreadableTemplate =
  /^[ \t]*(?:\{%|%\{|<%|<\/?#[a-z])|[:-][ \t]+(?:%[A-Za-z_]\w*%|@[A-Za-z_]\w*@)|[:[{,][ \t]*\$\{[A-Za-z_]\w*\}[ \t]*[,\]}]/m;
