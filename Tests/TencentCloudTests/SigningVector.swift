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

  static func all() throws -> [SigningVector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    let content = try Data(contentsOf: folder.appending(path: "tencent_signing.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: content).vectors
  }
}
