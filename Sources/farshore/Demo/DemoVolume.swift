/// A single disk of the demo.
struct DemoVolume: Sendable {
  let name: String
  let region: String
  let disk: DemoDisk
}
