public import CloudWire

/// Why a call to Huawei Cloud brought nothing.
public enum HuaweiError: Error, Hashable, Sendable {
  /// No answer came.
  case transport(TransportError, subject: String)
  /// The cloud refused.
  case failure(HuaweiFailure)
  /// The answer was not what the service promises.
  case unreadable(subject: String, reason: String, requestID: String?)
  /// A region's id or an override gives no usable address.
  case address(EndpointError)
}
