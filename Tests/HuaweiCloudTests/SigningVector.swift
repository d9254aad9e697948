import Foundation
import Testing

/// One recorded signature; the names are the file's.
struct SigningVector: Decodable, Sendable, CustomTestStringConvertible {
  struct Credentials: Decodable, Sendable {
    let ak: String
    let sk: String
    let securityToken: String?
    let projectId: String?
    let domainId: String?
  }

  struct Input: Decodable, Sendable {
    let method: String
    let host: String
    let path: String
    let query: [[String]]
    let headers: [[String]]
    let bodyUtf8: String?
  }

  struct Expected: Decodable, Sendable {
    let canonicalRequest: String
    let stringToSign: String
    let signedHeaders: [String]
    let signature: String
    let authorization: String
    let requestTarget: String
    let headersAddedBySigner: [String: String]
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
    return try ["huawei_signing.json", "huawei_signing_more.json"].flatMap { file in
      try decoder.decode(File.self, from: Data(contentsOf: folder.appending(path: file))).vectors
    }
  }
}
