import ArgumentParser

/// `farshore policies`.
struct PoliciesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policies", abstract: "Policies: what agents replicate and back up on their own, and keep.",
    subcommands: [
      PoliciesList.self, PoliciesShow.self, PoliciesCreate.self, PoliciesEdit.self, PoliciesApply.self,
      PoliciesRun.self, PoliciesSimulate.self, PoliciesDelete.self,
    ])
}
