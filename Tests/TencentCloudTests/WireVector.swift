import CloudWire
import Foundation
import Testing

/// One recorded flow of requests and answers (Vectors/tencent_wire.json).
struct WireVector: Decodable, Sendable, CustomTestStringConvertible {
  struct Exchange: Decodable, Sendable {
    struct Request: Decodable, Sendable {
      let method: String
      let path: String
      let headers: [[String]]
      let bodyText: String
    }

    struct Response: Decodable, Sendable {
      let status: Int
      let headers: [[String]]
      let bodyText: String
    }

    let request: Request
    let response: Response

    func header(_ name: String) -> String? { request.headers.first { $0[0] == name }?[1] }
  }

  struct Expected: Decodable, Sendable {
    let httpStatus: Int
    let errorCode: String?
    let category: String
    let retryable: Bool
    let attempts: Int?
  }

  private struct File: Decodable { let vectors: [WireVector] }

  let id: String
  let operation: String
  let exchanges: [Exchange]
  let expect: Expected?

  var testDescription: String { id }

  static func all() throws -> [WireVector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    let content = try Data(contentsOf: folder.appending(path: "tencent_wire.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: content).vectors
  }
}
