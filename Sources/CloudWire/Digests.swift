internal import Crypto

import struct Foundation.Data

/// The digests of request signing, as lower-case hexadecimal or as bytes.
public enum Digests {
  /// SHA-256 of some bytes, in lower-case hexadecimal.
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    hexadecimal(SHA256.hash(data: Data(bytes)))
  }

  /// HMAC-SHA256 of a text.
  public static func hmac(_ text: String, key: some Sequence<UInt8>) -> [UInt8] {
    let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(key)))
    return Array(code)
  }

  /// Lower-case hexadecimal digits.
  public static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    for byte in bytes {
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
  }
}
