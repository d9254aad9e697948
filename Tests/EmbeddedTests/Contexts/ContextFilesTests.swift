import Embedded
import Foundation
import Replication
import Testing

/// Context files (spec/commands.md, "Context" and "Regions").
@Suite struct ContextFilesTests {
  let temporary: TemporaryHome
  var files: ContextFiles { temporary.files }

  init() throws { temporary = try TemporaryHome() }

  /// Names as hostile as a cloud or a file can make them.
  static let full: ContextFile = {
    let place = (region: "ap-southeast-1", project: "team-a")
    let odd = [
      "no", "0x1F", "12", "1e3", "~", "null", "2026-01-01", "日本 é", "a: b # c", "- x", "*a", "&b", "'\"", " pad ",
    ]
    let disk = Disk(
      id: "0f0f", name: "web-01-system", usage: .system, path: "/images/web 01.raw", region: place.region,
      project: place.project, server: NamedReference(id: "1e10", name: "web-01"), forcedRaw: true)
    return ContextFile(
      name: "lab", settings: ContextSettings(beta: false, linkRate: 20 << 20),
      regions: [
        RegionEntry(
          id: place.region, name: "CN-Hong Kong", store: "/stores/hk", services: [.cbr], replicationCapable: false,
          snapshotCopySupported: false, zone: .finance, snapshotQuota: 0,
          projects: [
            Project(id: place.region, name: place.region, region: place.region, isDefault: false),
            Project(id: place.project, name: "Team: A", region: place.region, isDefault: true),
          ]),
        RegionEntry(
          id: "b", name: "\u{1B}[31m\u{7}\u{202E}", store: "/s\ntwo",
          projects: [Project(id: "b", name: "b", region: "b", isDefault: true)]),
      ],
      servers: [
        Server(id: "1e10", name: "web-01", kind: .ecs, region: place.region, project: place.project, disks: [disk])
      ],
      disks: odd.enumerated().map {
        Disk(
          id: "disk-\($0.offset)", name: $0.element, usage: .data, path: "/\($0.element)", region: "b", project: "b")
      })
  }()

  @Test func everythingComesBackAsItWas() throws {
    try files.add(Self.full)
    #expect(try files.load("lab") == Self.full)
    #expect(try files.names() == ["lab"] && files.current() == "lab")
    let text = try temporary.text("contexts/lab.yaml")
    #expect(text.contains("link-rate: 20MiB") && text.contains("beta: off"))
  }

  @Test func aFileWrittenByHandIsRead() throws {
    try temporary.write(
      """
      provider: embedded
      settings: {beta: YES, link-rate: 1.5 MB}
      regions:
        - id: ap-1
          store: /s/1
        - {id: fsi, store: /s/2, finance: on, services: [cbs], projects: [{id: p1}, {id: p2, default: true}]}
      servers:
        - id: s1
          name: 007
          region: fsi
          disks:
            - {id: d1, name: 007-system, usage: system, path: /x}
      disks:
      """, to: "contexts/hand.yaml")
    let context = try files.load("hand")
    #expect(context.settings == ContextSettings(beta: true, linkRate: 1_500_000))
    #expect(context.regions[0].services == Service.allCases && context.regions[0].name == "ap-1")
    #expect(context.regions[0].projects == [Project(id: "ap-1", name: "ap-1", region: "ap-1", isDefault: true)])
    #expect(context.regions[1].zone == .finance && context.regions[1].projects.map(\.isDefault) == [false, true])
    #expect(context.servers[0].name == "007" && context.servers[0].project == "p2" && context.servers[0].kind == .ecs)
    #expect(context.disks.isEmpty)
  }

  static let broken: [(text: String, line: Int, column: Int, problem: String)] = [
    ("", 1, 1, "empty"),
    ("# only this\n", 1, 1, "empty"),
    ("- a\n", 1, 1, "keys and values"),
    ("just words", 1, 1, "keys and values"),
    ("name: x\n  bad: y\n", 2, 6, ""),
    ("settings: [\n", 2, 1, ""),
    ("settings:\n\tbeta: on\n", 2, 1, ""),
    ("settings:\n  beta: maybe\n", 2, 9, "on or off"),
    ("settings:\n  link_rate: 1\n", 2, 3, "link_rate"),
    ("settings:\n  link-rate: fast\n", 2, 14, "20MiB"),
    ("settings:\n  link-rate: -1\n", 2, 14, "20MiB"),
    ("settings:\n  link-rate: 0\n", 2, 14, "20MiB"),
    ("settings:\n  link-rate: 99999999999TiB\n", 2, 14, "20MiB"),
    ("settings: on\n", 1, 11, "settings"),
    ("polices: []\n", 1, 1, "polices"),
    ("? [a]\n: b\n", 1, 3, "this key"),
    ("name: other\n", 1, 7, "must be x"),
    ("provider: cloud9\n", 1, 11, "embedded, huawei, tencent"),
    ("beta: on\n", 1, 1, "not known"),
    ("name: x\nname: x\n", 1, 1, "twice"),
    ("version: zero\n", 1, 10, "version"),
    ("regions: {}\n", 1, 10, "list"),
    ("regions: yes\n", 1, 10, "list"),
    ("regions:\n  - id: A_B\n    store: /x\n", 2, 9, "region's id"),
    ("regions:\n  - id: aaaaaaaaaabbbbbbbbbbccccccccccddddd\n    store: /x\n", 2, 9, "region's id"),
    ("regions:\n  - id: a\n", 2, 5, "store"),
    ("regions:\n  - id: a\n    store: here\n", 3, 12, "absolute"),
    ("regions:\n  - id: a\n    store: /x\n    services: [cbr, s3]\n", 4, 21, "cbr, cbs"),
    ("regions:\n  - id: a\n    store: /x\n    snapshot-quota: -4\n", 4, 21, "whole number"),
    ("regions:\n  - {id: a, store: /x}\n  - {id: a, store: /y}\n", 3, 10, "twice"),
    ("regions:\n  - {id: a, store: /x, projects: [{id: p}, {id: p}]}\n", 2, 49, "twice"),
    ("regions:\n  - {id: a, store: /x, projects: [{id: p, default: on}, {id: q, default: on}]}\n", 2, 34, "default"),
    ("disks:\n  - {id: d, name: n, usage: data, path: /p, region: a}\n", 2, 53, "no region"),
    ("servers:\n  - {id: s, name: n, region: a, disks: []}\n", 2, 30, "no region"),
    ("regions: [{id: a, store: /x}]\nservers:\n  - {id: s, name: n, region: a, disks: []}\n", 3, 40, "no disks"),
    ("regions: [{id: a, store: /x}]\nservers:\n  - {id: ../s, name: n, region: a}\n", 3, 10, "letters"),
    ("name: \"\\q\"\n", 1, 9, ""),
    ("a: *nothing\n", 1, 4, ""),
    ("--- \nname: x\n---\nname: x\n", 3, 1, ""),
    ("name: x\n\u{1}", 2, 1, ""),
    (String(repeating: "[", count: 100_000), 1, 0, "deeply"),
    (String(repeating: "- ", count: 100_000), 1, 0, "deeply"),
  ]

  @Test(arguments: broken.indices)
  func whatIsWrongIsToldWithItsPlace(index: Int) throws {
    let row = Self.broken[index]
    try temporary.write(row.text, to: "contexts/x.yaml")
    let error = #expect(throws: ContextError.self) { try files.load("x") }
    guard case .broken(let file, let line, let column, let problem) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file.hasSuffix("/contexts/x.yaml") && line == row.line && !problem.isEmpty)
    if row.column > 0, !row.problem.isEmpty { #expect(column == row.column, "\(problem)") }
    #expect(row.problem.isEmpty || problem.contains(row.problem), "\(problem)")
    #expect(throws: ContextError.self) { try files.update("x") { $0.settings.beta = false } }
    #expect(try temporary.text("contexts/x.yaml") == row.text)
  }

  @Test func bytesThatAreNoTextAreToldWithTheirLine() throws {
    try temporary.write(Array("name: x\n# ".utf8) + [0xFF, 0x0A], to: "contexts/x.yaml")
    let error = #expect(throws: ContextError.self) { try files.load("x") }
    guard case .broken(_, 2, 1, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aliasesThatMultiplyAreRefusedQuickly() throws {
    var text = "a0: &a0 [x]\n"
    for depth in 1...40 {
      text += "a\(depth): &a\(depth) [\(Array(repeating: "*a\(depth - 1)", count: 10).joined(separator: ","))]\n"
    }
    try temporary.write(text, to: "contexts/x.yaml")
    #expect(throws: ContextError.self) { try files.load("x") }
  }

  @Test func aNewerFileIsRefusedBeforeItsKeys() throws {
    try temporary.write("version: 7\nlater: things\n", to: "contexts/x.yaml")
    let error = #expect(throws: ContextError.self) { try files.load("x") }
    guard case .newerVersion(_, 7, 1) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["", "../x", "a/b", ".hidden", "a b", "é", String(repeating: "a", count: 65), "x\n"])
  func namesThatAreNoFilesAreRefused(name: String) throws {
    #expect(throws: ContextError.badName(name)) { try files.add(ContextFile(name: name)) }
    #expect(throws: ContextError.badName(name)) { try files.load(name) }
    #expect(throws: ContextError.badName(name)) { try files.use(name) }
    #expect(throws: ContextError.badName(name)) { try files.remove(name) }
    #expect(throws: ContextError.badName(name)) { try files.update(name) { _ in } }
  }

  @Test func theFirstCommandMakesLocal() throws {
    #expect(try files.choose(nil) == ContextFile(name: "local"))
    #expect(try files.choose(nil).name == "local" && files.current() == "local")
    #expect(throws: ContextError.unknown(name: "x", known: ["local"])) { try files.choose("x") }
  }

  @Test func choosingAddingAndRemoving() throws {
    try files.add(ContextFile(name: "one"))
    try files.add(ContextFile(name: "two"))
    #expect(throws: ContextError.exists(name: "two")) { try files.add(ContextFile(name: "two")) }
    #expect(try files.current() == "one")
    try files.use("two")
    #expect(try files.choose(nil).name == "two")
    #expect(try files.choose("one").name == "one")
    try files.remove("two")
    #expect(throws: ContextError.noCurrent(known: ["one"])) { try files.choose(nil) }
    #expect(throws: ContextError.unknown(name: "two", known: ["one"])) { try files.use("two") }
    #expect(throws: ContextError.unknown(name: "two", known: ["one"])) { try files.remove("two") }
    #expect(throws: ContextError.unknown(name: "two", known: ["one"])) { try files.update("two") { _ in } }
  }

  @Test func concurrentChangesAllArrive() async throws {
    try files.add(ContextFile(name: "busy"))
    let temporary = temporary
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          try temporary.files.update("busy") { $0.regions.append(RegionEntry.sample("r-\(number)")) }
        }
      }
      try await group.waitForAll()
    }
    #expect(Set(try files.load("busy").regions.map(\.id)) == Set((0..<40).map { "r-\($0)" }))
    let left = try FileManager.default.contentsOfDirectory(atPath: temporary.home.configuration + "/contexts")
    #expect(left.sorted() == [".lock", "busy.yaml"])
  }

  @Test func aChangeThatFailsOrBreaksTheFileLeavesItAsItWas() throws {
    struct Stop: Error {}
    try files.add(Self.full)
    let before = try temporary.text("contexts/lab.yaml")
    #expect(throws: Stop.self) {
      try files.update("lab") {
        $0.regions = []
        throw Stop()
      }
    }
    #expect(throws: ContextError.self) { try files.update("lab") { $0.regions.append(.sample("UPPER")) } }
    #expect(throws: ContextError.self) { try files.update("lab") { $0.regions.append(.sample("b")) } }
    #expect(throws: ContextError.self) { try files.update("lab") { $0.name = "else" } }
    try files.update("lab") { _ in }
    #expect(try temporary.text("contexts/lab.yaml") == before)
  }

  @Test(arguments: [
    ("4096", 4096), ("1B", 1), ("20MiB", 20 << 20), ("20 mib", 20 << 20), ("100GB", 100_000_000_000),
    ("1.5GiB", 3 << 29), ("0.000001TB", 1_000_000),
  ])
  func ratesAreReadAsPeopleWriteThem(text: String, bytes: Int) throws {
    try temporary.write("settings: {link-rate: \(text)}\n", to: "contexts/x.yaml")
    #expect(try files.load("x").settings.linkRate == Int64(bytes))
    try files.update("x") { $0.settings.beta.toggle() }
    #expect(try files.load("x").settings.linkRate == Int64(bytes))
  }

  @Test func everyErrorHasWords() {
    let errors: [ContextError] = [
      .broken(file: "f", line: 3, column: 4, problem: "odd"), .newerVersion(file: "f", found: 2, known: 1),
      .unknown(name: "n", known: []), .noCurrent(known: ["a", "b"]), .exists(name: "n"), .badName("\u{1B}[2J"),
      .tooLarge(file: "f"), .io(operation: "write", path: "/p", errno: 28), .noHome,
    ]
    for error in errors {
      #expect(!error.explanation.message.isEmpty && !error.explanation.next.isEmpty)
      #expect(!error.explanation.message.contains("\u{1B}"))
    }
    #expect(errors[0].explanation.message.hasPrefix("f:3:4: odd"))
  }
}

extension RegionEntry {
  static func sample(_ id: String) -> RegionEntry { RegionEntry(id: id, name: id, store: "/stores/\(id)") }
}
