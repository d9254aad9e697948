import CloudWire
import Synchronization

/// A transport that answers as a vector recorded it, the last answer again and again.
final class Replay: Transport {
  private let answers: [WireResponse]
  private let seen = Mutex<[(WireRequest, Endpoint)]>([])

  init(_ answers: [WireResponse]) { self.answers = answers }

  convenience init(_ vector: WireVector) {
    self.init(
      vector.exchanges.map { exchange in
        WireResponse(
          status: exchange.response.status, headers: exchange.response.headers.map { .init($0[0], $0[1]) },
          body: Array(exchange.response.bodyText.utf8))
      })
  }

  /// The same JSON whatever is asked.
  convenience init(json: String, status: Int = 200) {
    self.init([WireResponse(status: status, body: Array(json.utf8))])
  }

  var requests: [(request: WireRequest, endpoint: Endpoint)] { seen.withLock { $0 } }

  func send(_ request: WireRequest, to endpoint: Endpoint) async throws(TransportError) -> WireResponse {
    let number = seen.withLock { seen in
      seen.append((request, endpoint))
      return seen.count
    }
    return answers[min(number, answers.count) - 1]
  }
}
