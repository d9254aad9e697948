import Catalog
import Foundation
import Replication
import Testing

@testable import Embedded

/// Images as qcow2, through another program (S58).
@Suite struct QcowTests {
  /// Plays `qemu-img`: writes what it was called with and its environment, copies, compares.
  private static let script = """
    #!/bin/sh
    printf '%s\\n' "$*" >> "$(dirname "$0")/calls"
    env > "$(dirname "$0")/env"
    verb=$1
    while [ "$1" != -- ]; do shift; done
    if [ "$verb" = convert ]; then { printf 'QFI\\373'; cat "$2"; } > "$3"; else exit 0; fi
    """

  @Test("S58: qemu-img is told the formats, gets a scrubbed environment, and only its file stays, with its hash")
  func converted() async throws {
    let stage = try EngineStage()
    try stage.install(Self.script)
    try await stage.makeImage { made, cloud in
      #expect(made.tasks.count == 1)
      let ended = try await cloud.finish(made)
      #expect(ended.map(\.status) == [.success], "\(ended.compactMap(\.error))")
      let image = try #require(try cloud.catalog.image(ended.first?.target?.id ?? ""))
      #expect(image.disks.map(\.format) == [.qcow2, .qcow2] && image.disks.map(\.name) == ["system", "data-1"])
    }
    let folder = try #require(try FileManager.default.contentsOfDirectory(atPath: stage.folder + "/out").first)
    let path = "\(stage.folder)/out/\(folder)"
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
        "data-1.qcow2", "domain.xml", "system.qcow2",
      ])
    let image = try #require(try stage.open().catalog.image(folder))
    #expect(try image.disks.map(\.sha256) == image.disks.map(\.path).map(stage.sha256))
    #expect(try String(contentsOfFile: path + "/domain.xml", encoding: .utf8).contains("type='qcow2'"))
    let calls = try String(contentsOfFile: stage.folder + "/bin/calls", encoding: .utf8).split(separator: "\n")
    #expect(calls.count == 4)
    #expect(calls.first?.hasPrefix("convert -f raw -O qcow2 -- \(path)/system.raw \(path)/system.qcow2") == true)
    #expect(calls[1].hasPrefix("compare -f raw -F qcow2 -- "))
    let environment = try String(contentsOfFile: stage.folder + "/bin/env", encoding: .utf8)
    #expect(!environment.contains("FARSHORE_SECRET"))
  }

  @Test("S58: where qemu-img is not installed qcow2 is refused with a sentence, raw is not")
  func missing() async throws {
    let stage = try EngineStage()
    try FileManager.default.createDirectory(atPath: stage.folder + "/bin", withIntermediateDirectories: true)
    try await stage.makeImage { made, _ in
      #expect(made.tasks.isEmpty && made.refused.map(\.code) == [.toolMissing])
      #expect(made.refused.first?.message.contains("qemu-img") == true)
    }
  }

  @Test("A qemu-img that fails leaves nothing behind; the task says what it wrote")
  func failing() async throws {
    let stage = try EngineStage()
    try stage.install("#!/bin/sh\necho no room on the moon\nexit 3\n")
    try await stage.makeImage { made, cloud in
      let ended = try await cloud.finish(made)
      #expect(ended.map(\.status) == [.failed])
      #expect(ended.first?.error?.contains("status 3") == true)
      #expect(ended.first?.error?.contains("no room on the moon") == true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder + "/out").isEmpty)
  }

  @Test("A program that is told to stop ends with all it started")
  func stopped() throws {
    struct Enough: Error {}
    let start = ContinuousClock.now
    #expect(throws: Enough.self) {
      try ChildProgram(path: "/bin/sh", arguments: ["-c", "sleep 1000 & sleep 1000"]).run {
        if ContinuousClock.now - start > .milliseconds(10) { throw Enough() }
      }
    }
    let ending = try ChildProgram(path: "/bin/sh", arguments: ["-c", "cat; exit 7"]).run(input: Array("hello".utf8)) {}
    #expect(ending.status == 7 && ending.output == "hello")
    #expect(throws: EngineError.programNotStarted(path: "/no/such", errno: ENOENT)) {
      try ChildProgram(path: "/no/such").run {}
    }
  }
}

extension EngineStage {
  /// Puts a script where `qemu-img` is looked for.
  func install(_ script: String) throws {
    try FileManager.default.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
    try Data(script.utf8).write(to: URL(fileURLWithPath: folder + "/bin/qemu-img"))
    chmod(folder + "/bin/qemu-img", 0o755)
  }

  /// Asks for a qcow2 image where other programs are looked for in the stage's own folder only.
  func makeImage(_ check: (Admission, EmbeddedCloud) async throws -> Void) async throws {
    let maker = try openWithRegions()
    let backup = try await maker.makeBackup(self, mebibytes: 1)
    await maker.letGo()
    let cloud = try EmbeddedCloud.open(
      home: home, context: Self.context, clock: SystemClock(), programs: "bin:\(folder)/bin")
    try await check(
      try await cloud.createImage(
        ImageRequest(backup: backup.id, output: folder + "/out", format: .qcow2), by: cloud.requester), cloud)
    await cloud.letGo()
  }
}
