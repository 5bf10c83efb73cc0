/** A base of a kustomization: a Service with one port, the Pods behind it, and a workload with one string. */
export function baseWithHost(url: string): string {
  return `
  #- /base/kustomization.yaml
  resources: [db.yaml, api.yaml]
  #- /base/db.yaml
  kind: Service
  metadata: {name: db}
  spec: {selector: {app: db}, ports: [{name: sql, port: 5432}]}
  ---
  kind: Deployment
  metadata: {name: db}
  spec:
    selector: {matchLabels: {app: db}}
    template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db, ports: [{name: sql, containerPort: 5432}]}]}}
  #- /base/api.yaml
  kind: Deployment
  metadata: {name: api}
  spec:
    selector: {matchLabels: {app: api}}
    template:
      metadata: {labels: {app: api}}
      spec:
        containers:
          - name: api
            image: api
            env:
              - name: DB_URL
                value: ${url}
`;
}
