/// Commands that work on the home or on no context at all: no account is asked for them.
extension ContextsList { var opensContext: Bool { false } }
extension ContextsAdd { var opensContext: Bool { false } }
extension ContextsCheck { var opensContext: Bool { false } }
extension ContextsRefresh { var opensContext: Bool { false } }
extension ContextsSet { var opensContext: Bool { false } }
extension ContextsRemove { var opensContext: Bool { false } }
extension ContextsUse { var opensContext: Bool { false } }
extension ConfigCommand { var opensContext: Bool { false } }
extension ConsoleCommand { var opensContext: Bool { false } }
extension DemoCommand { var opensContext: Bool { false } }
extension ThemesList { var opensContext: Bool { false } }
extension ThemesShow { var opensContext: Bool { false } }

/// Commands that make something out of nothing: with these a new home is no typing error.
extension RegionsAdd { var beginsHome: Bool { true } }
extension ProjectsAdd { var beginsHome: Bool { true } }
extension ServersAdd { var beginsHome: Bool { true } }
extension DisksAdd { var beginsHome: Bool { true } }
extension FileSystemsAdd { var beginsHome: Bool { true } }
extension VaultsCreate { var beginsHome: Bool { true } }
extension PoliciesCreate { var beginsHome: Bool { true } }
extension StoreImport { var beginsHome: Bool { true } }
