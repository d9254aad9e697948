import Foundation
import Testing

/// One recorded flow of requests and answers (Vectors/huawei_wire.json).
struct WireVector: Decodable, Sendable, CustomTestStringConvertible {
  struct Exchange: Decodable, Sendable {
    struct Request: Decodable, Sendable {
      var method: String
      var path: String
      var query: [[String]]
      var headers: [[String]]
      var bodyText: String?
    }

    struct Response: Decodable, Sendable {
      var status: Int
      var headers: [[String]]
      var bodyText: String?
    }

    var request: Request
    var response: Response
  }

  struct Expected: Decodable, Sendable {
    var httpStatus: Int
    var errorCode: String?
    var errorMessage: String?
    var category: String
  }

  var id: String
  var operation: String
  var exchanges: [Exchange]
  var expect: Expected?

  var testDescription: String { id }

  /// The value that a request's path or query has.
  func query(_ key: String, of exchange: Int = 0) -> [String] {
    exchanges[exchange].request.query.filter { $0.first == key }.map { $0.last ?? "" }
  }

  /// A segment of the path, from 0.
  func segment(_ index: Int) -> String {
    let parts = exchanges[0].request.path.split(separator: "/").map(String.init)
    return index < parts.count ? parts[index] : ""
  }

  /// The JSON of a request's body.
  func body(_ key: String) -> [String: Any] {
    guard let text = exchanges[0].request.bodyText,
      let whole = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    else { return [:] }
    return whole[key] as? [String: Any] ?? whole
  }

  private struct File: Decodable { var vectors: [WireVector] }

  static func all() throws -> [WireVector] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: Data(contentsOf: folder.appending(path: "huawei_wire.json"))).vectors
  }
}
