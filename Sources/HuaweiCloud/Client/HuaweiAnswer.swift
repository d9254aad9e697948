internal import CloudWire
internal import Foundation

/// Reads answers: rows where they are good, failures in their three shapes where they are not.
enum HuaweiAnswer {
  /// CBR's and the gateway's shape.
  private struct Flat: Decodable {
    var errorCode: String?
    var errorMsg: String?
    var requestId: String?
  }

  /// IAM's and IMS's shape; IAM's code is a number.
  private struct Nested: Decodable {
    struct Inner: Decodable {
      var code: Code?
      var message: String?
    }

    var error: Inner?
  }

  private enum Code: Decodable {
    case word(String)

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      // What is no number is a word; what is neither is no code.
      if let number = try? value.decode(Int.self) {
        self = .word(String(number))
      } else {
        self = .word(try value.decode(String.self))
      }
    }

    var text: String { if case .word(let text) = self { text } else { "" } }
  }

  static func decoder() -> JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  /// The failure an answer tells of; nil for a good one.
  ///
  /// A good status may hide a failure: buying a vault answers 200 with an error code.
  static func failure(_ receipt: Receipt, subject: String) -> HuaweiFailure? {
    let response = receipt.response
    let (code, message, own) = words(response.body)
    if (200..<300).contains(response.status), code == nil { return nil }
    let failure = HuaweiFailure(
      status: response.status, code: code, message: message.map(Self.discreet),
      requestID: response.header("X-Request-Id") ?? own ?? response.header("X-IAM-Trace-Id"), subject: subject)
    guard failure.category == .auth else { return failure }
    var dated = failure
    dated.clock = ClockSkew.sentence(receipt.skew, limit: 900)
    return dated
  }

  /// What an answer means for trying again.
  static func verdict(_ response: WireResponse) -> Verdict {
    switch response.status {
    case 429: return .throttled
    case 502, 503, 504: return .troubled
    case 500:
      let code = words(response.body).code
      return HuaweiCodes.category(code: code, status: 500) == .server && code != "BackupService.1006"
        ? .troubled : .final
    default: return .final
    }
  }

  private static func words(_ body: [UInt8]) -> (code: String?, message: String?, requestID: String?) {
    guard body.first == UInt8(ascii: "{") else { return (nil, nil, nil) }
    let bytes = Data(body)
    // What is in none of the shapes tells of no failure; the status of HTTP speaks then, or reading finds it unreadable.
    if let flat = try? decoder().decode(Flat.self, from: bytes), flat.errorCode != nil || flat.errorMsg != nil {
      return (flat.errorCode.map(HuaweiCodes.normal), flat.errorMsg, flat.requestId)
    }
    guard let inner = (try? decoder().decode(Nested.self, from: bytes))?.error else { return (nil, nil, nil) }
    return (inner.code?.text, inner.message, nil)
  }

  /// The gateway repeats the request it checked, headers and token included; that part is nobody's business.
  private static func discreet(_ message: String) -> String {
    let end = message.range(of: "canonicalRequest:", options: .caseInsensitive)?.lowerBound ?? message.endIndex
    let kept = message[..<end].trimmingCharacters(in: [" ", ",", ":"])
    return kept.count > 1_000 ? String(kept.prefix(1_000)) + "…" : kept
  }
}
