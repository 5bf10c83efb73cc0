import { defineRule } from './rule.ts';

export const invalidKustomization = defineRule({
  code: 'invalid-kustomization',
  severity: 'error',
  needs: 'workspace',
  appliesTo: ['Kustomization'],
  since: '0.1.0',
  summary: 'A kustomization names what is not there, or what kustomize does not take.',
  source: 'kustomize api/internal/target/kusttarget.go, accumulateTarget; api/internal/loader/fileloader.go',
  messages: {
    missing:
      '"{path}" is not there. Until it is, kustomize refuses to build this folder and whatever is built from it.',
    notKustomization:
      'Folder "{path}" has no kustomization file. kustomize takes folders for kustomizations only; files of others are named one by one.',
    twoKustomizations:
      'Folder "{path}" has more than one kustomization file. kustomize cannot tell which one counts, and refuses both.',
    cycle: '"{path}" leads back to this kustomization. kustomize refuses what is built from itself.',
    outside:
      '"{path}" is out of bounds for this kustomization. kustomize reads files below its own folder only, and takes other folders by relative paths; what several share goes into a folder with a kustomization of its own.',
    component: 'Component "{path}" is named under "resources". kustomize takes components under "components" only.',
    notComponent:
      '"{path}" is named under "components" and is no component. kustomize takes other kustomizations under "resources" only.',
    noPatch: 'This patch has neither a path nor a text. kustomize wants one of both, as "path" or as "patch".',
    notJson:
      'This patch begins with "[" and is no JSON. kustomize reads such a text as JSON alone; a list in YAML begins with "- ".',
    empty: 'This kustomization says nothing. kustomize refuses one without any field.',
    noTarget:
      'There is no {object} here to be changed. kustomize refuses to build this folder and whatever is built from it.',
    noField: '{object} has no "{pointer}", which this patch leads to. kustomize refuses to build what it cannot patch.',
    twice: '{object} comes in a second time. kustomize takes one object of a kind, name and namespace.',
  },
  *check(kustomization, { snapshot }) {
    for (const { kind, at, values } of snapshot.scopes.problemsOf(kustomization.document)) {
      yield { at, message: kind, values };
    }
  },
});
