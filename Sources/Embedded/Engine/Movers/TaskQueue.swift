import Replication

/// Which tasks to take up next: the oldest, but no link gets a second mover before every link has one.
struct TaskQueue {
  private var lanes: [Link: [CloudTask]] = [:]
  private var busy: [Link: Int]

  /// - Parameters:
  ///   - tasks: What may be taken, oldest first.
  ///   - active: What is being moved already.
  init(_ tasks: [CloudTask], active: [CloudTask]) {
    for task in tasks.reversed() { lanes[task.link, default: []].append(task) }
    busy = active.reduce(into: [:]) { $0[$1.link, default: 0] += 1 }
  }

  /// The next to try; nil when none is left.
  mutating func next() -> CloudTask? {
    let best = lanes.min { left, right in
      let (first, second) = (busy[left.key, default: 0], busy[right.key, default: 0])
      if first != second { return first < second }
      guard let one = left.value.last, let other = right.value.last else { return false }
      return (one.createdAt, one.id) < (other.createdAt, other.id)
    }
    guard let link = best?.key, let task = lanes[link]?.popLast() else { return nil }
    if lanes[link]?.isEmpty == true { lanes[link] = nil }
    return task
  }

  /// Counts a task that was taken.
  mutating func count(_ task: CloudTask) { busy[task.link, default: 0] += 1 }
}
