import CStorage
import Foundation

extension EmbeddedCloud {
  /// Starts `farshore agent --until-idle` in a session of its own, unless a worker of this context is alive already.
  ///
  /// It has no terminal, no descriptors of this process, and writes what goes wrong to a log in the home.
  /// - Throws: An explained error when it cannot be started.
  public static func spawnWorker(executable: String, home: Home, context: String) throws {
    let folders = EngineFolders(home: home, context: context)
    try home.makeFolder(folders.claims)
    // A worker holds this shared as long as it takes up tasks; a failing attempt means that one is there.
    guard let none = try ClaimFolder(path: folders.claims).take(.worker, isExclusive: true, waits: false) else {
      return
    }
    none.release()
    var arguments = [executable, "agent", "--until-idle", "--context", context]
    if let option = home.option { arguments += ["--home", option] }
    let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let failure = cs_spawn_detached(&process, executable, words, folders.workerLog)
    guard failure == 0 else { throw EngineError.workerNotStarted(executable: executable, errno: failure) }
    reap(process)
  }

  /// A child that ended stays a zombie until somebody asks; the console may live for weeks.
  private static func reap(_ process: pid_t) {
    Thread {
      while waitpid(process, nil, 0) < 0, errnoNow() == EINTR {}
    }.start()
  }
}
