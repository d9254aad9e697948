internal import Canvas
internal import Foundation
internal import Replication

/// What is shown beside the tabs of a service: images and the audit.
extension ConsoleState {
  /// The columns of the images.
  var imageColumns: [Column] {
    [nameColumn] + regionColumn + [
      Column(id: .disks, title: "DISKS", width: 5, isRight: true, priority: 2, sort: .disks) { row in
        .init(row.image.map { "\($0.disks.count)" } ?? "")
      },
      Column(id: .format, title: "FORMAT", width: 6, gap: 1, priority: 3, sort: .format) {
        .init($0.image?.formatWords ?? "")
      },
      Column(id: .size, title: "SIZE", width: 8, isRight: true, gap: 1, priority: 1, sort: .size) { row in
        .init(row.image.map { ByteFormat.short($0.size) } ?? "")
      },
      Column(id: .age, title: "AGE", width: 5, isRight: true, priority: 1, sort: .created) { row in
        .init(row.image.map { Words.age($0.createdAt, now: now) } ?? "")
      },
      Column(id: .folder, title: "FOLDER", width: 10, priority: 4, isFlexible: true, sort: .folder) {
        .init($0.image?.folder ?? "")
      },
      Column(id: .created, title: "CREATED", width: 16, priority: 5, sort: .created) { row in
        .init(row.image.map { moment($0.createdAt) } ?? "", .dim)
      },
      Column(id: .id, title: "ID", width: 36, priority: 6, sort: .id) { .init($0.id, .dim) },
    ]
  }

  /// The columns of the audit: when and who first, as in a log.
  var auditColumns: [Column] {
    let codes = codes
    return [
      Column(id: .created, title: "WHEN", width: hasRoom ? 19 : 11, gap: 1, sort: .created) { row in
        .init(row.audit.map { auditMoment($0.date) } ?? "", .dim)
      },
      Column(id: .by, title: "BY", width: hasRoom ? 16 : 7, gap: 1, priority: 1, sort: .requester) { row in
        .init(row.audit.map { hasRoom ? $0.requester.description : $0.requester.user } ?? "")
      },
      Column(id: .action, title: "ACTION", width: 13, gap: 1, sort: .type) { .init($0.audit?.action ?? "") },
      Column(id: .name, title: "SUBJECT", width: 10, gap: 1, isFlexible: true, sort: .name) {
        .init($0.audit?.subjectName ?? "")
      },
      Column(id: .status, title: "OUTCOME", width: hasRoom ? 12 : 9, gap: 1, priority: 2, sort: .status) { row in
        .init(row.audit?.outcome ?? "", row.audit?.role ?? .text)
      },
      Column(id: .region, title: "REG", width: 3, gap: 1, priority: 3, sort: .region) { .init(codes[$0.region]) },
      Column(id: .facts, title: "FACTS", width: 16, gap: 1, priority: 4, isFlexible: true, sort: .facts) {
        .init($0.audit?.factWords ?? "", .dim)
      },
      Column(id: .id, title: "LINE", width: 7, isRight: true, priority: 5, sort: .id) { row in
        .init(row.audit.map { "\($0.number)" } ?? "", .dim)
      },
    ]
  }

  /// To the second where there is room, else without the year.
  private func auditMoment(_ date: Date) -> String {
    let offset = setup.secondsFromUTC(date)
    let words = Words.moment(date, secondsFromUTC: offset)
    guard hasRoom else { return String(words.dropFirst(5)) }
    return words.prefix(11) + Words.clockWithSeconds(date, secondsFromUTC: offset)
  }

  // MARK: Pages

  /// All fields of an image.
  func imageLines(_ image: Image) -> [TextLine] {
    var lines = [
      TextLine(image.id, label: "ID"),
      TextLine(regionName(image.region), label: "Region"),
      TextLine(String(image.backup.prefix(8)), label: "Made of", link: Link(kind: .backup, id: image.backup)),
      TextLine("\(ByteFormat.short(image.size)), \(image.size) bytes", label: "Size"),
      TextLine(moment(image.createdAt), label: "Created"),
    ]
    if let domain = image.domain { lines.append(TextLine(domain, label: "libvirt domain")) }
    lines += [TextLine(""), TextLine("Disks", role: .title)]
    return lines
      + image.disks.flatMap { disk in
        let format = (disk.format ?? .raw).rawValue
        var lines = [TextLine(disk.path, label: disk.name)]
        lines.append(
          TextLine("\(ByteFormat.short(disk.size)), \(format)\(Self.digest(disk.sha256))", label: " ", role: .dim))
        return lines
      }
  }

  /// All fields of a line of the audit.
  func auditLines(_ entry: AuditEntry) -> [TextLine] {
    let offset = setup.secondsFromUTC(entry.date)
    let date = Words.moment(entry.date, secondsFromUTC: offset).prefix(11)
    var lines = [
      TextLine("\(entry.number)", label: "Line"),
      TextLine(date + Words.clockWithSeconds(entry.date, secondsFromUTC: offset), label: "When"),
      TextLine(entry.requester.description, label: "By"),
      TextLine(entry.action, label: "Action"),
      TextLine(entry.outcome, label: "Outcome", role: entry.role),
    ]
    if !entry.subject.isEmpty {
      let link = entry.subjectKind.map { Link(kind: $0, id: entry.subject) }
      lines.append(TextLine(entry.subject, label: "Subject", link: link))
    }
    if !entry.region.isEmpty { lines.append(TextLine(regionName(entry.region), label: "Region")) }
    lines += entry.facts.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map { name, value in
      let label = name.prefix(1).uppercased() + name.dropFirst()
      return TextLine(value, label: label, link: name == "task" ? Link(kind: .task, id: value) : nil)
    }
    return lines + [TextLine(entry.hash, label: "Hash", role: .dim)]
  }
}

extension Image {
  /// Logical bytes of all disks.
  var size: Int64 { disks.reduce(0) { $0.addingReportingOverflow($1.size).partialValue } }

  /// The format of its files, or both.
  fileprivate var formatWords: String {
    Set(disks.map { ($0.format ?? .raw).rawValue }).sorted().joined(separator: "+")
  }

  /// The folder of its files.
  fileprivate var folder: String {
    guard let path = disks.first?.path, let end = path.lastIndex(of: "/") else { return "" }
    return String(path[..<end])
  }
}

extension AuditEntry {
  /// The name of what it is about, or its id cut short.
  var subjectName: String {
    if let name = facts["name"], !name.isEmpty { return name }
    return subject.count == 36 ? String(subject.prefix(8)) : subject
  }

  /// Failures and interruptions stand out; the word says it as well.
  fileprivate var role: Role {
    if action == "fail" || action == "interrupt" { return .statusFailed }
    return outcome == "done" || outcome == "admitted" ? .text : .warning
  }

  /// What has no column of its own.
  fileprivate var factWords: String {
    // What it was comes before the ids of what was made.
    let type = facts["type"].map { [$0] } ?? []
    let rest = facts.filter { $0.key != "name" && $0.key != "type" && !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.count == 36 ? String($0.value.prefix(8)) : $0.value)" }
    return (type + rest).joined(separator: ", ")
  }

  /// What kind of thing the subject is, where the line tells.
  fileprivate var subjectKind: Found.Kind? {
    if action.hasSuffix("-vault") { return .vault }
    switch facts["type"] {
    case "snapshot", "copy": return .snapshot
    case "backup", "replication", "verify", "drill", "image", "filesystem": return action == "delete" ? nil : .backup
    default: return nil
    }
  }

  /// The word of a field, to complete a filter with.
  func word(of field: FilterField) -> String? {
    switch field {
    case .type: action
    case .status: outcome
    case .by: requester.user
    default: nil
    }
  }
}
