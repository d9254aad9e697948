import Catalog
import Foundation
import Replication

extension EmbeddedCloud {
  /// Opens a context: its file, its regions' stores, its catalog.
  ///
  /// A store that cannot be opened is a state of its region. A missing or corrupt catalog is set aside and rebuilt
  /// from context file and stores; `notices` says so.
  /// - Throws: `ContextError`, `CatalogError` and other explained errors.
  public static func open(home: Home, context: String) throws -> EmbeddedCloud {
    try open(home: home, context: context, clock: SystemClock())
  }

  /// - Parameters:
  ///   - calls: What the stores call for files.
  ///   - programs: The folders in which other programs are looked for.
  static func open(
    home: Home, context: String, clock: any EngineClock, calls: any FileCalls = LinuxFileCalls(),
    programs: String = ProcessInfo.processInfo.environment["PATH"] ?? ChildProgram.standardPath
  ) throws -> EmbeddedCloud {
    let premises = try openPremises(home: home, context: context, clock: clock, calls: calls, programs: programs)
    let cloud = EmbeddedCloud(premises: premises)
    try Reconciliation(premises: premises).run()
    try cloud.noteDeadMovers()
    return cloud
  }

  private static func openPremises(
    home: Home, context: String, clock: any EngineClock, calls: any FileCalls, programs: String
  ) throws -> Premises {
    let files = ContextFiles(home: home)
    let file = try files.load(context)
    guard file.provider == .embedded else {
      throw EngineError.notYet(feature: "Opening a context of the provider \(file.provider.rawValue)")
    }
    let folders = EngineFolders(home: home, context: context)
    for folder in folders.all { try home.makeFolder(folder) }
    for folder in folders.all + home.folders { SafeFile.sweep(folder) }
    let notices = NoticeBoard()
    let catalog = try openCatalog(at: home.catalogPath(context), file: file, notices: notices)
    let present = PresentContext(files: files, name: context)
    let rate = LinkRate(clock: clock) { try present.load().settings.linkRate }
    return Premises(
      home: home, context: context, files: files, present: present, catalog: catalog,
      stores: RegionStores(homeID: try home.id(), entries: file.regions, calls: calls) { try present.load().regions },
      claims: ClaimFolder(path: folders.claims), orders: WorkOrders(folder: folders.orders),
      pacer: LinkPacer(folder: folders.links, clock: clock, rate: rate), clock: clock, notices: notices,
      programs: programs)
  }

  private static func openCatalog(at path: String, file: ContextFile, notices: NoticeBoard) throws -> Catalog {
    do {
      let catalog = try Catalog.open(at: path)
      if catalog.isNew, !file.regions.isEmpty {
        notices.post("The catalog was missing; it was rebuilt from the context file and the regions' stores.")
      }
      return catalog
    } catch CatalogError.corrupt {
      return try replaceCatalog(at: path, notices: notices)
    }
  }

  private static func replaceCatalog(at path: String, notices: NoticeBoard) throws -> Catalog {
    do {
      let aside = try Catalog.setAside(path)
      notices.post(
        "The catalog was damaged; it was set aside as \(aside) and rebuilt from the context file and the stores."
          + " Tasks that waited are gone.")
    } catch CatalogError.sound {
      notices.post("The catalog was damaged; another process has just rebuilt it.")
    }
    return try Catalog.open(at: path)
  }

  /// Tasks that say they run but that nobody holds were interrupted by the death of their mover (S29).
  private func noteDeadMovers() throws {
    for task in try catalog.allTasks(statuses: [.running]) {
      guard let claim = try premises.claims.take(task.id) else { continue }
      defer { claim.release() }
      try catalog.write(durable: false) { transaction in
        guard var present = try transaction.task(task.id), present.status == .running else { return }
        present.status = .interrupted
        present.rate = nil
        try transaction.put(present)
      }
    }
  }
}
