import Catalog
import Foundation
import Replication

extension EmbeddedCloud {
  /// What monitoring asks for, in the text format of Prometheus.
  public func metrics() async throws -> String {
    try await threads.run { [premises] in
      let now = premises.clock.now
      return try premises.catalog.read { try MetricsText.all($0, now: now) }
    }
  }

  /// The same as a file, replaced whole, for a collector of text files.
  public func writeMetrics(to path: String) async throws {
    let text = try await metrics()
    try await threads.run { try SafeFile.replace(path, with: text) }
  }
}
