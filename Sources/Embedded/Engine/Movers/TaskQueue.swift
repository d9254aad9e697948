import Replication

/// Which tasks to take up next: the oldest, but no link gets a second mover before every link has one.
///
/// Each link's tasks are read a few at a time and only when it is their turn, so that a long queue costs no more than
/// a short one.
struct TaskQueue {
  /// Reads the next tasks of a link behind one of them, oldest first; none when the link's queue is at its end.
  typealias Page = (_ link: String, _ last: CloudTask?) throws -> [CloudTask]

  private struct Lane {
    var tasks: [CloudTask] = []
    var last: CloudTask?
  }

  private var lanes: [String: Lane]
  private var busy: [String: Int]
  private let page: Page

  /// - Parameters:
  ///   - links: The links on which tasks are queued.
  ///   - active: What is being moved already.
  init(_ links: [String], active: [CloudTask], page: @escaping Page) {
    lanes = links.reduce(into: [:]) { $0[$1] = Lane() }
    busy = active.reduce(into: [:]) { $0[$1.link.fileName, default: 0] += 1 }
    self.page = page
  }

  /// The next to try; nil when none is left.
  ///
  /// - Parameter onlyIdleLinks: Whether only links without any mover come into question.
  mutating func next(onlyIdleLinks: Bool = false) throws -> CloudTask? {
    while let least = leastBusy(), !onlyIdleLinks || least == 0 {
      // Among the links with the fewest movers the one whose task is oldest; those at their end leave the queue.
      var best: CloudTask?
      for link in lanes.keys where busy[link, default: 0] == least {
        guard let task = try head(of: link) else {
          lanes[link] = nil
          continue
        }
        if let other = best, (other.createdAt, other.id) <= (task.createdAt, task.id) { continue }
        best = task
      }
      guard let best else { continue }
      lanes[best.link.fileName]?.tasks.removeFirst()
      return best
    }
    return nil
  }

  /// Counts a task that was taken.
  mutating func count(_ task: CloudTask) { busy[task.link.fileName, default: 0] += 1 }

  private func leastBusy() -> Int? { lanes.keys.map { busy[$0, default: 0] }.min() }

  private mutating func head(of link: String) throws -> CloudTask? {
    guard var lane = lanes[link] else { return nil }
    if lane.tasks.isEmpty {
      lane.tasks = try page(link, lane.last)
      lane.last = lane.tasks.last
    }
    lanes[link] = lane
    return lane.tasks.first
  }
}
