import {
  flag,
  follows,
  formed,
  inCore,
  list,
  nameRows,
  object,
  onlyOneOf,
  onlySince,
  onlyUntil,
  optional,
  required,
  someOf,
  subdomainName,
  text,
  unread,
} from '../table/vocabulary.ts';
import { isPlainVariableName, isVariableName } from '../variables.ts';
import { isDataKey, withoutTrailingDash } from '../formats.ts';

/** The Secrets with which images are pulled. Source: Kubernetes API core/v1, PodSpec. */
export const imagePullSecrets = unread(list(object({ name: text(follows('Secret')) })));

/** An object whose keys become variables. Its name is judged as the beginning of one, which may end in a dash. */
function allKeys(kind: string) {
  const source = inCore(`validate${kind}EnvSource`);
  return optional(
    object(
      { name: text(required, nameRows('subdomain', source, withoutTrailingDash), follows(kind)), optional: flag() },
      source,
    ),
  );
}

/** The maps whose keys become variables of a container. Source: Kubernetes API core/v1, EnvFromSource. */
export const variableSources = unread(
  list(
    object(
      {
        prefix: text(
          // Any printable text since the gate RelaxedEnvironmentVariableValidation, on since 1.32.
          onlySince(32, formed('invalid-name', 'variable', isVariableName)),
          onlyUntil(31, formed('invalid-name', 'variable', isPlainVariableName)),
        ),
        configMapRef: allKeys('ConfigMap'),
        secretRef: allKeys('Secret'),
      },
      onlyOneOf(['configMapRef', 'secretRef']),
      someOf(['configMapRef', 'secretRef']),
      inCore('ValidateEnvFrom'),
    ),
  ),
);

/** A key of an object that becomes one variable. */
function oneKey(kind: string) {
  return optional(
    object(
      {
        name: text(required, subdomainName, follows(kind)),
        key: text(required, formed('invalid-name', 'dataKey', isDataKey)),
        optional: flag(),
      },
      inCore(`validate${kind}KeySelector`),
    ),
  );
}

/** The keys that become one variable of a container. Source: Kubernetes API core/v1, EnvVarSource. */
export const keySources = { configMapKeyRef: oneKey('ConfigMap'), secretKeyRef: oneKey('Secret') };
