internal import Canvas
internal import Replication

/// What is made of backups, replicas and snapshots: servers, disks, drills (S57, S58, S61).
extension ConsoleState {
  func restoreVerdict(_ action: Action, _ rows: [Row]) -> Verdict {
    guard rows.count == 1, let row = rows.first else { return .hidden }
    let reason: String?
    switch (action, row) {
    case (.rollBack, .snapshot(let snapshot)):
      // S69; what was taken here is rolled back by nobody either: a new disk is made of it.
      guard let source = snapshot.source else { return .hidden }
      return .refused([
        "A copy cannot roll back the disk in \(regionName(source.region)). Make a new disk of it: Create Disk."
      ])
    case (.createDisk, .snapshot(let snapshot)), (.drill, .snapshot(let snapshot)):
      reason = snapshot.state == .normal ? nil : word(snapshot)
    case (.createServer, .backup(let backup)) where backup.type == .server:
      if backup.containsSystemDisk != true {
        return .refused(["It has no system disk, so no server could start from it."])
      }
      reason = backup.status == .available ? nil : word(backup)
    case (.drill, .backup(let backup)): reason = backup.status == .available ? nil : word(backup)
    default: return .hidden
    }
    guard setup.profile.reportsBytes else { return .refused(["This cloud does not offer it."]) }
    return reason.map { .refused(["The \(row.noun) is \($0.lowercased())."]) } ?? .allowed
  }

  /// Opens the dialog of one of these actions; servers need to know the images first.
  mutating func openRestore(_ action: Action, _ row: Row) {
    switch (action, row) {
    case (.createDisk, .snapshot(let snapshot)):
      var form = Form(.disk(snapshot))
      form.texts = [.name: TextField("\(snapshot.disk.name)-restored"), .output: TextField("")]
      form.focus = .output
      overlays.append(.form(form))
    case (.createServer, .backup(let backup)):
      forget { if case .images = $0 { true } else { false } }
      askForImages(of: backup, .images(backup))
    case (.drill, .backup(let backup)):
      openDrill(.drill(backup))
    case (.drill, .snapshot(let snapshot)): openDrill(.drillSnapshot(snapshot))
    default: break
    }
  }

  private mutating func askForImages(of backup: Backup, _ purpose: Waiting) {
    let listing = Listing(.images, text: backup.id)
    outbox.append(.rows(listing, at: .offset(0), limit: Self.imageLimit, request: asking(purpose)))
  }

  /// Asks whether the row of an open menu has an image that a server could be made of.
  mutating func lookForImages(of rows: [Row], in menu: Chooser) {
    forget { if case .imagesOfMenu = $0 { true } else { false } }
    guard rows.count == 1, let backup = rows[0].backup, setup.profile.reportsBytes,
      menu.rows.contains(where: { $0.choice == .action(.createServer) && $0.reason == nil })
    else { return }
    askForImages(of: backup, .imagesOfMenu(backup))
  }

  /// Says in the menu of a backup without an image that a server needs one.
  mutating func noteImages(_ images: [Image], of backup: Backup) {
    guard !images.contains(where: { $0.backup == backup.id }), case .chooser(var menu)? = overlays.last,
      menu.purpose == .more, subjects.first?.id == backup.id,
      let index = menu.rows.firstIndex(where: { $0.choice == .action(.createServer) })
    else { return }
    menu.rows[index].reason = "No image yet; Create Image makes one."
    replaceOverlay(.chooser(menu))
  }

  private mutating func openDrill(_ purpose: Form.Purpose) {
    var form = Form(purpose)
    form.texts = [.share: TextField("100%"), .output: TextField("")]
    form.focus = .share
    overlays.append(.form(form))
  }

  mutating func openServerForm(_ backup: Backup, _ images: [Image]) {
    guard overlays.isEmpty else { return }
    if images.isEmpty { return say("\(backup.name) has no image yet. Make one first: Create Image.", .warning) }
    var form = Form(.server(backup, images))
    form.image = images.count == 1 ? images[0].id : nil
    form.texts = [.name: TextField("\(backup.resource.name)-restored"), .output: TextField("")]
    form.focus = form.image == nil ? .image : .name
    overlays.append(.form(form))
  }

  mutating func submitRestore(_ form: Form) {
    let path = form.text(.output)
    switch form.purpose {
    case .server:
      let server = ServerRequest(
        image: form.image ?? "", name: form.text(.name), path: path.isEmpty ? nil : path)
      send { .createServer(server, request: $0) }
    case .disk(let snapshot):
      send { .createDisk(DiskRequest(snapshot: snapshot.id, name: form.text(.name), path: path), request: $0) }
    case .drill(let backup): submitDrill(backup.id, form)
    case .drillSnapshot(let snapshot): submitDrill(snapshot.id, form)
    default: break
    }
  }

  private mutating func submitDrill(_ id: String, _ form: Form) {
    let path = form.text(.output)
    let drill = DrillRequest(source: id, percent: form.share ?? 100, scratch: path.isEmpty ? nil : path)
    send { .drill(drill, request: $0) }
  }

  /// The last drill of a backup, replica or snapshot, as its page says it.
  func drillLine(_ drill: DrillCertificate?) -> TextLine {
    guard let drill else {
      return TextLine(setup.profile.reportsBytes ? "never" : "not available there", label: "Drill", role: .dim)
    }
    let share = drill.percent < 100 ? "a sample of \(drill.percent) %" : "all of it"
    let age = "\(Words.age(drill.date, now: now)) ago"
    return drill.passed
      ? TextLine("passed \(age): \(share) rebuilt as it was backed up", label: "Drill", role: .statusAvailable)
      : TextLine("failed \(age): \(drill.problem ?? share)", label: "Drill", role: .error)
  }

  /// Images of one backup to choose from, the newest first.
  private static let imageLimit = 50
}

extension Form {
  /// The share typed, 1 to 100; nil for anything else.
  var share: Int? {
    let text = text(.share)
    guard let percent = Int(text.hasSuffix("%") ? String(text.dropLast()) : text), (1...100).contains(percent) else {
      return nil
    }
    return percent
  }
}
