// npm run new-rule CODE: makes a rule's source, test and page, in Korean too, and refreshes the generated files. What it makes works: the rule
// reports Services whose name is its code, and its test and its page's example hold it to that. Put yours in its place.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepare, root } from './lib/prepare.mjs';

const [code] = process.argv.slice(2);
if (code === undefined || !/^[a-z]+(-[a-z]+)+$/.test(code)) {
  console.error(
    'Usage: npm run new-rule CODE, for instance dangling-example: words in lower case with hyphens between them.',
  );
  process.exit(2);
}
prepare();
const { exportNameOf } = await import('./lib/rules.mjs');
const { run } = await import('./lib/run.mjs');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const koreanTexts = `{
  "summary": "이름이 이 규칙의 이름과 같은 서비스입니다.",
  "found": "서비스의 이름이 이 규칙과 같은 \\"{service}\\"입니다."
}
`;

const files = {
  [`server/src/core/rules/${code}.ts`]: source(code, version),
  [`test/core/rules/${code}.test.ts`]: test(code),
  [`docs/rules/${code}.md`]: page(code),
  [`l10n/ko/rules/${code}.json`]: koreanTexts,
  [`docs/rules/ko/${code}.md`]: koreanPage(code),
};
const present = Object.keys(files).filter((file) => existsSync(path.join(root, file)));
if (present.length > 0) {
  console.error(`There is already ${present.join(', ')}.`);
  process.exit(2);
}

for (const [file, text] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  console.log(`Wrote ${file}`);
}
process.exitCode = await run(process.execPath, [path.join(root, 'scripts/generate.mjs')]);

/**
 * @param {string} code
 * @param {string} since
 */
function source(code, since) {
  return `import { defineRule } from './rule.ts';

export const ${exportNameOf(code)} = defineRule({
  code: '${code}',
  severity: 'information',
  needs: 'document',
  appliesTo: ['Service'],
  since: '${since}',
  summary: 'A Service whose name is the name of this rule.',
  source: 'Kubernetes documentation, Service',
  messages: {
    found: 'The Service is called "{service}", as this rule is.',
  },
  *check(service) {
    const name = service.resource.metadata.name;
    if (name?.value !== '${code}') return;
    yield { at: name.at, message: 'found', values: { service: name.value } };
  },
});
`;
}

/** @param {string} code */
function test(code) {
  return `import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a Service with the name of the rule', () => {
  checkDiagnostics(\`
    kind: Service
    metadata:
      name: ${code}
            ${'^'.repeat(code.length)} information[${code}] The Service is called "${code}", as this rule is.
    spec: {selector: {app: db}}
  \`);
});

test('a Service with another name', () => {
  checkDiagnostics(\`
    kind: Service
    metadata:
      name: db
    spec: {selector: {app: db}}
  \`);
});
`;
}

/** @param {string} code */
function page(code) {
  return `# ${code}

<!-- begin header -->
<!-- end header -->

## What it finds

A Service whose name is the name of this rule.

## Why

What happens in the cluster.

## Example

\`\`\`yaml
apiVersion: v1
kind: Service
metadata:
  name: ${code}
#       ${'^'.repeat(code.length)} information[${code}]
spec:
  selector:
    app: db
\`\`\`

## When to turn it off

Where the name is meant.

## What it says

<!-- begin messages -->
<!-- end messages -->

## See also

- [Service](https://kubernetes.io/docs/concepts/services-networking/service/)
`;
}

/** @param {string} code */
function koreanPage(code) {
  return `# ${code}

<!-- begin header -->
<!-- end header -->

## 찾는 내용

이름이 이 규칙의 이름과 같은 서비스입니다.

## 이유

클러스터에서 일어나는 일.

## 예시

<!-- begin example -->
<!-- end example -->

## 끄는 경우

의도한 이름인 경우.

## 메시지

<!-- begin messages -->
<!-- end messages -->

## 참고

- [서비스](https://kubernetes.io/ko/docs/concepts/services-networking/service/)
`;
}
