import Replication

/// What can go wrong in the engine itself; worded in `EngineError+Explanation.swift`.
enum EngineError: Error, Hashable, Sendable {
  /// A region's store cannot be opened just now.
  case storeUnreachable(region: String, reason: String)
  /// A region's store can be read but not written from this home.
  case storeNotWritable(region: String, reason: String)
  /// What a task reads is no longer in its region's store.
  case sourceGone(id: String, region: String)
  /// A verification found damage.
  case damaged(subject: String, problems: Int, first: String)
  /// Something of a later version of farshore.
  case notYet(feature: String)
  /// A task's order, which says what to read or where to write, is not there or cannot be read.
  case orderLost(task: String)
  /// A server of no disks or of several system disks.
  case diskChoice(server: String)
  /// A relative folder where an absolute one is needed.
  case notAbsolute(path: String)
  /// A file system was asked for of a backup that has disks.
  case notATree(name: String)
  /// An image was asked for of an SFS Turbo backup.
  case isATree(name: String)
  /// A transfer stood still: no byte moved for so many seconds, in this many attempts.
  case standstill(from: String, to: String, seconds: Int, attempts: Int)
  /// A file call on the home failed.
  case io(operation: String, path: String, errno: Int32)
  /// Another program could not be started.
  case programNotStarted(path: String, errno: Int32)
  /// Another program ended with a failure; its status is nil where a signal ended it.
  case programFailed(program: String, file: String, status: Int32?, output: String)
  /// A drill asked for an impossible share.
  case sampleRange(percent: Int)
  /// What was restored could not be registered under its name, which was taken meanwhile.
  case nameTakenMeanwhile(name: String, region: String)
  /// The detached worker could not be started.
  case workerNotStarted(executable: String, errno: Int32)
  /// A bulk deletion stopped half-way; what is listed is done.
  case deletionIncomplete(done: [String], failed: String, reason: Explanation)
}
