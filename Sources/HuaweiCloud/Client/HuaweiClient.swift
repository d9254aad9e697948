public import CloudWire
internal import Foundation

/// Calls of Huawei Cloud: CBR, IAM and IMS, typed.
public struct HuaweiClient: Sendable {
  private let signer: HuaweiSigner
  private let hosts: HuaweiHosts
  private let courier: Courier

  /// Makes a client.
  public init(credentials: HuaweiCredentials, hosts: HuaweiHosts = HuaweiHosts(), courier: Courier) {
    signer = HuaweiSigner(credentials)
    self.hosts = hosts
    self.courier = courier
  }

  /// The same client, writing down what would change something instead of sending it.
  public func writingDown(in log: RequestLog) -> HuaweiClient {
    HuaweiClient(signer: signer, hosts: hosts, courier: courier.writingDown(in: log))
  }

  private init(signer: HuaweiSigner, hosts: HuaweiHosts, courier: Courier) {
    self.signer = signer
    self.hosts = hosts
    self.courier = courier
  }

  /// One request: what it is called in messages, where it goes, what it carries.
  struct Call: Sendable {
    var subject: String
    var service: HuaweiHosts.Service
    var region: String?
    var method = "GET"
    var path: String
    var query: [HuaweiCall.QueryItem] = []
    var body: [UInt8] = []
    var project: String?
  }

  /// Sends and reads the answer.
  func read<Answer: Decodable>(_ type: Answer.Type, _ call: Call) async throws(HuaweiError) -> Answer {
    let receipt = try await deliver(call)
    do {
      return try HuaweiAnswer.decoder().decode(type, from: Data(receipt.response.body))
    } catch {
      throw .unreadable(
        subject: call.subject, reason: Self.reason(error), requestID: receipt.response.header("X-Request-Id"))
    }
  }

  /// Sends; the answer has nothing to read.
  func perform(_ call: Call) async throws(HuaweiError) { _ = try await deliver(call) }

  /// The bytes of a body of one key.
  static func body(_ key: String, _ value: some Encodable & Sendable) throws(HuaweiError) -> [UInt8] {
    try body([key: value])
  }

  static func body(_ value: some Encodable) throws(HuaweiError) -> [UInt8] {
    do {
      return Array(try HuaweiAnswer.encoder().encode(value))
    } catch {
      throw .unreadable(subject: "the request", reason: "\(error)", requestID: nil)
    }
  }

  private func deliver(_ call: Call) async throws(HuaweiError) -> Receipt {
    let endpoint: Endpoint
    do { endpoint = try hosts.endpoint(call.service, region: call.region) } catch { throw .address(error) }
    let unsigned = HuaweiCall(
      method: call.method, host: endpoint.authority, path: call.path, query: call.query,
      headers: call.body.isEmpty ? [] : [.init("Content-Type", "application/json")], body: call.body,
      projectID: call.project)
    let parcel = Parcel(to: endpoint, purpose: call.method == "GET" ? .read : .write) { [signer] date in
      signer.sign(unsigned, date: date).request
    } judge: {
      HuaweiAnswer.verdict($0)
    }
    let receipt: Receipt
    do { receipt = try await courier.deliver(parcel) } catch { throw .transport(error, subject: call.subject) }
    if let failure = HuaweiAnswer.failure(receipt, subject: call.subject) { throw .failure(failure) }
    // A proxy's page or a redirect is no answer of the service.
    guard (200..<300).contains(receipt.response.status) else {
      throw .unreadable(
        subject: call.subject, reason: "it has status \(receipt.response.status)", requestID: nil)
    }
    return receipt
  }

  /// What does not fit, by its place; never the answer itself.
  private static func reason(_ error: any Error) -> String {
    let path = { (context: DecodingError.Context) in
      context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
    case .valueNotFound(_, let context), .typeMismatch(_, let context): return "\(path(context)) has an odd value"
    default: return "it is not JSON"
    }
  }
}
