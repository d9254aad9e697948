import Foundation
import Testing

extension Journeys {
  /// A server with two real file systems: out of the source's region and back (issue 2, "What shows it").
  @Suite struct DiskImageTests {
    private static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/sbin/mkfs.ext4")

    @discardableResult
    private func tool(_ home: CommandHome, _ words: String...) throws -> FinishedProcess {
      try RunningProcess("/usr/bin/env", words, environment: ["PATH": "/usr/sbin:/usr/bin:/bin"], folder: home.folder)
        .wait()
    }

    /// A disk image with a file system that holds some files.
    private func image(_ home: CommandHome, _ name: String, mebibytes: Int, seed: UInt64) throws -> String {
      let tree = "\(home.folder)/\(name).tree"
      try FileManager.default.createDirectory(atPath: tree + "/etc", withIntermediateDirectories: true)
      try Data("\(name)\n".utf8).write(to: URL(fileURLWithPath: tree + "/etc/hostname"))
      for number in 0..<4 {
        try Noise(seed: seed + UInt64(number)).bytes(1 << 20).write(to: URL(fileURLWithPath: "\(tree)/file-\(number)"))
      }
      let path = "\(home.folder)/\(name).ext4"
      let made = try tool(home, "mkfs.ext4", "-q", "-F", "-d", tree, path, "\(mebibytes)M")
      try #require(made.status == 0, "\(made.errors)")
      return path
    }

    private func digest(_ home: CommandHome, _ path: String) throws -> String {
      String(try tool(home, "sha256sum", path).output.prefix(64))
    }

    @Test(
      "S18, S58, S60: two ext4 disks, changed after the backup, come back whole from replicas without their source",
      .enabled(if: isPossible, "mkfs.ext4 is missing: install e2fsprogs (Scripts/setup test)"))
    func roundTrip() throws {
      let home = try CommandHome()
      try home.addRegions(["east", "west", "south"])
      let disks = [
        try image(home, "system", mebibytes: 24, seed: 11), try image(home, "data", mebibytes: 12, seed: 22),
      ]
      try home.json(
        "servers", "add", "web", "--region", "east", "--disk", "system:\(disks[0])", "--disk", "data:\(disks[1])")
      try home.json("backups", "create", "--server", "web", "--vault", "backup-east", "--name", "web-1")
      let originals = try disks.map { try digest(home, $0) }
      for disk in disks {
        #expect(try tool(home, "debugfs", "-w", "-R", "rm /file-1", disk).status == 0)
        #expect(try !originals.contains(digest(home, disk)), "the originals are others now")
      }
      let admission = try home.json("replicas", "create", "web-1", "--to", "west", "--to", "south", "--wait")
      #expect(admission["tasks"].items.map { $0["status"].text } == ["success", "success"])
      try FileManager.default.removeItem(atPath: home.folder + "/east")
      for task in admission["tasks"].items {
        let image = try home.json(
          "images", "create", "--backup", task["target"]["id"].text, "--output", home.folder + "/images")
        let written = image["disks"].items.map { $0["path"].text }
        #expect(try written.map { try digest(home, $0) } == originals)
        #expect(image["disks"].items.map { $0["sha256"].text } == originals)
        for path in written { #expect(try tool(home, "e2fsck", "-fn", path).status == 0) }
        #expect(try tool(home, "debugfs", "-R", "cat /etc/hostname", written[0]).output == "system\n")
      }
      try home.expectNobodyLeft()
    }
  }
}
