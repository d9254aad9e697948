import Foundation
import Testing

extension KillHarness {
  /// Takes down what a command that ended by itself acknowledged.
  func account(for end: FinishedProcess, _ operation: KillOperation, _ arguments: [String]) throws {
    guard end.signal == nil else { return }
    #expect(end.status == 0, "\(arguments): \(end.output)\(end.errors)")
    switch operation {
    case .create, .createTree:
      kept[end.json["id"].text] = Kept(content: try content(arguments), isReplica: false, name: "n\(round)")
    case .replicate:
      let target = end.json["tasks"][0]["target"]
      if let source = kept[arguments[2]] {
        kept[target["id"].text] = Kept(content: source.content, isReplica: true, name: target["name"].text)
      }
    case .delete:
      for id in end.json["done"].items.map(\.text) {
        kept[id] = nil
        gone.insert(id)
      }
    case .image:
      for disk in end.json["disks"].items {
        expectSame(disk["path"].text, kept[arguments[3]]?.content)
      }
    case .collect, .importing, .restoreTree: break
    }
  }

  /// What an image was made of stays as long as the image does; the next round makes its own.
  func forgetImages() throws {
    for image in try home.json("images", "list").items { try home.json("images", "delete", image["id"].text) }
    try? FileManager.default.removeItem(atPath: "\(home.folder)/images")
  }

  func list() throws -> [JSON] { try home.json("backups", "list").items }

  func expectWhole(_ moment: String) throws {
    let answer = try home.run("store", "verify", "--json")
    #expect(answer.status == 0, "\(moment): \(answer.output)\(answer.errors)")
  }

  /// Whatever was acknowledged is there and available; what was deleted stays deleted.
  func expectKept(_ listed: [JSON], _ moment: String) throws {
    let available = Set(listed.filter { $0["status"].text == "available" }.map { $0["id"].text })
    let all = Set(listed.map { $0["id"].text })
    // The one that was just being deleted may be gone or not.
    let missing = Set(kept.keys).subtracting(available).filter { !moment.contains("\"delete\", \"\($0)\"") }
    #expect(missing.isEmpty, "round \(round) lost \(missing) \(moment)")
    #expect(all.isDisjoint(with: gone), "round \(round): a deleted backup is back \(moment)")
  }

  /// Lets what was interrupted end, whoever moves it; tells whether there was anything.
  func settle() throws -> Bool {
    var hadOpen = false
    for _ in 0..<20 {
      let tasks = try home.json("tasks", "list").items
      for task in tasks where task["status"].text == "success" {
        let bound = task["bytesTotal"].amount + Double(64 << 20)
        let moved = task["bytesTransferred"].amount
        #expect(moved.isNaN || moved <= bound, "moved twice: \(task)")
      }
      let open = tasks.filter { ["waiting", "running", "interrupted"].contains($0["status"].text) }
      if open.isEmpty {
        #expect(tasks.allSatisfy { $0["status"].text == "success" }, "\(tasks.map { $0["error"].text })")
        return hadOpen
      }
      hadOpen = true
      let end = try home.run("agent", "--until-idle")
      #expect(end.status == 0, "\(end.errors)")
    }
    Issue.record("round \(round): tasks never ended")
    return true
  }

  /// What a killed command had been admitted to do has been done by now.
  func adopt(_ listed: [JSON], _ arguments: [String]) throws {
    let moment = "after round \(round), \(arguments)"
    let present = Set(listed.map { $0["id"].text })
    if arguments[1] == "delete", !present.contains(arguments[2]), kept[arguments[2]] != nil {
      kept[arguments[2]] = nil
      gone.insert(arguments[2])
    }
    try expectKept(listed, moment)
    for one in listed where kept[one["id"].text] == nil {
      let id = one["id"].text
      #expect(one["status"].text == "available", "\(moment): \(one)")
      if let source = kept[one["source"]["id"].text] {
        kept[id] = Kept(content: source.content, isReplica: true, name: one["name"].text)
      } else {
        #expect(one["name"].text == "n\(round)", "\(moment): nobody made \(one)")
        kept[id] = Kept(content: try content(arguments), isReplica: false, name: one["name"].text)
      }
    }
    // Images of this round were looked at already, where there are any.
    if arguments[0] == "images" { try forgetImages() }
  }

  /// Asked again, an import that was killed ends well and gives back every replica.
  func expectImported(_ arguments: [String]) throws {
    try home.json("store", "import", arguments[2], "--take", "--home", otherHome)
    let listed = try home.json("backups", "list", "--home", otherHome).items
    #expect(Set(listed.map { $0["id"].text }) == Set(replicas))
    #expect(listed.allSatisfy { $0["status"].text == "available" && $0["source"]["region"].text == "east" })
    let whole = try home.run("store", "verify", "--home", otherHome, "--json")
    #expect(whole.status == 0, "\(whole.output)")
    for folder in [arguments[2], otherHome] { try FileManager.default.removeItem(atPath: folder) }
  }

  /// A file system that was being made is there wholly, with its name, or not at all.
  func expectRestored(_ arguments: [String]) throws {
    let path = "\(home.folder)/made"
    let isThere = FileManager.default.fileExists(atPath: path)
    let registered = try home.json("filesystems", "list").items.contains { $0["name"].text == "made" }
    #expect(isThere == registered, "round \(round): made is \(isThere ? "" : "not ")there")
    let beside = try FileManager.default.contentsOfDirectory(atPath: home.folder)
    #expect(beside.filter { $0.hasPrefix("made.") } == [], "round \(round): parts are left")
    if isThere {
      expectSame(path, kept[arguments[4]]?.content)
      try FileManager.default.removeItem(atPath: path)
    }
    if registered { try home.json("filesystems", "remove", "made") }
  }

  func expectContent(_ id: String) throws {
    guard let one = kept[id] else { return }
    if one.content.isTree {
      let path = "\(home.folder)/whole"
      try home.json("filesystems", "create", "whole", "--backup", id, "--path", path)
      expectSame(path, one.content)
      try FileManager.default.removeItem(atPath: path)
      try home.json("filesystems", "remove", "whole")
    } else {
      let image = try home.json("images", "create", "--backup", id, "--output", "\(home.folder)/images")
      expectSame(image["disks"][0]["path"].text, one.content)
      try forgetImages()
    }
  }

  private func expectSame(_ path: String, _ content: KillSources.Content?) {
    switch content {
    case .disk(let bytes):
      let isSame = FileManager.default.contents(atPath: path) == bytes
      #expect(isSame, "round \(round): \(path) has other bytes")
    case .tree(let lines):
      let found = (try? TreePicture.of(path)) ?? []
      #expect(Set(found).symmetricDifference(lines).isEmpty, "round \(round): \(path) is another tree")
    case nil: Issue.record("round \(round): nobody knows what \(path) should be")
    }
  }
}
