import ArgumentParser

/// `farshore contexts`.
struct ContextsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contexts", abstract: "Contexts: a provider, its regions and what is registered there.",
    subcommands: [
      ContextsList.self, ContextsAdd.self, ContextsCheck.self, ContextsRefresh.self, ContextsSet.self,
      ContextsRemove.self, ContextsUse.self,
    ])
}
