extension SizeError {
  /// The words of the error; always wrong usage.
  public var explanation: Explanation {
    let next = "Give a size such as 100GB (10^9 bytes each GB) or 100GiB (2^30 bytes each GiB)."
    let message =
      switch self {
      case .empty: "No size was given."
      case .notANumber(let text): "“\(text)” is not a size: it does not begin with a number."
      case .unknownUnit(let text, let unit): "“\(text)” is not a size: there is no unit “\(unit)”."
      case .tooLarge(let text): "“\(text)” is more than can be counted; the largest size is below 8 EiB."
      }
    return Explanation(code: "size-invalid", message: message, next: next, kind: .usage)
  }
}
