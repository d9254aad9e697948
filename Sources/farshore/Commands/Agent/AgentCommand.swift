import ArgumentParser
import Catalog
import Embedded
import Replication

/// `farshore agent`.
struct AgentCommand: FarshoreCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "Runs the queue without a screen, until it is stopped or idle.")

  @Flag(help: "End when nothing is left to do.") var untilIdle = false
  @OptionGroup(title: "Global options") var common: CommonOptions

  func perform(_ session: Session) async throws -> ExitStatus {
    let context = try session.open()
    let wasIdle = try await session.interruption.guarding {
      [cloud = context.cloud, untilIdle] () async throws -> Bool in
      if untilIdle {
        await cloud.runUntilIdle()
        return true
      }
      cloud.startMoving()
      // Only a signal ends this wait; the stream ends when its task is cancelled.
      for await _ in cloud.catalog.changes() {}
      return false
    }
    if wasIdle == true { return .done }
    await context.cloud.letGo()
    // Whoever stops an agent wants it stopped: it leaves no other worker behind.
    throw Interrupted(tasks: [])
  }
}
