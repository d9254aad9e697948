import ArgumentParser
import Catalog
import CloudWire
import Embedded
import Foundation
import Replication

/// `farshore agent`.
struct AgentCommand: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "Runs queue and schedules without a screen, until it is stopped or idle.",
    discussion: """
      Several agents and consoles share the work. When it is stopped (SIGTERM, ^C) every task is let go after the chunk
      in hand and waits for the next agent. With --until-idle the queue is worked off, and no schedule is looked at.
      """)

  @Flag(help: "End when nothing is left to do.") var untilIdle = false
  @Option(help: ArgumentHelp("Writes figures for Prometheus to this file.", valueName: "file"))
  var metricsFile: String?
  @Option(
    help: ArgumentHelp("Answers GET /metrics on this port of 127.0.0.1.", valueName: "port"),
    transform: TypedValue.port)
  var metricsPort: UInt16?
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let log = context.policyEngine.map { NoticeLog($0, output: context.output) }
    defer { log?.close() }
    let outposts = try context.embedded.map {
      try Outposts(
        $0, metricsFile: metricsFile.map(FilePath.absolute), metricsPort: metricsPort,
        webhooks: WebhookPost(environment: ProcessInfo.processInfo.environment))
    }
    defer { outposts?.close() }
    let wasIdle = try await session.interruption.guarding {
      [cloud = context.cloud, engine = context.policyEngine, untilIdle] () async throws -> Bool in
      if untilIdle {
        await cloud.runUntilIdle()
        try await engine?.settleRuns()
        return true
      }
      // Only a signal ends this.
      if let engine {
        await engine.runAgent()
      } else {
        cloud.startMoving()
        for await _ in cloud.catalog.changes() {}
      }
      return false
    }
    if wasIdle == true { return .done }
    await context.cloud.letGo()
    // Whoever stops an agent wants it stopped: it leaves no other worker behind.
    throw Interrupted(tasks: [])
  }
}
