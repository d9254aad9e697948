internal import Foundation
internal import Replication

extension ConsoleState {
  /// How old the oldest of what is in sight is, where a live cloud was asked more than two minutes ago.
  var readingAge: String? {
    let listed = regions.filter { scope.region == nil || $0.id == scope.region }
    guard let oldest = listed.compactMap(\.refreshedAt).min(), now.timeIntervalSince(oldest) >= 120 else { return nil }
    return "read \(Words.age(oldest, now: now)) ago"
  }
}
