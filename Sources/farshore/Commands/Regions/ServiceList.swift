import Replication

/// Services as typed: `cbr,cbs`.
struct ServiceList: CustomStringConvertible, Sendable {
  let services: [Service]

  init(services: [Service]) { self.services = services }

  init?(argument: String) {
    let found = argument.split(separator: ",", omittingEmptySubsequences: false).map { Service(rawValue: String($0)) }
    let known = found.compactMap(\.self)
    guard known.count == found.count else { return nil }
    services = Service.allCases.filter(known.contains)
  }

  var description: String { services.map(\.rawValue).joined(separator: ",") }

  /// Reads the value of an option.
  static let parse = TypedValue.reading("cbr, cbs or cbr,cbs") { ServiceList(argument: $0) }
}
