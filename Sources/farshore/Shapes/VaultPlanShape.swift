/// What replicating vaults would do, as `--json` prints it: a plan, and what would be skipped.
struct VaultPlanShape: Encodable {
  private enum CodingKeys: String, CodingKey {
    case skipped
  }

  var plan: PlanShape
  var skipped: [RefusalShape]

  func encode(to encoder: any Encoder) throws {
    try plan.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(skipped, forKey: .skipped)
  }
}
