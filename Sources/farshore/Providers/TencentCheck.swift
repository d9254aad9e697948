import CloudWire
import Embedded
import TencentCloud

/// Tries what an account of Tencent Cloud has to allow; every try only reads.
enum TencentCheck {
  /// Tries it.
  static func run(_ access: LiveAccess) async -> [CheckShape.Finding] {
    var list = CheckList()
    guard let client = await list.attempt("credentials", { try access.tencentClient(log: RequestLog()) }) else {
      return list.findings
    }
    await list.attempt("list regions") { try await client.call(DescribeRegions(product: "cbs")) }
    // Where that may not be asked, older lists answer.
    let found = await list.attempt("regions") { try await client.regions() }
    let wanted = access.settings.regions
    for region in found ?? [] where region.state != "UNAVAILABLE" {
      guard wanted.isEmpty || wanted.contains(region.id) else { continue }
      await list.attempt("list snapshots", region: region.id) {
        try await client.call(DescribeSnapshots(limit: 1), region: region.id)
      }
      await list.attempt("list disks", region: region.id) {
        try await client.call(DescribeDisks(limit: 1), region: region.id)
      }
    }
    return list.findings
  }
}
