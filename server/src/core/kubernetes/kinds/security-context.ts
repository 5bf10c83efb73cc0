import {
  distinctBy,
  fieldOf,
  type Fields,
  flag,
  flagOf,
  formed,
  inCore,
  innerPath,
  isPresent,
  list,
  long,
  object,
  oneOf,
  onlySince,
  optional,
  others,
  required,
  row,
  type Row,
  text,
  textAt,
  textOf,
  textsOf,
  userId,
  type View,
} from '../table/vocabulary.ts';

/** A file on the node goes with the type that names one, and with no other. */
const localhost: readonly Row[] = [
  row('missing-field', 'localhostProfile', (field) => typeBeside(field) === 'Localhost' && !isPresent(field)),
  row('forbidden-field', 'localhostProfile', (field) => {
    const type = typeBeside(field);
    const isRejected = isPresent(field) && type !== undefined && type !== 'Localhost';
    return isRejected && { values: { type } };
  }),
];

const profile = (source: string, ...ofFile: readonly Row[]) =>
  optional(
    object(
      {
        type: text(required, oneOf(['RuntimeDefault', 'Localhost', 'Unconfined'])),
        localhostProfile: text(...ofFile, ...localhost),
      },
      inCore(source),
    ),
  );

/** What a Pod says for all its containers, and a container for itself. */
const both: Fields = {
  runAsUser: long(userId),
  runAsGroup: long(userId),
  runAsNonRoot: flag(),
  seLinuxOptions: object({ user: text(), role: text(), type: text(), level: text() }),
  seccompProfile: profile('validateSeccompProfileField', innerPath),
  appArmorProfile: onlySince(30, profile('ValidateAppArmorProfileField')),
  ...others('windowsOptions'),
};

/** Source: apimachinery pkg/apis/core/validation, IsValidSysctlName. */
const sysctlName = /^(?:[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/;

/** Source: Kubernetes API core/v1, PodSecurityContext. */
export const podSecurityContext = optional(
  object(
    {
      ...both,
      fsGroup: long(userId),
      supplementalGroups: list(long(userId)),
      supplementalGroupsPolicy: text({ since: 31 }, onlySince(33, oneOf(['Merge', 'Strict'], 'written'))),
      fsGroupChangePolicy: text(oneOf(['OnRootMismatch', 'Always'], 'written')),
      seLinuxChangePolicy: text({ since: 32 }, onlySince(33, oneOf(['Recursive', 'MountOption'], 'written'))),
      sysctls: list(
        object({
          name: text(
            required,
            formed('invalid-value', 'sysctl', (name) => name.length <= 253 && sysctlName.test(name)),
          ),
          value: text(),
        }),
        distinctBy('name'),
        inCore('validateSysctls'),
      ),
    },
    inCore('validatePodSpecSecurityContext'),
  ),
);

/** A container that may do everything can always gain more. */
const stillPrivileged: Row = row('forbidden-field', 'privileged', (field) => {
  const context = field.parent;
  if (context === undefined || !isPresent(field) || flagOf(field) !== false) return false;
  return flagOf(fieldOf(context, 'privileged')) === true;
});

/** Who may administer the system can always gain more. */
const stillAdministers: Row = row('forbidden-field', 'administrator', (context) => {
  const added = fieldOf(fieldOf(context, 'capabilities'), 'add');
  const rise = fieldOf(context, 'allowPrivilegeEscalation');
  const isAdministrator = textsOf(added).some((one) => one.text === 'CAP_SYS_ADMIN');
  return isAdministrator && isPresent(rise) && flagOf(rise) === false && { at: { path: rise.path }, fixes: [] };
});

/** What shows all of /proc needs users of its own. */
const unmasked: Row = row(
  'invalid-value',
  'unmasked',
  (field) => {
    const spec = field.parent?.parent?.parent?.parent;
    const hostUsers = spec && fieldOf(spec, 'hostUsers');
    return (
      hostUsers !== undefined && textOf(field) === 'Unmasked' && (!isPresent(hostUsers) || flagOf(hostUsers) === true)
    );
  },
  { since: 33 },
);

/** Source: Kubernetes API core/v1, SecurityContext. */
export const securityContext = optional(
  object(
    {
      ...both,
      privileged: flag(),
      allowPrivilegeEscalation: flag(stillPrivileged),
      readOnlyRootFilesystem: flag(),
      procMount: text(onlySince(33, oneOf(['Default', 'Unmasked'], 'written')), unmasked),
      capabilities: object({ add: list(text()), drop: list(text()) }),
    },
    stillAdministers,
    inCore('ValidateSecurityContext'),
  ),
);

function typeBeside(field: View): string | undefined {
  return field.parent && textAt(field.parent, 'type');
}
