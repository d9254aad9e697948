public import CloudWire

extension HuaweiError: Withholding {
  /// Whether a dry run held the request back.
  public var isWithheld: Bool {
    if case .transport(.withheld, _) = self { true } else { false }
  }
}

extension HuaweiError {
  /// Whether the cloud may have done what was asked although it did not say so.
  var mayHaveBeenDone: Bool {
    switch self {
    case .transport(let error, _): error.mayHaveArrived
    case .failure(let failure): failure.category == .server
    case .unreadable: true
    case .address: false
    }
  }
}
