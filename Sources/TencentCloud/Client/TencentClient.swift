public import CloudWire
internal import Foundation

/// Calls operations of the API for one account; every attempt is signed anew.
public struct TencentClient: Sendable {
  /// The most difference between the clocks that the service takes, in seconds.
  static let tolerance = 300.0

  private let signer: TencentSigner
  private let endpoints: TencentEndpoints
  private let courier: Courier
  private let language: String

  /// Makes a client.
  ///
  /// - Parameter language: of messages and names of regions, `en-US` or `zh-CN`.
  public init(
    credentials: TencentCredentials, endpoints: TencentEndpoints = TencentEndpoints(), courier: Courier,
    language: String = "en-US"
  ) {
    signer = TencentSigner(credentials)
    self.endpoints = endpoints
    self.courier = courier
    self.language = language
  }

  private init(signer: TencentSigner, endpoints: TencentEndpoints, courier: Courier, language: String) {
    self.signer = signer
    self.endpoints = endpoints
    self.courier = courier
    self.language = language
  }

  /// The same client, writing down what would change something.
  public func writingDown(in log: RequestLog) -> TencentClient {
    TencentClient(
      signer: signer, endpoints: endpoints, courier: courier.writingDown(in: log), language: language)
  }

  /// Calls one operation.
  ///
  /// - Parameter region: the region it is about; nil for operations about none.
  public func call<Operation: TencentOperation>(
    _ operation: Operation, region: String? = nil
  ) async throws(TencentError) -> Operation.Answer {
    let receipt: Receipt
    do {
      receipt = try await courier.deliver(try parcel(operation, region: region))
    } catch let error as TransportError {
      throw .transport(error, action: Operation.permission, region: region)
    } catch let error as EndpointError {
      throw .endpoint(error)
    } catch {
      throw .unwritable(action: Operation.permission)
    }
    do {
      return try TencentEnvelope<Operation.Answer>.read(
        status: receipt.response.status, body: receipt.response.body)
    } catch let fault as TencentFault {
      let clock = fault.category == .auth ? ClockSkew.sentence(receipt.skew, limit: Self.tolerance) : nil
      throw .fault(fault, action: Operation.permission, region: region, clock: clock)
    } catch let answer as UnreadableAnswer {
      throw .unreadable(
        action: Operation.permission, region: region, problem: answer.problem, requestID: answer.requestID)
    } catch {
      throw .unreadable(action: Operation.permission, region: region, problem: "\(error)", requestID: nil)
    }
  }

  private func parcel<Operation: TencentOperation>(_ operation: Operation, region: String?) throws -> Parcel {
    let endpoint = try endpoints.endpoint(Operation.service, region: region)
    let call = TencentCall(
      host: endpoint.authority, service: Operation.service.rawValue, action: Operation.action,
      version: Operation.service.version, region: region, language: language, body: try operation.body())
    return Parcel(to: endpoint, purpose: Operation.onlyReads ? .read : .write) { [signer] moment in
      signer.sign(call, timestamp: Int64(moment.timeIntervalSince1970)).request
    } judge: { response in
      Self.judge(response)
    }
  }

  /// What an answer means for trying again.
  private static func judge(_ response: WireResponse) -> Verdict {
    do {
      _ = try TencentEnvelope<TencentAcknowledgement>.read(status: response.status, body: response.body)
      return .final
    } catch let fault as TencentFault {
      switch fault.category {
      case .throttled: return .throttled
      case .server: return .troubled
      default: return .final
      }
    } catch {
      // An answer that cannot be read is often a gateway's.
      return .troubled
    }
  }
}
