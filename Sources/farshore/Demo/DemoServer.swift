import Replication

/// A server of the demo.
struct DemoServer: Sendable {
  let name: String
  let region: String
  let kind: ResourceKind
  let disks: [DemoDisk]
}
