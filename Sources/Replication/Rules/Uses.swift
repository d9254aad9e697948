/// What tasks that have not ended do with one backup or snapshot.
struct Uses {
  /// Replications and copies that read it (S28, S36).
  let copies: [CloudTask]
  /// Tasks that are making it.
  let making: [CloudTask]
  /// Whatever else touches it: images, verifications, deletions.
  let others: [CloudTask]

  /// Sorts the tasks that touch this id.
  init(of id: String, tasks: [CloudTask]) {
    var (copies, making, others): ([CloudTask], [CloudTask], [CloudTask]) = ([], [], [])
    for task in tasks where !task.status.hasEnded {
      let reads = task.source?.id == id
      let makes = task.target?.id == id
      switch task.type {
      case .replication, .copy:
        if reads { copies.append(task) } else if makes { making.append(task) }
      case .backup, .snapshot, .importing:
        if makes { making.append(task) } else if reads { others.append(task) }
      case .image, .filesystem, .provision, .verify, .drill, .delete, .collect:
        if reads || makes { others.append(task) }
      }
    }
    (self.copies, self.making, self.others) = (copies, making, others)
  }

  /// Whether no task touches it.
  var isEmpty: Bool { copies.isEmpty && making.isEmpty && others.isEmpty }
}
