import Foundation
import Testing

/// One recorded signature; the names are the file's.
struct SigningVector: Decodable, Sendable, CustomTestStringConvertible {
  struct Credentials: Decodable, Sendable {
    let secretId: String
    let secretKey: String
    let token: String?
  }

  struct Input: Decodable, Sendable {
    let method: String
    let host: String
    let service: String
    let action: String
    let version: String
    let region: String?
    let timestamp: Int64
    let language: String?
    let contentType: String
    let queryString: String?
    let bodyUtf8: String?
    let signHeaders: [String]?
  }

  struct Expected: Decodable, Sendable {
    let canonicalRequest: String
    let credentialScope: String
    let stringToSign: String
    let signature: String
    let authorization: String
    let headers: [String: String]
  }

  private struct File: Decodable { let vectors: [SigningVector] }

  let id: String
  let credentials: Credentials
  let input: Input
  let expected: Expected

  var testDescription: String { id }

  /// The recorded ones, and those that Tests/Oracles makes with the vendor's SDK.
  static func all() throws -> [SigningVector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try ["tencent_signing.json", "tencent_signing_more.json"].flatMap { file in
      try decoder.decode(File.self, from: Data(contentsOf: folder.appending(path: file))).vectors
    }
  }
}
