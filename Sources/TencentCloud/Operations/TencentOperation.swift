internal import Foundation

/// One operation of the API: the values of a request are its body, and its answer has a type.
public protocol TencentOperation: Encodable, Sendable {
  /// What a successful answer holds.
  associatedtype Answer: Decodable & Sendable

  /// The service it belongs to.
  static var service: TencentService { get }
  /// The value of `X-TC-Action`.
  static var action: String { get }
  /// Whether it changes nothing, so that it may be sent again whatever became of the first time.
  static var onlyReads: Bool { get }
}

extension TencentOperation {
  /// What the vendor's policies call the right to it, such as `cbs:DescribeSnapshots`; errors name it so.
  public static var permission: String { "\(service.rawValue):\(action)" }

  /// The body; keys that are not given stay absent, because the service takes an empty name for a name.
  public func body() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self))
  }
}
