import CloudSupport
import CloudWire
import Foundation
import Testing

@testable import TerminalSupport

/// Secrets stay where they were put: in no command line, other program's environment, file, error or screen.
///
/// Issue 6, point 1. What the operator's own environment holds, a worker inherits; nothing else does.
@Suite(.serialized, .ownThreads)
struct SecretTests {
  /// Words that no test machine has anywhere else.
  private static let secrets = ["kQ9sEcReThAlF", "tOkEnOfAnA77"]

  /// The variables of both vendors, and a proxy's password, as an operator may have them set.
  private static let environment = [
    "HUAWEICLOUD_SDK_AK": "EXAMPLEAK", "HUAWEICLOUD_SDK_SK": secrets[0],
    "HUAWEICLOUD_SDK_SECURITY_TOKEN": secrets[1], "TENCENTCLOUD_SECRET_ID": "AKIDexample",
    "TENCENTCLOUD_SECRET_KEY": secrets[0], "TENCENTCLOUD_TOKEN": secrets[1],
  ]

  private static func leaks(_ bytes: Data) -> Bool { secrets.contains { bytes.range(of: Data($0.utf8)) != nil } }

  private static func leaks(_ text: String) -> Bool { secrets.contains { text.contains($0) } }

  private static func said(_ id: pid_t, _ part: String) -> Data {
    // A process that has ended meanwhile says nothing.
    FileManager.default.contents(atPath: "/proc/\(id)/\(part)") ?? Data()
  }

  /// A program that notes how it was started, and by whom, before it does something else.
  private static func spy(_ path: String, then rest: String) throws {
    let notes = "\"$0\".$$"
    let script = """
      #!/bin/sh
      cat /proc/$$/environ > \(notes).environ
      cat /proc/$$/cmdline /proc/$PPID/cmdline > \(notes).cmdline
      \(rest)

      """
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(script.utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o755)
  }

  /// What a spy has noted, by the ending of its notes.
  private static func notes(_ path: String, _ ending: String) throws -> [Data] {
    let folder = (path as NSString).deletingLastPathComponent
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
      name.hasPrefix((path as NSString).lastPathComponent + ".") && name.hasSuffix(ending)
    }.compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)") }
  }

  @Test("Hooks and qemu-img get nothing of the environment, and no command line of ours holds a secret")
  func children() throws {
    let home = try CommandHome.backedUp(mebibytes: 8)
    let (hook, converter) = ("\(home.folder)/spies/hook", "\(home.folder)/spies/qemu-img")
    try Self.spy(hook, then: "exit 0")
    try Self.spy(converter, then: "exit 1")
    let path = "\(home.folder)/spies:" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    let environment = Self.environment.merging(["PATH": path]) { $1 }
    try Data("hooks:\n  - {name: spy, events: [success], command: [\"\(hook)\"]}\n".utf8)
      .write(to: URL(fileURLWithPath: home.home + "/hooks.yaml"))
    let agent = try home.start(["agent"], environment: environment)
    // The agent first notes where it begins: what happened before is no news.
    try home.eventually("the agent's beginning") {
      FileManager.default.subpaths(atPath: home.folder)?.contains { $0.hasSuffix("state.json") } ?? false
    }
    try home.json("backups", "verify", "web-1")
    let image = ["images", "create", "--backup", "web-1", "--output", home.folder + "/images", "--format", "qcow2"]
    _ = try home.start(image, environment: environment).wait()
    try home.eventually("both programs") {
      try !Self.notes(hook, ".cmdline").isEmpty && !Self.notes(converter, ".cmdline").isEmpty
    }
    agent.send(SIGTERM)
    _ = try agent.wait()
    for spy in [hook, converter] {
      for ending in [".environ", ".cmdline"] {
        let notes = try Self.notes(spy, ending)
        #expect(!notes.isEmpty && !notes.contains { Self.leaks($0) }, "\(spy)\(ending)")
      }
    }
  }

  @Test("A worker has its starter's environment and nothing of it on its command line")
  func worker() throws {
    let home = try CommandHome.backedUp(mebibytes: 8)
    try home.setLinkRate("64KiB")
    let started = try home.start(
      ["replicas", "create", "web-1", "--to", "west"], environment: Self.environment
    ).wait()
    #expect(started.status == 0 && !Self.leaks(started.output + started.errors))
    try home.eventually("the worker") { !home.workers.isEmpty }
    for id in home.processes { #expect(!Self.leaks(Self.said(id, "cmdline"))) }
    try home.killEverybody()
    try Self.expectNoneKept(in: home)
  }

  /// A context whose temporary keys lie in a file of its own.
  private static func account(_ cloud: PlayedCloud, _ home: CommandHome, at address: String) throws -> String {
    let file = "\(home.folder)/keys.json"
    let keys = #"{"accessKey":"EXAMPLEAK","secretKey":"\#(secrets[0])","token":"\#(secrets[1])"}"#
    try #require(
      FileManager.default.createFile(
        atPath: file, contents: Data(keys.utf8), attributes: [.posixPermissions: 0o600]))
    var arguments = ["contexts", "add", "live", "--provider", cloud.rawValue, "--credentials-file", file]
    for service in cloud.services { arguments += ["--endpoint", "\(service)=\(address)"] }
    let added = try home.start(arguments).wait()
    #expect(added.status == 0 && !leaks(added.output + added.errors), "\(added.errors)")
    return file
  }

  /// Answers that repeat what was sent, as gateways do where a signature is refused.
  private static func echo(_ cloud: PlayedCloud, _ request: WireRequest) -> Reply {
    let sent = request.headers.map { "\($0.name.lowercased()):\($0.value)" }.joined(separator: "|")
      .replacingOccurrences(of: "\"", with: "'")
    return switch cloud {
    case .huawei:
      .json(
        #"{"error_code":"APIGW.0301","error_msg":"verify aksk signature fail, canonicalRequest:GET|/|\#(sent)"}"#,
        status: 401)
    case .tencent:
      .json(#"{"Response":{"Error":{"Code":"AuthFailure","Message":"refused"},"RequestId":"r"}}"#)
    }
  }

  @Test(
    "An account's commands, console and failures: no secret in any process, output, screen or file",
    arguments: PlayedCloud.allCases)
  func account(_ cloud: PlayedCloud) async throws {
    let answers = cloud.answers(moving: true)
    let server = try await LoopbackServer(answer: answers)
    let angry = try await LoopbackServer { Self.echo(cloud, $0) }
    defer { for one in [server, angry] { one.stop() } }
    let (home, broken) = (try CommandHome(), try CommandHome())
    let file = try Self.account(cloud, home, at: server.url)
    _ = try Self.account(cloud, broken, at: angry.url)
    let copy =
      cloud == .huawei
      ? ["replicas", "create", "web01", "--to", "ap-southeast-3", "--vault", "replicas"]
      : ["snapshots", "copy", "snap-source01", "--to", "ap-singapore"]
    let commands = [
      cloud.list, cloud.list + ["--json"], copy + ["--dry-run"], copy + ["--wait", "--json"],
      ["contexts", "check", "live"],
    ]
    for place in [home, broken] {
      for command in commands {
        let arguments = command[0] == "contexts" ? command : ["--context", "live"] + command
        let ended = try place.start(arguments).wait(seconds: 120)
        #expect(!Self.leaks(ended.output + ended.errors), "\(command): \(ended.output)\(ended.errors)")
        #expect(place === home ? ended.status == 0 : ended.status != 0, "\(command): \(ended.output)\(ended.errors)")
      }
    }
    let terminal = try home.console(["--context", "live"])
    try terminal.wait(forAll: cloud.name, seconds: 120)
    for id in home.processes {
      #expect(!Self.leaks(Self.said(id, "cmdline")) && !Self.leaks(Self.said(id, "environ")))
    }
    try terminal.quit()
    #expect(!Self.leaks(Data(terminal.received)))
    try Self.expectNoneKept(in: home, except: file)
    try Self.expectNoneKept(in: broken, except: "\(broken.folder)/keys.json")
  }

  /// No file of a home holds a secret, and those of the program are its owner's alone.
  private static func expectNoneKept(in home: CommandHome, except keys: String? = nil) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: home.folder) {
      let path = "\(home.folder)/\(name)"
      var status = stat()
      guard path != keys, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      // What is gone again, such as a journal, holds nothing.
      if let bytes = FileManager.default.contents(atPath: path) { #expect(!leaks(bytes), "\(name)") }
      if path.hasPrefix(home.home) { #expect(status.st_mode & 0o077 == 0, "\(name) is for others, too") }
    }
  }
}
